# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kiosk's words: German is the source, other languages are read from locale/*.po when first wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec
from babel import Locale
from babel.messages.pofile import read_po
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "uk")
CLDR = {"de-simple": "de", "en": "en_GB"}  # easy language is German there; who is in Europe has the day first
CATEGORIES = ("zero", "one", "two", "few", "many", "other")  # in the order of a catalogue's plural forms
SAMPLES = range(200)  # numbers that show which of them a language has
Texts = Mapping[str, str | Mapping[str, str]]  # by the German; what depends on a number by its category


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """One language, with all its texts."""

    language: str
    locale: str  # what Babel knows it by: its plurals, its dates
    direction: str  # ltr or rtl
    texts: Texts

    def text(self, german: str, **values: object) -> str:
        """A text, with values in its places."""
        found = self.texts.get(german, german)
        return (found if isinstance(found, str) else found["other"]) % values

    def counted(self, singular: str, plural: str, count: int, **values: object) -> str:
        """A text that depends on a number, which is the value `count` too."""
        forms = self.texts.get(singular)
        if forms is None or isinstance(forms, str):
            forms = {"one": singular, "other": plural}
        category = Locale.parse(self.locale).plural_form(count)
        return forms[category if category in forms else "other"] % {"count": count, **values}


def speech(language: str) -> Speech:
    """Everything to be said in this language; German, if it is none of ours or a translation is missing."""
    return _speech(language if language in LANGUAGES else "de")


@cache
def _speech(language: str) -> Speech:
    locale = Locale.parse(CLDR.get(language, language))
    return Speech(
        language=language,
        locale=CLDR.get(language, language),
        direction=locale.text_direction,
        texts=MappingProxyType(_texts(language, locale)),
    )


@get("/kiosk/texts/{name:str}", include_in_schema=False)
async def send_texts(name: FromPath[str]) -> Response[bytes]:
    """What the page says in a language: its own server asks nobody for it."""
    language = name.removesuffix(".json")
    if language not in LANGUAGES:
        raise NotFoundException
    return Response(
        msgspec.json.encode(_as_sent(speech(language))),
        media_type="application/json",
        headers={"Cache-Control": "no-cache"},
    )


def _as_sent(said: Speech) -> dict[str, object]:
    return {
        "language": said.language,
        "locale": said.locale.replace("_", "-"),
        "direction": said.direction,
        "texts": dict(said.texts),
    }


def _texts(language: str, locale: Locale) -> dict[str, str | Mapping[str, str]]:
    file = LOCALE / f"{language}.po"
    if not file.exists():
        return {}
    with file.open("rb") as content:
        catalogue = read_po(content)
    reached = {locale.plural_form(number) for number in SAMPLES}
    categories = [each for each in CATEGORIES if each in reached]
    texts: dict[str, str | Mapping[str, str]] = {}
    for message in catalogue:
        match message.id, message.string:
            case (str(german), str(said)) if german and said:
                texts[german] = said
            case ((singular, _), (*said,)) if all(said):
                texts[singular] = {"other": said[-1], **dict(zip(categories, said, strict=True))}
    return texts
