# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which language somebody wants to read, and which we have: citizens' pages speak six, those of staff two."""

from collections.abc import Sequence
from typing import Any

from litestar.connection import ASGIConnection

from aufruf.domain.languages import LANGUAGES

OF_STAFF = ("de", "en")
NAMES = {  # each by its own name
    "de": "Deutsch",
    "de-simple": "Leichte Sprache",
    "en": "English",
    "tr": "Türkçe",
    "ar": "العربية",
    "uk": "Українська",
}
RIGHT_TO_LEFT = frozenset({"ar"})
STAFF_PAGES = frozenset(  # the first word of their addresses
    {"console", "devices", "durations", "help", "login", "outlook", "pairing", "plans"}
)
COOKIE = "aufruf_language"


def language_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The language chosen on a page, else the best of Accept-Language, else German; one that the page has."""
    offered = offered_at(connection.url.path)
    chosen = str(connection.cookies.get(COOKIE, ""))
    for known in (chosen, chosen.partition("-")[0]):
        if known in offered:
            return known
    return _wished(connection.headers.get("accept-language", ""), offered)


def offered_at(path: str) -> Sequence[str]:
    """The languages of the page at this address."""
    return OF_STAFF if path.removeprefix("/").partition("/")[0] in STAFF_PAGES else LANGUAGES


def direction_of(language: str) -> str:
    """Which way it is written."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def _wished(header: str, offered: Sequence[str]) -> str:
    wishes = []
    for position, part in enumerate(header.split(",")):
        tag, _, quality = part.strip().lower().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        known = tag if tag in offered else tag.partition("-")[0]
        wishes.append((-weight, position, known))
    return next((tag for weight, _, tag in sorted(wishes) if tag in offered and weight < 0), "de")
