# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of pages: German is the source, other languages are read from catalogues by it.

A catalogue is locale/<language>.po; nothing is built of it: docs/decisions/0016-catalogues-read-at-start.md
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from aufruf.domain.languages import LANGUAGES

LOCALE = Path(__file__).parents[1] / "locale"
CATEGORIES = ("zero", "one", "two", "few", "many", "other")  # in the order of a catalogue's plural forms
CLDR = {"de-simple": "de", "en": "en_GB"}  # easy language is German there; who is in Europe has the day first
BY_CLDR = {each: Locale.parse(CLDR.get(each, each)) for each in LANGUAGES}
SAMPLES = range(200)  # numbers that show which of them a language has
Forms = Mapping[str, str]  # of a text that depends on a number, by category
Texts = Mapping[str, str | Forms]  # by the German; by its singular, where it depends on a number


def translate(german: str, language: str) -> str:
    """A text of ours in somebody's language; German where there is no translation."""
    return _text(texts_of(LOCALE, language), german)


def translate_counted(singular: str, plural: str, count: int, language: str) -> str:
    """A text that depends on a number: Arabic has six forms, Ukrainian three."""
    return _counted(texts_of(LOCALE, language), singular, plural, count, language)


def install(environment: Environment, locales: Sequence[Path] = (LOCALE,)) -> None:
    """Let templates say `{% trans %}` and `_(…)`; the language is the page's. A face may have own words."""

    @pass_context
    def gettext(context: Context, german: str) -> str:
        language = context.get("language", "de")
        known = (texts_of(locale, language) for locale in locales)
        return _text(next((texts for texts in known if german in texts), {}), german)

    @pass_context
    def ngettext(context: Context, singular: str, plural: str, count: int) -> str:
        language = context.get("language", "de")
        known = (texts_of(locale, language) for locale in locales)
        texts = next((texts for texts in known if singular in texts), {})
        return _counted(texts, singular, plural, count, language)

    for locale in locales:
        for each in LANGUAGES:
            texts_of(locale, each)  # now, so that nobody waits for it later
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]


def locale_of(language: str) -> Locale:
    """What CLDR knows of a language: its plurals, its dates. What is none of ours is read in German."""
    return BY_CLDR.get(language, BY_CLDR["de"])


def texts_of(locale: Path, language: str) -> Texts:
    """A catalogue. German has none: it stands in the code."""
    return _read(locale, language) if language in LANGUAGES else {}


@cache
def _read(locale: Path, language: str) -> Texts:
    file = locale / f"{language}.po"
    if not file.exists():
        return {}
    with file.open("rb") as content:
        catalogue = read_po(content)
    rule = locale_of(language).plural_form
    reached = {rule(number) for number in SAMPLES}
    categories = [each for each in CATEGORIES if each in reached]
    texts: dict[str, str | Forms] = {}
    for message in catalogue:
        match message.id, message.string:
            case (str(german), str(said)) if german and said:
                texts[german] = said
            case ((singular, _), (*forms,)) if all(forms):
                texts[singular] = {"other": forms[-1], **dict(zip(categories, forms, strict=True))}
    return texts


def _text(texts: Texts, german: str) -> str:
    said = texts.get(german, german)
    return said if isinstance(said, str) else said["other"]


def _counted(texts: Texts, singular: str, plural: str, count: int, language: str) -> str:
    forms = texts.get(singular)
    if forms is None or isinstance(forms, str):
        return singular if count == 1 else plural
    category = locale_of(language).plural_form(count)
    return forms.get(category, forms["other"])
