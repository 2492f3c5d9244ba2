# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be done at a counter and with a visit there, each by the name in its form's address."""

import re
from collections.abc import Awaitable, Callable, Mapping

from litestar.datastructures import FormMultiDict

from aufruf.actions import alarms, calling, counters, leaving, pressing, transferring
from aufruf.db.transaction import Transaction
from aufruf.domain.errors import NotValid
from aufruf.domain.press import Press
from aufruf.domain.visit import VisitKey
from aufruf.pages.forms import an_id, line

Move = Callable[[Transaction, VisitKey, Press, FormMultiDict], Awaitable[object]]
STAFF = "staff"


def _plain(action: Callable[..., Awaitable[object]]) -> Move:
    """A move that needs nothing but the visit."""

    async def move(tx: Transaction, key: VisitKey, press: Press, _form: FormMultiDict) -> object:
        await pressing.as_seen(tx, key=key, press=press)
        return await action(tx, key=key)

    return move


async def _call(tx: Transaction, key: VisitKey, press: Press, _form: FormMultiDict) -> object:
    await pressing.as_seen(tx, key=key, press=press)
    return await calling.call_by_number(
        tx, key=key, office=key.office, counter=press.counter, user=press.user
    )


async def _transfer(tx: Transaction, key: VisitKey, press: Press, form: FormMultiDict) -> object:
    """`to` is `counter:ID`, `office:ID`, or nothing for the queue."""
    kind, _, goal = line(form, "to").partition(":")
    office = an_id(goal) if kind == "office" else None
    await pressing.as_seen(tx, key=key, press=press, to_office=office)
    return await transferring.transfer(
        tx, key=key, counter=an_id(goal) if kind == "counter" else None, office=office
    )


async def _finish(tx: Transaction, key: VisitKey, press: Press, form: FormMultiDict) -> object:
    """With what was done, as far as it is said; else with what was wanted."""
    done = [(an_id(str(service)), _quantity(form, str(service))) for service in form.getall("service", [])]
    await pressing.as_seen(tx, key=key, press=press)
    return await calling.finish(tx, key=key, services=done)


async def _leave(tx: Transaction, key: VisitKey, press: Press, _form: FormMultiDict) -> object:
    await pressing.as_seen(tx, key=key, press=press)
    return await leaving.leave(tx, key=key, by=STAFF)


def _quantity(form: FormMultiDict, service: str) -> int:
    said = line(form, f"quantity-{service}") or "1"
    if re.fullmatch("[0-9]{1,3}", said) is None:
        raise NotValid((f"/quantity-{service}", "is a number"))
    return int(said)


COUNTER_DEEDS: Mapping[str, Callable[..., Awaitable[object]]] = {
    "open": counters.open_counter,
    "take-over": counters.take_over,
    "pause": counters.pause_counter,
    "close": counters.close_counter,
    "alarm": alarms.raise_alarm,
}
MOVES: Mapping[str, Move] = {
    "recall": _plain(calling.recall),
    "serve": _plain(calling.serve),
    "finish": _finish,
    "miss": _plain(calling.miss),
    "park": _plain(calling.park),
    "resume": _plain(calling.resume),
    "undo": _plain(calling.undo),
    "call": _call,
    "transfer": _transfer,
    "leave": _leave,
}
