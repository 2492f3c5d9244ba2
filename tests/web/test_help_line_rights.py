# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line between a device and a helper: it is asked again and again whether somebody still may hold it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from litestar import Litestar
from websockets.exceptions import ConnectionClosed

from aufruf.api.help_line import Desk
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.errors import Unavailable
from aufruf.domain.help_line import Side
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web import line
from tests import builders
from tests.web.live import hear, listening_app
from tests.web.on_line import ALL, NOTHING, Session, hears, mirror, say, session
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user


@pytest.fixture
async def held(app: Litestar, db: Database) -> AsyncIterator[tuple[int, Session]]:
    """A session, and the port at which its ends are held."""
    await builders.town(db, builders.office(id="mitte"))
    kiosk, hanna = await make_device(db, DeviceKind.KIOSK), await make_user(db, Role.HELPER)
    async with (
        client_of(app, token=kiosk) as device,
        client_of(app, token=hanna) as helper,
        listening_app(app) as port,
    ):
        yield port, await session(device, helper)


async def test_while_it_is_asked_who_still_may_nothing_goes_over_that_was_taken_back(
    held: tuple[int, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, one = held
    asking, answer = asyncio.Event(), asyncio.Event()
    still_may = Desk.still_may

    async def slowly(desk: Desk) -> bool:
        if desk._held.side is Side.HELPER:
            asking.set()
            await answer.wait()
        return await still_may(desk)

    async with one.at_device(port) as device, one.at_helper(port) as helper:
        await one.agrees(ALL)
        await hears(helper, "help", consent=ALL)
        await hears(device, "help", consent=ALL)
        monkeypatch.setattr(Desk, "still_may", slowly)
        monkeypatch.setattr(line, "ASK_AGAIN", 0.0)
        await say(device, "mirror", **mirror())
        await asking.wait()
        await one.agrees(NOTHING)
        answer.set()
        await say(device, "chat", phrase="done")
        heard = ""
        while heard != "chat":
            heard = (await hear(helper))["type"]
            assert heard != "mirror"


@pytest.mark.parametrize("side", list(Side))
async def test_whoever_may_no_longer_hold_it_is_let_go_even_if_nobody_could_say_so_at_first(
    held: tuple[int, Session], db: Database, monkeypatch: pytest.MonkeyPatch, side: Side
) -> None:
    port, one = held
    still_may, tries = Desk.still_may, [Unavailable()]

    async def at_the_second_try(desk: Desk) -> bool:
        if desk._held.side is side and tries:
            raise tries.pop()
        return await still_may(desk)

    async with one.at_device(port) as device, one.at_helper(port) as helper:
        await one.agrees(ALL)
        for socket in (device, helper):
            await hears(socket, "help", consent=ALL)
        began = asyncio.get_running_loop().time()
        async with db.transaction() as tx:
            if side is Side.HELPER:
                await tx.connection.execute(sa.update(t.user).values(disabled=True))
            else:
                await tx.connection.execute(sa.update(t.device).values(revoked_at=tx.now))
        monkeypatch.setattr(Desk, "still_may", at_the_second_try)
        # Due at the first try, and not again for a long time if that counts as an answer.
        monkeypatch.setattr(line, "ASK_AGAIN", asyncio.get_running_loop().time() - began)
        monkeypatch.setattr(line, "LOOK_AGAIN", 0.0)
        gone, other = (device, helper) if side is Side.DEVICE else (helper, device)
        await say(other, "chat", phrase="yes")
        with pytest.raises(ConnectionClosed) as closed:
            await hears(gone, "chat")
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1008, "not_allowed")
