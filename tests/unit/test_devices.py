# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a device in one word, what may be chosen for it, and which letter a kiosk gets."""

import datetime as dt
from typing import Any

import pytest

from aufruf.domain.access import Device
from aufruf.domain.catalogue import Counter, CounterKind
from aufruf.domain.device_choices import changed_choices
from aufruf.domain.device_health import Health, PrinterState, health_json, is_used_twice, read_health
from aufruf.domain.devices import DisplayChoices, KioskChoices, TerminalChoices, choices_json, choices_of
from aufruf.domain.errors import NotValid, WrongState
from aufruf.domain.known_devices import SILENT, DeviceState, KnownDevice
from aufruf.domain.pairing import LETTERS, Pairing, PairingState, free_letter
from aufruf.domain.roles import DeviceKind
from tests.builders import at, office

NOW = at("10:00")
LANGUAGES = ("de", "de-simple", "en", "tr", "ar", "uk")
HERE = office(
    counters=(
        Counter(id="1", room="Raum 101"),
        Counter(id="2", room="Raum 102"),
        Counter(id="T1", kind=CounterKind.TERMINAL),
    )
)


def seconds(count: float) -> dt.timedelta:
    return dt.timedelta(seconds=count)


def known(health: Health, *, seen: dt.timedelta | None) -> KnownDevice:
    return KnownDevice(
        device=Device(id="it", office="mitte", kind=DeviceKind.DISPLAY),
        created_at=at("08:00"),
        seen_at=None if seen is None else NOW - seen,
        health=health,
    )


@pytest.mark.parametrize(
    ("health", "seen", "state"),
    [
        (Health(), None, DeviceState.NEVER_SEEN),
        (Health(), 0, DeviceState.OK),
        (Health(), 90, DeviceState.OK),
        (Health(), 91, DeviceState.OFFLINE),
        (Health(own=PrinterState.PAPER_OUT), 91, DeviceState.OFFLINE),
        (Health(own=PrinterState.READY), 0, DeviceState.OK),
        (Health(own=PrinterState.NONE), 0, DeviceState.OK),
        (Health(own=PrinterState.PAPER_LOW), 0, DeviceState.PAPER_LOW),
        (Health(own=PrinterState.PAPER_OUT), 0, DeviceState.PAPER_OUT),
        (Health(own=PrinterState.COVER_OPEN), 0, DeviceState.COVER_OPEN),
        (Health(own=PrinterState.GONE), 0, DeviceState.PRINTER_GONE),
        (Health(printer=PrinterState.GONE), 0, DeviceState.OK),  # that is its printer's trouble
        (Health(sound="blocked", offline_entries=3), 0, DeviceState.SOUND_BLOCKED),
        (Health(sound="off", offline_entries=3), 0, DeviceState.OFFLINE_TICKETS),
    ],
)
def test_what_is_wrong_with_a_device_in_one_word(
    health: Health, seen: int | None, state: DeviceState
) -> None:
    device = known(health, seen=None if seen is None else seconds(seen))
    assert device.state(NOW) is state


def said(*words: tuple[float, str]) -> Health:
    """What is known after these instances have spoken, each so many seconds after ten."""
    health = Health()
    for after, instance in words:
        health = Health().said_by(health, instance, NOW + seconds(after), patience=SILENT)
    return health


@pytest.mark.parametrize(
    ("words", "twice"),
    [
        ([(0, "a"), (30, "a"), (60, "a")], False),
        ([(0, "a"), (10, "b"), (40, "b"), (70, "b")], False),  # loaded anew
        ([(0, "a"), (10, "b"), (12, "a")], False),  # the old page's last word was slow
        ([(0, "a"), (10, "b"), (30, "a")], True),
        ([(0, "a"), (10, "b"), (30, "a"), (40, "b"), (60, "a")], True),
        ([(0, "a"), (10, "b"), (30, "a"), (40, "b"), (70, "b"), (160, "b")], False),  # "a" is gone
        ([(0, "a"), (5, "b"), (10, "c"), (30, "b")], True),
    ],
)
def test_two_that_speak_by_turns_have_one_token_and_a_reload_is_no_second_device(
    words: list[tuple[float, str]],
    twice: bool,  # noqa: FBT001 (a case of the table)
) -> None:
    now = NOW + seconds(words[-1][0])
    assert is_used_twice(said(*words).instances, now, patience=SILENT) is twice


def test_of_many_reloads_only_the_last_are_remembered() -> None:
    health = said(*((each, f"i{each}") for each in range(60)))
    assert len(health.instances) == 8
    assert "i59" in health.instances


def test_health_is_stored_and_read_back_and_nonsense_is_no_health() -> None:
    health = Health(
        version="1.0",
        printer=PrinterState.PAPER_LOW,
        offline_entries=4,
        offline_since=NOW,
        sound="on",
        speech=False,
        instances=said((0, "a"), (10, "b")).instances,
    )
    assert read_health(health_json(health)) == health
    assert read_health({}) == Health()
    assert (
        read_health({"printer": "on fire", "offline_entries": "x", "instances": [1], "sound": 3}) == Health()
    )


def test_choices_are_read_gently_and_stored_whole() -> None:
    assert choices_of(DeviceKind.KIOSK, {"languages": ["de", 7, ""], "print": "fax"}) == KioskChoices(
        languages=("de",)
    )
    assert choices_of(DeviceKind.TERMINAL, {"counter": 5}) == TerminalChoices()
    assert choices_of(DeviceKind.PRINTER, {"rooms": ["x"]}) is None
    chosen = DisplayChoices(rooms=("Raum 101",), lines=("Pause",), gong=False)
    assert choices_of(DeviceKind.DISPLAY, choices_json(chosen)) == chosen


@pytest.mark.parametrize(
    ("kind", "wanted", "pointers"),
    [
        (DeviceKind.DISPLAY, {"rooms": ("Raum 101", "Keller")}, ["/choices/rooms/1"]),
        (DeviceKind.DISPLAY, {"rooms": ("Raum 101", "Raum 101")}, ["/choices/rooms"]),
        (DeviceKind.DISPLAY, {"languages": ("fr",)}, ["/choices/languages/0"]),
        (DeviceKind.DISPLAY, {"lines": ("x",) * 6}, ["/choices/lines"]),
        (DeviceKind.DISPLAY, {"lines": ("ok", "x" * 201, " ")}, ["/choices/lines/1", "/choices/lines/2"]),
        (DeviceKind.DISPLAY, {"speech_languages": ()}, ["/choices/speech_languages"]),
        (DeviceKind.DISPLAY, {"counter": "T1"}, ["/choices/counter"]),
        (DeviceKind.KIOSK, {"gong": True, "languages": ("fr",)}, ["/choices/gong"]),
        (DeviceKind.KIOSK, {"print": "fax"}, ["/choices/print"]),
        (DeviceKind.TERMINAL, {"counter": "1"}, ["/choices/counter"]),
        (DeviceKind.PRINTER, {"languages": ()}, ["/choices/languages"]),
    ],
)
def test_what_cannot_be_chosen_is_refused_where_it_stands(
    kind: DeviceKind, wanted: dict[str, Any], pointers: list[str]
) -> None:
    with pytest.raises(NotValid) as refused:
        changed_choices(kind, {}, wanted, office=HERE, languages=LANGUAGES)
    assert [pointer for pointer, _ in refused.value.errors] == pointers


def test_what_is_not_named_stays_even_if_it_could_not_be_chosen_now() -> None:
    stored = {"rooms": ["abgerissen"], "gong": False}
    changed = changed_choices(
        DeviceKind.DISPLAY, stored, {"lines": ("Pause",)}, office=HERE, languages=LANGUAGES
    )
    assert changed == DisplayChoices(rooms=("abgerissen",), lines=("Pause",), gong=False)
    placed = changed_choices(DeviceKind.TERMINAL, {}, {"counter": "T1"}, office=HERE, languages=LANGUAGES)
    assert placed == TerminalChoices(counter="T1")


def test_letters_begin_at_k_and_never_end_soon() -> None:
    assert free_letter(set(), {"A", "B"}) == "K"
    assert free_letter({"K", "M"}, {"L"}) == "N"
    assert free_letter(set(LETTERS), set()) == "KK"
    assert free_letter({*LETTERS, "KK"}, {"KL"}) == "KM"


def test_a_pairing_is_open_then_accepted_then_collected_or_too_late() -> None:
    pairing = Pairing(code="ABCDEF", kind=DeviceKind.KIOSK, expires_at=NOW + seconds(600))
    assert pairing.state(NOW) is PairingState.OPEN
    with pytest.raises(WrongState) as refused:
        pairing.must_be(PairingState.OPEN, NOW + seconds(600))
    assert refused.value.facts == {"state": PairingState.EXPIRED}
