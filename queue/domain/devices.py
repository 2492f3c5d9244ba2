# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What staff may choose for a device that stands in the house.

What was stored by another release must never keep a screen dark, so reading is tolerant: what is unknown or
makes no sense is left out. What staff enter is checked in domain/device_choices.py; what a device says of
itself is in domain/device_health.py.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from aufruf.domain.roles import DeviceKind

MOST_LINES = 5
LONGEST_LINE = 200  # characters
BROWSER = "browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayChoices:
    """What a display shows and says."""

    rooms: tuple[str, ...] = ()  # calls to counters in these alone; empty: all
    languages: tuple[str, ...] = ()  # in turn; empty: the one that the browser wishes
    lines: tuple[str, ...] = ()  # the staff's own sentences, below
    gong: bool = True
    speech: bool = True
    speech_languages: tuple[str, ...] = ("de",)


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskChoices:
    """What a kiosk offers."""

    languages: tuple[str, ...] = ()  # empty: all that there are
    print: str = ""  # "browser": its page prints each ticket by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalChoices:
    """Which of the office's places a self-service machine is."""

    counter: str | None = None


Choices = DisplayChoices | KioskChoices | TerminalChoices


def choices_of(kind: DeviceKind, stored: Mapping[str, Any]) -> Choices | None:
    """The choices of a device as they were stored; None for a printer, for which there are none."""
    match kind:
        case DeviceKind.DISPLAY:
            return display_choices(stored)
        case DeviceKind.KIOSK:
            by_browser = stored.get("print") == BROWSER
            return KioskChoices(languages=_texts(stored, "languages"), print=BROWSER if by_browser else "")
        case DeviceKind.TERMINAL:
            counter = stored.get("counter")
            return TerminalChoices(counter=counter if isinstance(counter, str) and counter else None)
        case DeviceKind.PRINTER:
            return None


def choices_json(choices: Choices | None) -> dict[str, Any]:
    """Choices as they are stored, and as the device is told."""
    if choices is None:
        return {}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(choices).items()
    }


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
