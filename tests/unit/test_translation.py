# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words in each language: found by the German, with the forms that a language has for numbers."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel import Locale
from jinja2 import Environment

from aufruf.domain.languages import LANGUAGES
from aufruf.web import translation
from aufruf.web.dates import weekday
from aufruf.web.language import NAMES, RIGHT_TO_LEFT, direction_of
from aufruf.web.translation import CATEGORIES, locale_of, translate, translate_counted
from aufruf_kiosk import texts
from tools.texts import plural_forms

ONE, MANY = "Zurzeit wartet %(count)s Person.", "Zurzeit warten %(count)s Personen."
SAID_IN_ARABIC = {  # by the numbers that need this form
    (0,): "لا أحد",
    (1,): "واحد",
    (2,): "اثنان",
    (3, 10, 103): "قليل %(count)s",
    (11, 99, 111): "كثير %(count)s",
    (100, 102): "مئة %(count)s",
}


def catalogue(folder: Path, language: str, forms: Mapping[tuple[int, ...], str]) -> Path:
    lines = ['msgid ""', 'msgstr ""', f'"Language: {language}\\n"']
    lines += [f'"Plural-Forms: nplurals={len(forms)}; plural=0;\\n"', ""]
    lines += [f'msgid "{ONE}"', f'msgid_plural "{MANY}"']
    lines += [f'msgstr[{index}] "{said}"' for index, said in enumerate(forms.values())]
    lines += ["", 'msgid "Termin"', 'msgstr "X"', "", 'msgid "Noch nichts"', 'msgstr ""']
    (folder / f"{language}.po").write_text("\n".join(lines), "utf-8")
    return folder


def environment(*locales: Path) -> Environment:
    made = Environment(autoescape=True, trim_blocks=True)
    translation.install(made, locales or (translation.LOCALE,))
    return made


def test_a_page_speaks_the_language_that_it_is_given() -> None:
    said = "{{ _('Termin buchen') }}"
    template = environment().from_string(said)
    assert template.render(language="de") == "Termin buchen"
    assert template.render(language="en") == "Book an appointment"


@pytest.mark.parametrize(("numbers", "said"), SAID_IN_ARABIC.items())
def test_a_number_chooses_the_form_that_its_language_has_for_it(
    tmp_path: Path, numbers: tuple[int, ...], said: str
) -> None:
    folder = catalogue(tmp_path, "ar", SAID_IN_ARABIC)
    one, many = "Zurzeit wartet {{ count }} Person.", "Zurzeit warten {{ count }} Personen."
    counted = "{% trans count=n %}" + one + "{% pluralize %}" + many + "{% endtrans %}"
    template = environment(folder).from_string(counted)
    for number in numbers:
        assert template.render(language="ar", n=number) == said % {"count": number}


def test_what_has_no_translation_is_said_in_german(tmp_path: Path) -> None:
    made = environment(catalogue(tmp_path, "tr", {(1,): "bir", (2,): "çok"}))
    assert (
        made.from_string("{{ _('Noch nichts') }} {{ _('Nirgends') }}").render(language="tr")
        == "Noch nichts Nirgends"
    )
    assert made.from_string("{{ _('Termin') }}").render(language="fr") == "Termin"


@pytest.mark.parametrize("stored", ["fr", "xx", "klingon", "", "../ar"])
def test_a_language_that_is_none_of_ours_is_read_in_german(stored: str) -> None:
    assert translate("Termin buchen", stored) == "Termin buchen"
    assert translate_counted(ONE, MANY, 2, stored) == MANY
    assert weekday(dt.date(2026, 11, 23), stored) == "Montag"
    assert texts.speech(stored) is texts.speech("de")


def test_each_face_brings_its_own_words(tmp_path: Path) -> None:
    made = environment(tmp_path, catalogue(tmp_path / "..", "uk", {(1,): "а", (2,): "б", (5,): "в"}))
    assert made.from_string("{{ _('Termin') }}").render(language="uk") == "X"


def test_german_needs_no_translation() -> None:
    assert translate("Termin buchen", "de") == "Termin buchen"
    assert translate_counted(ONE, MANY, 1, "de") == ONE
    assert translate_counted(ONE, MANY, 0, "de") == MANY


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_of_a_catalogue_are_those_of_its_language(language: str) -> None:
    rule = locale_of(language).plural_form
    assert len({rule(number) for number in range(1000)}) == plural_forms(language)
    assert {rule(number) for number in range(1000)} <= set(CATEGORIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_known_which_way_a_language_is_written(language: str) -> None:
    assert direction_of(language) == locale_of(language).text_direction
    assert direction_of(language) == texts.speech(language).direction


def test_server_and_kiosk_know_the_same_languages() -> None:
    assert texts.LANGUAGES == LANGUAGES == tuple(NAMES)
    assert {direction_of(language) for language in RIGHT_TO_LEFT} == {"rtl"}
    assert [texts.speech(each).locale for each in LANGUAGES] == [str(locale_of(each)) for each in LANGUAGES]
    assert all(Locale.parse(texts.speech(each).locale) for each in LANGUAGES)
