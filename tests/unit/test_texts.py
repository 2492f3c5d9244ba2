# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever chooses a language reads no other: each text has its translation, and none is left over."""

from fnmatch import fnmatch

import pytest
from jinja2 import Environment, meta

from tools import texts
from tools.text_findings import findings, of_text

TEMPLATES = {path.name: path for path in texts.ROOT.glob("queue/*/templates/*.html")}


def test_nothing_is_missing_left_over_or_wrong_in_any_catalogue() -> None:
    assert list(findings()) == []


@pytest.mark.parametrize("language", texts.NAMES)
@pytest.mark.parametrize("package", texts.PACKAGES, ids=lambda package: package.folder)
def test_catalogues_are_as_the_tool_writes_them(package: texts.Package, language: str) -> None:
    assert package.catalogue(language).read_text("utf-8") == texts.renewed(package, language)


@pytest.mark.parametrize(
    ("text", "said", "wrong"),
    [
        ("Guten Tag", ("Good morning",), []),
        ("Guten Tag", (), ["missing"]),
        ("Guten Tag", ("",), ["missing"]),
        ("Guten Tag", ("Guten Tag",), ["is the same as the German"]),
        ("Ticket", ("Ticket",), []),
        ("%(name)s: %(state)s", ("%(name)s: %(state)s",), []),
        ("Bis %(time)s", ("Until %(time)s",), []),
        ("Bis %(time)s", ("Until",), ["has other places or tags"]),
        ("Bis %(time)s", ("Until %(tme)s",), ["has other places or tags"]),
        ("Bis <b>jetzt</b>", ("Until now",), ["has other places or tags"]),
        (("%(count)s Tag", "%(count)s Tage"), ("%(count)s day", "%(count)s days"), []),
        (("Ein Tag", "%(count)s Tage"), ("One day", "%(count)s days"), []),
        (("%(count)s Tag", "%(count)s Tage"), ("%(count)s gün",), ["has 1 forms"]),
        (("%(count)s Tag", "%(count)s Tage"), ("%(count)s day", "days"), ["has other places or tags"]),
    ],
)
def test_what_is_wrong_with_a_translation_is_seen(
    text: texts.Text, said: texts.Said, wrong: list[str]
) -> None:
    assert list(of_text(text, said, forms=2, same={"Ticket": "an English word"})) == wrong


def test_a_language_with_words_for_one_and_two_may_leave_out_the_number() -> None:
    said = ("nobody", "one person", "two people", "%(count)s people", "%(count)s people", "%(count)s people")
    text = ("%(count)s Person", "%(count)s Personen")
    assert list(of_text(text, said, forms=6, same={})) == []
    wrong = (*said[:-1], "%(number)s people")
    assert list(of_text(text, wrong, forms=6, same={})) == ["has other places or tags"]


def test_what_only_staff_read_is_translated_for_them_alone() -> None:
    found = texts.german(texts.PACKAGES[0])
    assert "Nächste:r" in found.wanted("en")
    assert "Nächste:r" not in found.wanted("ar")
    assert "Termin buchen" in found.wanted("ar")


def test_each_line_of_the_list_for_citizens_names_a_file() -> None:
    files = [
        path.relative_to(texts.ROOT).as_posix() for package in texts.PACKAGES for path in package.files()
    ]
    assert [line for line in texts.FOR_CITIZENS if not any(fnmatch(file, line) for file in files)] == []


def test_what_is_part_of_a_page_for_citizens_is_for_citizens() -> None:
    """A part that they read by way of another template is on the list as well."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in TEMPLATES.values():
        if texts.is_for_citizens(path.relative_to(texts.ROOT).as_posix()):
            for part in meta.find_referenced_templates(environment.parse(path.read_text("utf-8"))):
                assert part is not None
                name = TEMPLATES[part].relative_to(texts.ROOT).as_posix()
                assert texts.is_for_citizens(name), f"{name}, since it is part of {path.name}"


@pytest.mark.parametrize("language", texts.NAMES)
def test_the_docs_say_which_catalogues_nobody_has_read(language: str) -> None:
    document = (texts.ROOT / "docs/languages.md").read_text("utf-8")
    row = next(line for line in document.splitlines() if f"| {language} |" in line)
    read = row.rsplit("|", 2)[1].strip()
    assert read in {"yes", "no"}
    for package in texts.PACKAGES:
        assert f"X-Read-By-Native-Speaker: {read}" in package.catalogue(language).read_text("utf-8")
