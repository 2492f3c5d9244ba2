# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""No text slips past the translators: whatever can be read on a page is marked as a text of ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tools.texts import COUNTED, ROOT, WORDS, texts_in

MARKS = {*WORDS, *COUNTED}
TEMPLATES = [*ROOT.glob("queue/*/templates/*.html")]  # a kiosk's begin in German, before anybody chose
SCRIPTS = [*ROOT.glob("queue/*/static/*.js"), *ROOT.glob("kiosk/static/**/*.js")]
MODULES = [*ROOT.glob("queue/pages/*.py"), *ROOT.glob("queue/display/*.py"), *ROOT.glob("queue/web/*.py")]
MODULES += [
    ROOT / "kiosk/printing/papers.py",
    ROOT / "kiosk/printing/sheets.py",
]  # the program's other words are for whoever set it up
READ = re.compile(r"""\b(?:alt|aria-label|placeholder|title)="([^"]+)\"""")
STRING = re.compile(r"""\"(?:[^"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""")
GERMAN = re.compile(
    r"[äöüßÄÖÜ„]|%\(|"
    r"\b(?:Sie|Ihre?n?|[Bb]itte|nichts?|ist|sind|und|oder|der|die|das|wird|wurde|hat|keine?n?|gerade|noch)\b"
)
# The same on every page: names, and what a rehearsal is called in two languages at once.
NAMES = {"Aufruf", "Übung /", "Rehearsal"}
PROBE = {  # what a printer is tried with, by whoever sets it up
    "Diese Ziffern füllen genau eine Zeile:",
    "Hier müssen Umlaute stehen: ÄÖÜ äöü ß",
    "Aufruf: Der Probedruck ist lesbar.",
}
OWN_NAMES = {"Türkçe", "Leichte Sprache"}  # of languages


def is_said(text: str) -> bool:
    """Whether there is a word in it that somebody would read."""
    return bool(re.search(r"[^\W\d_]{3}", text)) and text.strip(" ·:–-") not in NAMES


def unmarked_in_template(source: str) -> Iterator[str]:
    """Text between tags and in attributes, and German in expressions, that no mark stands around."""
    environment = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 (nothing is rendered)
    tree = environment.parse(source)
    calls = [call for call in tree.find_all(nodes.Call) if _is_mark(call)]
    marked = {id(const) for call in calls for const in call.find_all(nodes.Const)}
    for const in tree.find_all(nodes.Const):
        if id(const) not in marked and isinstance(const.value, str) and GERMAN.search(const.value):
            yield const.value
    plain = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
    plain = re.sub(r"\{% block (main|back) %\}.*?\{% endblock %\}", "", plain)  # attributes, an address
    plain = re.sub(r"\{% trans\b.*?\{% endtrans %\}", "", plain, flags=re.DOTALL)
    plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", plain, flags=re.DOTALL)
    yield from (text for text in READ.findall(plain) if is_said(text))
    plain = re.sub(r"<(script|style|code|kbd)\b.*?</\1>|<[^>]*>", "\n", plain, flags=re.DOTALL)
    yield from (line.strip() for line in plain.splitlines() if is_said(line))


def _is_mark(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in MARKS


def unmarked_in_script(script: Path) -> Iterator[str]:
    """German strings that are no argument of a mark."""
    marked = {form for text in texts_in(script) for form in ((text,) if isinstance(text, str) else text)}
    code = re.sub(r"^\s*//.*$|\s//\s.*$|/\*.*?\*/", "", script.read_text("utf-8"), flags=re.MULTILINE)
    for string in STRING.findall(code):
        if GERMAN.search(string) and is_said(string) and string[1:-1] not in marked:
            yield string[1:-1]


def unmarked_in_module(source: str) -> Iterator[str]:
    """German strings that are neither documentation nor an argument of a mark."""
    tree = ast.parse(source)
    fine: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in MARKS:
                fine |= {id(each) for argument in node.args for each in ast.walk(argument)}
        elif isinstance(node, ast.Expr):
            fine.add(id(node.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in fine:
            yield from (said for said in [node.value] if GERMAN.search(said))


def _named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("template", TEMPLATES, ids=_named)
def test_each_text_of_a_template_is_marked(template: Path) -> None:
    assert list(unmarked_in_template(template.read_text("utf-8"))) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=_named)
def test_each_text_of_a_script_is_marked(script: Path) -> None:
    assert [text for text in unmarked_in_script(script) if text not in OWN_NAMES] == []


@pytest.mark.parametrize("module", MODULES, ids=_named)
def test_each_german_text_of_a_module_is_marked(module: Path) -> None:
    found = unmarked_in_module(module.read_text("utf-8"))
    assert [text for text in found if text not in OWN_NAMES | PROBE] == []


def test_what_is_not_marked_is_found(tmp_path: Path) -> None:
    assert list(
        unmarked_in_template("<p>{{ _('Gut') }} Ohne</p>{{ 'Bitte' }}<img alt='' title=\"Auch\">")
    ) == [
        "Bitte",
        "Auch",
        "Ohne",
    ]
    script = tmp_path / "x.js"
    script.write_text('say(_("Bitte warten"), "Nicht gut, bitte"); // "und das"', "utf-8")
    assert list(unmarked_in_script(script)) == ["Nicht gut, bitte"]
    module = '"""Und das."""\nA = words("Bitte")\nB = "%(n)s wartet"\nC = frame.text("Das ist gut")'
    assert list(unmarked_in_module(module)) == ["%(n)s wartet"]
