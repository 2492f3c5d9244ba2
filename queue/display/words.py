# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""All words of a display but the staff's own sentences, in each language that it shows in turn."""

from collections.abc import Mapping
from functools import cache

from aufruf.domain.words import words
from aufruf.planning.waits.forecast import Range
from aufruf.web.language import direction_of
from aufruf.web.translation import translate

FIXED: Mapping[str, str] = {
    "wait": words("Bitte warten Sie, bis Ihre Nummer erscheint."),
    "to": words("zu Schalter"),
    "to_terminal": words("zu Terminal"),
    "room": words("Raum %(room)s"),
    "before": words("Davor aufgerufen"),
    "page": words("Seite %(page)s von %(pages)s"),
    "closed": words("Wir schließen heute früher. Bitte sprechen Sie uns an, wenn Sie noch warten."),
    "lost": words("Verbindung gestört."),
    "since": words("Stand %(time)s. Bitte achten Sie auf Durchsagen."),
    "revoked": words("Dieses Gerät wurde abgemeldet."),
    "speechless": words("Nur Gong: Auf dem Server fehlt die Sprachausgabe."),
}
SOON = words("Wer jetzt eine Wartemarke zieht, wartet unter 5 Minuten.")
UP_TO = words("Wer jetzt eine Wartemarke zieht, wartet bis zu %(high)s Minuten.")
SOME = words("Wer jetzt eine Wartemarke zieht, wartet etwa %(high)s Minuten.")
RANGE = words("Wer jetzt eine Wartemarke zieht, wartet etwa %(low)s–%(high)s Minuten.")
SHORT, NONE = 5, 2  # minutes: what is less than these


@cache
def fixed_words(language: str) -> Mapping[str, str]:
    """What never changes, by the names that the page uses; `tag` and `dir` are for its attributes."""
    said = {name: translate(german, language) for name, german in FIXED.items()}
    return said | {"tag": tag_of(language), "dir": direction_of(language)}


def tag_of(language: str) -> str:
    """The language by the name that the whole web knows."""
    return language.partition("-")[0]


def expected_text(minutes: Range | None, language: str) -> str:
    """How long whoever comes now would wait; nothing where it is not known."""
    if minutes is None:
        return ""
    low, high = minutes
    german = SOON if high < SHORT else UP_TO if low < NONE else SOME if low == high else RANGE
    return translate(german, language) % {"low": low, "high": high}
