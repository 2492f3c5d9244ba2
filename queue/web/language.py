# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which language somebody wants to read."""

from typing import Any

from litestar.connection import ASGIConnection

LANGUAGES = ("de", "en")
COOKIE = "aufruf_language"


def language_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The language chosen on a page, else the best of Accept-Language, else German."""
    chosen = connection.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return str(chosen)
    wishes = []
    for position, part in enumerate(connection.headers.get("accept-language", "").split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality) if quality else 1.0
        except ValueError:
            continue
        wishes.append((-weight, position, tag.split("-")[0].lower()))
    return next((tag for weight, _, tag in sorted(wishes) if tag in LANGUAGES and weight < 0), "de")
