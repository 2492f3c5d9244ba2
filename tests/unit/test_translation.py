# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever chooses English reads no German: each text has its translation, and none is left over."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment

from aufruf.web import translation
from aufruf.web.english import ENGLISH
from aufruf.web.translation import translate

QUEUE = Path(__file__).parents[2] / "queue"
KIOSK = Path(__file__).parents[2] / "kiosk"
TEMPLATES = sorted([*QUEUE.glob("*/templates/*.html"), *KIOSK.glob("templates/*.html")])
PLACES = re.compile(r"%\((\w+)\)s")


def environment() -> Environment:
    made = Environment(autoescape=True, trim_blocks=True)
    translation.install(made)
    return made


def texts_of(template: Path) -> set[str]:
    found: set[str] = set()
    for _line, _function, said in environment().extract_translations(template.read_text("utf-8")):  # type: ignore[attr-defined]
        found.update(text for text in (said if isinstance(said, tuple) else (said,)) if text)
    return found


def texts_in_code() -> set[str]:
    """What handlers translate: constants of theirs that have a translation."""
    found: set[str] = set()
    for module in [*QUEUE.glob("pages/*.py"), *QUEUE.glob("display/*.py")]:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ENGLISH:
                found.add(node.value)
    return found


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_each_text_of_a_template_is_there_in_english(template: Path) -> None:
    assert {text for text in texts_of(template) if text not in ENGLISH} == set()


def test_no_translation_is_left_over() -> None:
    used = texts_in_code().union(*(texts_of(template) for template in TEMPLATES))
    assert set(ENGLISH) - used == set()


@pytest.mark.parametrize("german", sorted(ENGLISH))
def test_a_translation_has_the_same_places(german: str) -> None:
    assert sorted(PLACES.findall(ENGLISH[german])) == sorted(PLACES.findall(german))


def test_a_page_speaks_the_language_that_it_is_given() -> None:
    one, many = "{{ count }} Person wartet", "{{ count }} Personen warten"
    said = "{% trans count=n %}" + one + "{% pluralize %}" + many + "{% endtrans %}"
    template = environment().from_string(said)
    assert template.render(language="de", n=1) == "1 Person wartet"
    assert template.render(language="en", n=1) == "1 person is waiting"
    assert template.render(language="en", n=2) == "2 people are waiting"


def test_german_needs_no_translation() -> None:
    assert translate("Termin buchen", "de") == "Termin buchen"
    assert translate("Termin buchen", "en") == "Book an appointment"
