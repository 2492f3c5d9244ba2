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
from aufruf.domain.help import Consent, HelpLevel, HelpMode, HelpRequest, HelpState
from aufruf.domain.replay import replay
from aufruf.domain.screen import Call, Screen, apply
from tests.builders import MONDAY, at
from tests.unit.stuck import request

S = HelpState
NOW = at("10:00")
MOVES: Mapping[str, Callable[[HelpRequest], HelpRequest]] = {
    "accept": lambda r: moves.accept(r, user="hanna", mode=HelpMode.COME, now=NOW),
    "withdraw": lambda r: moves.withdraw(r, now=NOW),
    "close": lambda r: moves.close(r, now=NOW),
    "end": lambda r: moves.end(r, now=NOW),
    "hand_back": lambda r: moves.hand_back(r, level=HelpLevel.POOL, context="bis hierher", now=NOW),
}
ALLOWED: Mapping[tuple[HelpState, str], HelpState] = {
    (S.OPEN, "accept"): S.ACCEPTED,
    (S.OPEN, "withdraw"): S.WITHDRAWN,
    (S.OPEN, "end"): S.WITHDRAWN,
    (S.ACCEPTED, "withdraw"): S.WITHDRAWN,
    (S.ACCEPTED, "close"): S.CLOSED,
    (S.ACCEPTED, "end"): S.CLOSED,
    (S.ACCEPTED, "hand_back"): S.OPEN,
}
ALL = Consent(view=True, point=True, talk=True)
EVENTS: tuple[Event, ...] = (
    HelpRequested(request="r", device="kiosk", device_kind="kiosk", step="concern"),
    HelpAccepted(request="r", mode="come"),
    HelpClosed(request="r", services=(("pass", 1),), by="helper"),
    HelpWithdrawn(request="other", by="citizen"),
)


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


def agreed(**changes: Any) -> HelpRequest:
    """Somebody helps from afar, and is allowed everything."""
    defaults: dict[str, Any] = {
        "state": S.ACCEPTED,
        "mode": HelpMode.REMOTE,
        "accepted_at": NOW,
        "accepted_by": "hanna",
        "consent": ALL,
        "instance": "a-page",
        "context": "bis hierher",
    }
    return request(**(defaults | changes))


@pytest.mark.parametrize("move", ["withdraw", "close", "end"])
def test_nothing_that_was_agreed_to_or_handed_on_outlives_the_help(move: str) -> None:
    over = MOVES[move](agreed())
    assert (over.consent, over.context) == (Consent(), "")


def test_what_is_handed_back_keeps_what_the_next_must_know_and_nobodys_consent() -> None:
    waits = MOVES["hand_back"](agreed())
    assert (waits.consent, waits.context, waits.level, waits.level_since) == (
        Consent(),
        "bis hierher",
        HelpLevel.POOL,
        NOW,
    )
    assert (waits.accepted_by, waits.accepted_at, waits.mode) == (None, None, None)
    assert waits.asked_at == agreed().asked_at  # nobody loses their turn


def test_what_is_agreed_to_is_agreed_to_at_one_page() -> None:
    same = moves.agree(agreed(), consent=ALL, instance=None)
    assert (same, moves.has_agreed(agreed(), same)) == (agreed(), False)
    less = moves.agree(agreed(), consent=Consent(view=True), instance="a-page")
    assert (less.consent, moves.has_agreed(agreed(), less)) == (Consent(view=True), True)
    anew = moves.agree(agreed(), consent=ALL, instance="another-page")
    assert (anew.instance, moves.has_agreed(agreed(), anew)) == ("another-page", True)
    asked_only = moves.agree(agreed(consent=Consent()), consent=Consent(), instance="another-page")
    assert not moves.has_agreed(agreed(consent=Consent()), asked_only)
    assert moves.at_page(agreed(), "another-page").consent == Consent()
    assert moves.at_page(agreed(), "a-page") == agreed()


@pytest.mark.parametrize("changes", [{"mode": HelpMode.COME}, {"state": S.OPEN}, {"state": S.CLOSED}])
def test_only_who_is_helped_from_afar_is_asked_for_consent(changes: dict[str, Any]) -> None:
    with pytest.raises(WrongState):
        moves.agree(agreed(**changes), consent=ALL, instance=None)


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
