# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line between a device and a helper: who says too much, and who reads too little."""

import asyncio
import time
from contextlib import suppress

import pytest
from litestar import Litestar
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from aufruf.web.line import REFUSALS_BURST, WORDS_BURST
from tests.web import on_line
from tests.web.line_scene import Scene, closed_with
from tests.web.line_scene import scene as scene
from tests.web.live import hear, listening_app
from tests.web.on_line import ALL, hears, mirror, say
from tests.web.on_sqlite import database_url as database_url


async def test_a_frame_of_five_megabytes_ends_one_socket_and_both_are_told(scene: Scene) -> None:
    one = await scene.session()
    async with one.at_device(scene.port) as device:
        async with one.at_helper(scene.port) as helper:
            await hears(device, "help", there=True)
            assert await answer_to_five_megabytes(helper) == ("too_large", 1009)
        await hears(device, "help", there=False)
        async with one.at_helper(scene.port) as helper:
            await hears(helper, "help", there=True)
            assert await answer_to_five_megabytes(device) == ("too_large", 1009)
            await hears(helper, "help", there=False)


async def answer_to_five_megabytes(socket: ClientConnection) -> tuple[str, int | None]:
    """What is heard while they are still being sent."""
    sending = asyncio.create_task(socket.send("x" * 5_000_000))
    answer = await closed_with(socket)
    await asyncio.gather(sending, return_exceptions=True)
    return answer


async def test_who_says_too_much_is_refused_and_then_shown_the_door(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = time.monotonic()
    monkeypatch.setattr("aufruf.web.buckets.now", lambda: at)  # however slowly it is said here: all at once
    one = await scene.session()
    async with one.at_device(scene.port) as device, one.at_helper(scene.port) as helper:
        await hears(helper, "help", there=True)
        await chat(helper, times=int(WORDS_BURST) + 1)
        assert (await hears(helper, "refused"))["code"] == "too_fast"
        with suppress(ConnectionClosed):  # it need not say all
            await chat(helper, times=int(REFUSALS_BURST))
        assert await closed_with(helper) == ("too_fast", 1008)
        await hears(device, "help", there=False)


async def chat(socket: ClientConnection, *, times: int) -> None:
    for number in range(times):
        await say(socket, "chat", text=str(number))


async def test_who_reads_slowly_loses_pictures_and_is_given_a_whole_one_later(
    scene: Scene, app: Litestar
) -> None:
    one = await scene.session()
    part = {"type": 3, "data": {"text": "x" * 200_000}}
    async with (
        listening_app(app, impatient=True) as port,
        one.at_device(port) as device,
        one.at_helper(port) as helper,
    ):
        await one.agrees(ALL)
        await hears(device, "help", there=True, consent=ALL)
        await say(device, "mirror", **mirror())
        await hears(helper, "mirror")
        helper.transport.pause_reading()
        for number in range(13):
            await say(device, "mirror", **mirror(part | {"timestamp": number}))
        await say(device, "chat", text="noch da?")
        await say(device, "chat", phrase="unknown", wrong=True)
        told = [""]
        while told[-1] != "refused":  # then all that was said before has been heard
            told.append((await hear(device))["type"])
        helper.transport.resume_reading()
        seen = []
        while (message := await hear(helper))["type"] != "chat":
            seen.append(message["type"])
        assert seen.count("mirror") < 13
        if "again" not in told:  # which the helper has not asked for
            await hears(device, "again")
        await say(device, "mirror", **mirror(part | {"timestamp": 98}))
        await say(device, "mirror", **mirror(on_line.WHOLE | {"timestamp": 99}))
        assert (await hears(helper, "mirror"))["events"][0]["timestamp"] == 99


async def test_who_does_not_read_at_all_is_let_go(
    scene: Scene, app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aufruf.web.line.SEND_WITHIN", 0.5)
    one = await scene.session()
    async with (
        listening_app(app, impatient=True) as port,
        one.at_device(port) as device,
        one.at_helper(port) as helper,
    ):
        await one.agrees(ALL)
        await hears(device, "help", there=True, consent=ALL)
        helper.transport.pause_reading()
        showing = asyncio.create_task(_show_always(device))  # pictures that wait give way to newer ones
        await hears(device, "help", there=False)
        showing.cancel()
        helper.transport.abort()


async def test_whose_network_is_silent_is_soon_known_not_to_be_there(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aufruf.web.line.PINGS", (0.2, 0.5))
    one = await scene.session()
    async with one.at_device(scene.port) as device, one.at_helper(scene.port) as helper:
        await hears(helper, "help", there=True)
        device.transport.pause_reading()  # a page answers pings by itself, as long as it hears them
        await hears(helper, "help", there=False)
        await say(helper, "chat", text="noch da?")  # who answers stays
        assert (await hears(helper, "refused"))["code"] == "nobody_there"
        device.transport.abort()


async def _show_always(device: ClientConnection) -> None:
    while True:
        await say(device, "mirror", **mirror(on_line.WHOLE | {"data": {"text": "x" * 300_000}}))
        await asyncio.sleep(0.3)  # as fast as anybody may
