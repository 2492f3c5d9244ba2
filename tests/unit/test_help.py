# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may become of a help request, and what may not: every state with every move."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from aufruf.domain import help as moves
from aufruf.domain.errors import AlreadyAccepted, WrongState
from aufruf.domain.events import Event, HelpAccepted, HelpClosed, HelpRequested, HelpWithdrawn
from aufruf.domain.help import HelpMode, HelpRequest, HelpState
from aufruf.domain.replay import replay
from aufruf.domain.roles import DeviceKind
from aufruf.domain.screen import Call, Screen, apply
from tests.builders import MONDAY, at

S = HelpState
NOW = at("10:00")
MOVES: Mapping[str, Callable[[HelpRequest], HelpRequest]] = {
    "accept": lambda r: moves.accept(r, user="hanna", mode=HelpMode.COME, now=NOW),
    "withdraw": lambda r: moves.withdraw(r, now=NOW),
    "close": lambda r: moves.close(r, now=NOW),
    "end": lambda r: moves.end(r, now=NOW),
}
ALLOWED: Mapping[tuple[HelpState, str], HelpState] = {
    (S.OPEN, "accept"): S.ACCEPTED,
    (S.OPEN, "withdraw"): S.WITHDRAWN,
    (S.OPEN, "end"): S.WITHDRAWN,
    (S.ACCEPTED, "withdraw"): S.WITHDRAWN,
    (S.ACCEPTED, "close"): S.CLOSED,
    (S.ACCEPTED, "end"): S.CLOSED,
}
EVENTS: tuple[Event, ...] = (
    HelpRequested(request="r", device="kiosk", device_kind="kiosk", step="concern"),
    HelpAccepted(request="r", mode="come"),
    HelpClosed(request="r", services=(("pass", 1),), by="helper"),
    HelpWithdrawn(request="other", by="citizen"),
)


def request(**changes: Any) -> HelpRequest:
    """Somebody is stuck at the kiosk since 09:30."""
    defaults: dict[str, Any] = {
        "id": "request",
        "office": "mitte",
        "date": MONDAY,
        "device": "kiosk",
        "device_kind": DeviceKind.KIOSK,
        "step": "concern",
        "asked_at": at("09:30"),
    }
    return HelpRequest(**(defaults | changes))


@pytest.mark.parametrize(("state", "move"), list(product(S, MOVES)))
def test_every_move_is_allowed_from_these_states_and_no_other(state: HelpState, move: str) -> None:
    before = request(state=state)
    if (state, move) in ALLOWED:
        assert MOVES[move](before).state is ALLOWED[state, move]
        return
    if (state, move) == (S.ACCEPTED, "accept"):
        with pytest.raises(AlreadyAccepted):
            MOVES[move](before)
        return
    with pytest.raises(WrongState) as refusal:
        MOVES[move](before)
    assert refusal.value.facts == {"state": state}


def test_who_helps_how_and_since_when_is_noted_and_when_it_is_over() -> None:
    accepted = MOVES["accept"](request())
    assert (accepted.accepted_by, accepted.mode, accepted.accepted_at) == ("hanna", HelpMode.COME, NOW)
    assert accepted.ended_at is None
    closed = moves.close(accepted, now=at("10:05"))
    assert closed == replace(accepted, state=S.CLOSED, ended_at=at("10:05"))
    assert moves.withdraw(request(), now=NOW) == request(state=S.WITHDRAWN, ended_at=NOW)


def test_ahead_are_those_of_the_same_office_who_asked_before_and_still_wait() -> None:
    mine = request(id="m")
    others = [
        mine,
        request(id="a", device="a", asked_at=at("09:20")),
        request(id="b", device="b"),  # at the same moment: one of two is the first
        request(id="z", device="z"),
        request(id="c", device="c", asked_at=at("09:40")),
        request(id="d", device="d", asked_at=at("09:10"), state=S.ACCEPTED),
        request(id="e", device="e", asked_at=at("09:10"), office="nord"),
    ]
    assert moves.people_ahead(mine, others) == 2
    assert moves.people_ahead(replace(mine, state=S.ACCEPTED), others) == 0
    assert [each.id for each in moves.oldest_first(others)] == ["d", "e", "a", "b", "m", "z", "c"]


def test_help_changes_nothing_on_a_display_but_the_number_it_has_seen() -> None:
    calls = (Call(number="A001", counter="1", at=at("09:00")),)
    screen = Screen(seq=4, calls=calls)
    for seq, event in enumerate(EVENTS, start=5):
        screen = apply(screen, seq, event)
    assert screen == Screen(seq=8, calls=calls)


def test_help_is_no_part_of_the_order_in_which_a_day_was_called() -> None:
    again = replay("mitte", MONDAY, [(seq, NOW, event) for seq, event in enumerate(EVENTS, start=1)])
    assert (again.differences, again.seq, again.visits) == ([], 4, {})
