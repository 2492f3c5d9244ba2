# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with the catalogues: what has yet to be translated, is left over, or cannot be right."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from tools.texts import (
    NAMES,
    PACKAGES,
    ROOT,
    Found,
    Package,
    Said,
    Text,
    german,
    key,
    plural_forms,
    translations,
)

PLACE = re.compile(r"%\((\w+)\)s")
WORD = re.compile(r"[^\W\d]")
TAG = re.compile(r"</?(\w+)[^>]*>")
OF_ONE_NUMBER = 4  # a language with more forms has words of their own for one and two, which name no number
SAME = ROOT / "tools/same_texts.toml"  # texts that are the same in a language as in German, and why


def findings() -> Iterator[str]:
    """All of it, a line each: the file, what is wrong, the German text."""
    same = tomllib.loads(SAME.read_text("utf-8"))
    for package in PACKAGES:
        found = german(package)
        for language in NAMES:
            yield from of_catalogue(package, language, found, same.get(language, {}))
    yield from _needless(same)


def of_catalogue(package: Package, language: str, found: Found, same: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one catalogue."""
    file = package.catalogue(language)
    name = file.relative_to(ROOT).as_posix()
    said = translations(file)
    wanted = found.wanted(language)
    for text in wanted:
        for wrong in of_text(text, said.get(key(text), ()), forms=plural_forms(language), same=same):
            yield f"{name}: {wrong}: {key(text)}"
    for text_key in said.keys() - {key(text) for text in wanted}:
        yield f"{name}: left over: {text_key}"


def of_text(text: Text, said: Said, *, forms: int, same: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with one translation."""
    if not said or not all(said):
        yield "missing"
        return
    if len(said) != (forms if isinstance(text, tuple) else 1):
        yield f"has {len(said)} forms"
    originals = text if isinstance(text, tuple) else (text,)
    fine = [_marks(original) for original in originals]
    if isinstance(text, tuple) and forms > OF_ONE_NUMBER:
        fine += [[mark for mark in marks if mark != left_out] for marks in fine for left_out in marks]
    if any(_marks(form) not in fine for form in said):
        yield "has other places or tags"
    if said[0] == originals[0] and key(text) not in same and WORD.search(PLACE.sub("", said[0])):
        yield "is the same as the German"


def _marks(text: str) -> list[str]:
    return sorted(PLACE.findall(text)) + sorted(TAG.findall(text))


def _needless(same: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Lines of the list of equal texts that excuse nothing."""
    for language, texts in same.items():
        equal = {
            german
            for package in PACKAGES
            for german, said in translations(package.catalogue(language)).items()
            if said[0] == german
        }
        for text in texts.keys() - equal:
            yield f"{SAME.name}: {language} does not need: {text}"
