# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What staff may choose for a device that stands in the house, and what the device says of itself.

So far the choices of a display; whoever builds the page on which staff edit devices goes on here (health,
kiosks, terminals, who is offline). What was stored by another release must never keep a screen dark, so
reading is tolerant: what is unknown or makes no sense is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_LINES = 5
LONGEST_LINE = 200  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayChoices:
    """What a display shows and says."""

    rooms: tuple[str, ...] = ()  # calls to counters in these alone; empty: all
    languages: tuple[str, ...] = ()  # in turn; empty: the one that the browser wishes
    lines: tuple[str, ...] = ()  # the staff's own sentences, below
    gong: bool = True
    speech: bool = True
    speech_languages: tuple[str, ...] = ("de",)


def display_choices(stored: Mapping[str, Any]) -> DisplayChoices:
    """The choices of a display as they were stored, whoever stored them."""
    usual = DisplayChoices()
    lines = tuple(line[:LONGEST_LINE] for line in _texts(stored, "lines"))
    return DisplayChoices(
        rooms=_texts(stored, "rooms"),
        languages=_texts(stored, "languages"),
        lines=lines[:MOST_LINES],
        gong=_switch(stored, "gong", usual=usual.gong),
        speech=_switch(stored, "speech", usual=usual.speech),
        speech_languages=_texts(stored, "speech_languages", usual=usual.speech_languages),
    )


def _texts(stored: Mapping[str, Any], name: str, *, usual: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A list of texts: each once, none empty."""
    found = stored.get(name)
    if not isinstance(found, list | tuple):
        return usual
    return tuple(dict.fromkeys(text.strip() for text in found if isinstance(text, str) and text.strip()))


def _switch(stored: Mapping[str, Any], name: str, *, usual: bool) -> bool:
    found = stored.get(name)
    return found if isinstance(found, bool) else usual
