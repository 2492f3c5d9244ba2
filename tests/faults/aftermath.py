# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must be true after every fault: promises kept, numbers gapless, screens true, the log honest."""

import asyncio
import time
from collections import Counter as Count
from collections.abc import Sequence
from typing import Any

from tests.faults.hosts import Host
from tests.faults.people import People, Promise
from tests.faults.screens import Lines, Screen, fresh
from tests.faults.town import Town
from tests.races.stored import doubles, events, rows

TRUE_WITHIN = 5.0  # seconds after which every screen is as a fresh one
DEEDS = {"visit.called": "call", "visit.serving": "serve", "visit.finished": "finish", "visit.missed": "miss"}
SHOWN = {
    "visit.called": "call",
    "visit.recalled": "recall",
    "visit.undone": "call",
    "visit.finished": "cleared",
    "visit.missed": "cleared",
    "visit.parked": "cleared",
    "visit.transferred": "cleared",
}
ORDINARY = frozenset(("info", "debug"))
LINES_AT_MOST = 40  # of more than ordinary weight, for one fault
Stored = list[tuple[int, str, dict[str, Any]]]


async def all_is_well(
    town: Town,
    people: People,
    screens: Sequence[Screen],
    hosts: Sequence[Host],
    *,
    servers: Sequence[str] = (),
    ssl: Any = None,
    log_says: Sequence[str] = (),
    errors: Sequence[str] = (),
) -> None:
    """Look at everything, as soon as the fault is over."""
    await screens_are_true(town, screens, servers or [host.url for host in hosts], ssl=ssl)
    stored = await events(town.url, town.office)
    assert [seq for seq, _, _ in stored] == list(range(1, len(stored) + 1)), "event numbers have gaps"
    assert await doubles(town.url) == []
    await promises_are_kept(town, people.promises, stored)
    for screen in screens:
        heard_everything_once(screen, stored)
    the_log_is_honest(town, hosts, log_says, errors)


async def screens_are_true(
    town: Town, screens: Sequence[Screen], servers: Sequence[str], *, ssl: Any = None
) -> None:
    """Every display shows what a fresh one shows, wherever that is switched on, and what is stored."""
    give_up = time.monotonic() + TRUE_WITHIN
    while True:
        told = [await fresh(server, town, ssl=ssl) for server in servers]
        at_counters = await shown_by_the_visits(town)
        seen = [message["calls"] for message in told] + [screen.calls for screen in screens]
        if all(lines == seen[0] for lines in seen) and keys_of(seen[0]) == at_counters:
            return
        assert time.monotonic() < give_up, f"not the same after {TRUE_WITHIN} s: {seen}, stored {at_counters}"
        await asyncio.sleep(0.1)


async def shown_by_the_visits(town: Town) -> list[tuple[str, str]]:
    """Number and counter of everybody who is at a counter, the latest call first; asked in plain SQL."""
    found = await rows(
        town.url,
        "SELECT ticket_group, ordinal, counter_id FROM visit WHERE office_id = :office "
        "AND state IN ('called', 'serving') ORDER BY called_at DESC",
        office=town.office,
    )
    return [(f"{row.ticket_group}{row.ordinal:03}", row.counter_id) for row in found]


def keys_of(lines: Lines) -> list[tuple[str, str]]:
    return [(line["number"], line["counter"]) for line in lines]


async def promises_are_kept(town: Town, promises: Sequence[Promise], stored: Stored) -> None:
    """All that was answered with 2xx is stored, once; and nothing is stored that was answered to nobody."""
    visits = await rows(
        town.url, "SELECT id, ticket_group, ordinal FROM visit WHERE office_id = :o", o=town.office
    )
    tickets = Count(Promise("ticket", row.id, f"{row.ticket_group}{row.ordinal:03}") for row in visits)
    deeds = Count(
        Promise(DEEDS[kind], fact["visit"], fact["counter"]) for _, kind, fact in stored if kind in DEEDS
    )
    promised = Count(promises)
    assert promised - (tickets + deeds) == Count(), "was answered, and is not there"
    assert (tickets + deeds) - promised == Count(), "is there, and nobody was told; or it is there twice"


def heard_everything_once(screen: Screen, stored: Stored) -> None:
    """Nothing was said twice, nothing out of order; nothing was missed that no snapshot had in it."""
    numbers = [message["seq"] for message in screen.told if message["type"] != "snapshot"]
    assert screen.twice == 0
    assert numbers == sorted(set(numbers))
    if screen.snapshots == 1:
        first, last = screen.heard[0]["seq"], screen.seq
        due = [(seq, SHOWN[kind]) for seq, kind, _ in stored if kind in SHOWN and first < seq <= last]
        assert [(message["seq"], message["type"]) for message in screen.told] == due


def the_log_is_honest(
    town: Town, hosts: Sequence[Host], says: Sequence[str], allowed: Sequence[str] = ()
) -> None:
    """It says what happened in a few lines, and nobody's name or token; each line is one thing.

    Nothing is called an error but what a test says: a fault of others is no defect of ours.
    """
    for host in hosts:
        stray = [line["stray"] for line in host.lines if "stray" in line]
        assert stray == [], stray[:3]
        assert [secret for secret in town.secrets if secret in host.log] == []
        heavy = [line for line in host.lines if line.get("level") not in ORDINARY]
        assert len(heavy) <= LINES_AT_MOST, heavy[:5]
        errors = [line for line in heavy if line["level"] == "error"]
        wrong = [line for line in errors if not any(words in line["event"] for words in allowed)]
        assert wrong == [], wrong[:3]
    for words in says:
        assert any(host.said(words) for host in hosts), f"no log says: {words}"
