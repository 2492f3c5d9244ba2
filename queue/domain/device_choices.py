# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What staff enter as choices for a device, checked against the office that it stands in."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from aufruf.domain.catalogue import CounterKind, Office
from aufruf.domain.devices import (
    BROWSER,
    LONGEST_LINE,
    MOST_LINES,
    Choices,
    DisplayChoices,
    KioskChoices,
    TerminalChoices,
    choices_of,
)
from aufruf.domain.errors import NotValid
from aufruf.domain.known_devices import KnownDevice
from aufruf.domain.roles import DeviceKind

Wrong = list[tuple[str, str]]
NO_LANGUAGE = "is no language that we have"
PLACE_TAKEN = ("/choices/counter", "another terminal stands there")


def changed_choices(
    kind: DeviceKind,
    stored: Mapping[str, Any],
    wanted: Mapping[str, Any],
    *,
    office: Office,
    languages: Collection[str],
    taken: Collection[str] = (),
) -> Choices | None:
    """The choices once `wanted` is chosen; what it does not name stays. Raises NotValid.

    `taken` are the places of the office's other terminals.
    """
    before = choices_of(kind, stored)
    known = {} if before is None else asdict(before)
    strange: Wrong = [
        (f"/choices/{name}", f"cannot be chosen for a {kind}") for name in wanted if name not in known
    ]
    if strange:
        raise NotValid(*strange)
    if before is None:
        return None
    after: Choices = replace(before, **wanted)
    # What is not named now is not looked at: a room may have gone since it was chosen.
    wrong = [
        (f"/choices/{place}", why)
        for place, why in _wrong(after, office=office, languages=languages)
        if place.partition("/")[0] in wanted
    ]
    if isinstance(after, TerminalChoices) and after != before and after.counter in taken:
        wrong.append(PLACE_TAKEN)
    if wrong:
        raise NotValid(*wrong)
    return after


def _wrong(choices: Choices, *, office: Office, languages: Collection[str]) -> Wrong:
    match choices:
        case DisplayChoices():
            spoken = [("speech_languages", "at least one is needed")] if choices.speech else []
            return [
                *_unknown("rooms", choices.rooms, rooms_of(office), "is no room of this office"),
                *_unknown("languages", choices.languages, languages, NO_LANGUAGE),
                *_unknown("speech_languages", choices.speech_languages, languages, NO_LANGUAGE),
                *(spoken if not choices.speech_languages else []),
                *_wrong_lines(choices.lines),
            ]
        case KioskChoices():
            strange = [("print", "is browser or nothing")] if choices.print not in ("", BROWSER) else []
            return strange + _unknown("languages", choices.languages, languages, NO_LANGUAGE)
        case TerminalChoices(counter=str(counter)) if counter not in terminals_of(office):
            return [("counter", "is no terminal of this office")]
        case _:
            return []


def rooms_of(office: Office) -> tuple[str, ...]:
    """The rooms in which an office has counters, each once."""
    return tuple(dict.fromkeys(counter.room for counter in office.counters if counter.room))


def terminals_of(office: Office) -> tuple[str, ...]:
    """The places of an office at which self-service machines stand."""
    return tuple(counter.id for counter in office.counters if counter.kind is CounterKind.TERMINAL)


def places_chosen(devices: Iterable[KnownDevice], *, but: str) -> frozenset[str]:
    """The places at which an office's terminals stand, as staff chose, but for one of them."""
    chosen = (choices_of(each.device.kind, each.choices) for each in devices if each.device.id != but)
    places = (each.counter for each in chosen if isinstance(each, TerminalChoices))
    return frozenset(place for place in places if place is not None)


def _unknown(name: str, chosen: tuple[str, ...], known: Collection[str], why: str) -> Wrong:
    found = [(f"{name}/{index}", why) for index, each in enumerate(chosen) if each not in known]
    return found + ([(name, "names something twice")] if len(set(chosen)) < len(chosen) else [])


def _wrong_lines(lines: tuple[str, ...]) -> Wrong:
    found = [("lines", f"at most {MOST_LINES}")] if len(lines) > MOST_LINES else []
    return found + [
        (f"lines/{index}", f"1 to {LONGEST_LINE} characters")
        for index, line in enumerate(lines)
        if not 0 < len(line.strip()) <= LONGEST_LINE
    ]
