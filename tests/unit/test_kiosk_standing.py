# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kiosk says of the office while it cannot ask: nothing stale is shown as fresh."""

import datetime as dt
from typing import Any

import pytest

from aufruf_kiosk.serving import standing
from aufruf_kiosk.serving.wishes import could_be_a_code
from tests.builders import BERLIN, MONDAY, at

SERVICE = {"id": "ausweis", "name": "Personalausweis", "walk_ins": True}
TUESDAY = MONDAY + dt.timedelta(days=1)


def state(**changes: Any) -> dict[str, Any]:
    defaults: dict[str, Any] = {
        "office": {"name": "Mitte", "timezone": "Europe/Berlin"},
        "device": {"letter": "K"},
        "now": at("09:00").isoformat(),
        "open": True,
        "closes_at": at("18:00").isoformat(),
        "opens_at": None,
        "waiting": 12,
        "services": [SERVICE | {"wait": {"low": 1, "likely": 2, "high": 3}, "perhaps_not_today": True}],
    }
    return defaults | changes


CLOSED: dict[str, Any] = {"open": False, "closes_at": None}


@pytest.mark.parametrize(
    ("said", "now", "gives"),
    [
        (state(), at("17:59"), True),
        (state(), at("18:00"), False),
        (state(), at("23:59"), False),
        (state(), at("08:00", date=TUESDAY), True),  # nobody can say, so people are believed
        (state(**CLOSED, opens_at=at("10:00").isoformat()), at("09:59"), False),
        (state(**CLOSED, opens_at=at("10:00").isoformat()), at("10:00"), True),
        (state(**CLOSED), at("23:00"), False),
        (state(**CLOSED), at("08:00", date=TUESDAY), True),
    ],
)
def test_whether_tickets_are_given_is_reckoned_from_what_was_said(
    *, said: dict[str, Any], now: dt.datetime, gives: bool
) -> None:
    assert standing.gives_tickets(said, now=now) is gives


@pytest.mark.parametrize(
    ("services", "begins"),
    [(["ausweis", "foto"], True), (["foto", "ausweis"], True), (["ausweis"], False), (["foto"], False)],
)
def test_whoever_wants_a_machine_and_a_person_begins_at_the_machine(
    *, services: list[str], begins: bool
) -> None:
    photo = {"id": "foto", "name": "Foto", "walk_ins": True, "beside": []}
    said = state(services=[SERVICE | {"beside": ["foto"]}, photo])
    assert standing.begins_at_terminal(said, services) is begins
    assert not standing.begins_at_terminal(None, services)
    assert not standing.begins_at_terminal(state(), services)  # an older server says nothing of it


def test_nobody_is_told_an_old_wait_or_how_many_waited() -> None:
    shown = standing.without_server(state(), now=at("11:00"), since=at("10:00"))
    assert (shown["waiting"], shown["services"][0]["wait"]) == (None, None)
    assert dt.datetime.fromisoformat(shown["offline_since"]) == at("10:00").astimezone(BERLIN)
    assert dt.datetime.fromisoformat(shown["now"]) == at("11:00")


def test_what_the_office_does_not_offer_is_refused_without_it_too() -> None:
    appointments = SERVICE | {"id": "pass", "walk_ins": False}
    said = state(services=[SERVICE, appointments])
    assert not standing.refused_alone(said, ["ausweis"])
    for wrong in (["pass"], ["zauberei"], ["ausweis", "ausweis"]):
        assert standing.refused_alone(said, wrong)


@pytest.mark.parametrize("text", ["ABCD23", "abcd 23", "AUFRUF:ABCD23", "ab-cd-23\n"])
def test_what_may_be_a_code(text: str) -> None:
    assert could_be_a_code(text)


@pytest.mark.parametrize("text", ["", "ABCD2", "ABCD234", "4006381333931", "https://example.org", "ABCDO0"])
def test_what_cannot_be_a_code(text: str) -> None:
    assert not could_be_a_code(text)
