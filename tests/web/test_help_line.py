# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line between a device and a helper: what goes over it and what does not, over real sockets."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any

import structlog
from websockets.asyncio.client import ClientConnection

from aufruf.db.transaction import Database
from tests.web import on_line
from tests.web.line_scene import Scene, closed_with
from tests.web.line_scene import scene as scene
from tests.web.live import hear, status_refused
from tests.web.on_line import ALL, HELP, NOTHING, OTHER_PAGE, PAGE, hears, mirror, say
from tests.web.on_sqlite import database_url as database_url

COMMAND = {"number": 7, "do": {"kind": "go", "step": "concern"}}
SDP = {"signal": {"description": {"type": "offer", "sdp": "v=0\r\n", "line": "1-2"}}}
ICE = "candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host"


ON_THE_WIRE = 0.05  # seconds in which a test may read what had left the server before


async def test_both_are_told_how_it_stands_and_what_is_agreed_to_goes_over(scene: Scene) -> None:
    one = await scene.session()
    async with one.at_device(scene.port) as device:
        first = await hear(device)
        assert first == first | {
            "type": "help",
            "id": one.id,
            "state": "accepted",
            "mode": "remote",
            "level": "office",
            "people_ahead": 0,
            "consent": NOTHING,
            "there": False,
            "reason": None,
            "visit": None,
            "then": [],
            "language": "de",
            "steps": ["start", "concern", "wait_or_slot", "slots", "check_in", "languages"],
            "ice": [],
        }
        assert first["helper"]
        await say(device, "chat", text="ist da jemand?")
        assert await hear(device) == {"type": "refused", "code": "nobody_there", "of": None}
        async with one.at_helper(scene.port) as helper:
            assert (await hear(helper))["there"]
            await hears(device, "help", there=True)
            await say(helper, "ask", **{"for": ["view", "point"]})
            assert await hear(device) == {"type": "ask", "for": ["view", "point"]}
            await say(device, "mirror", **mirror())
            assert await hear(device) == {"type": "refused", "code": "no_consent", "of": None}
            await say(helper, "command", **COMMAND)
            assert await hear(helper) == {"type": "refused", "code": "no_consent", "of": 7}
            await one.agrees(ALL)
            await say(device, "mirror", **mirror())  # at once, before anything was told to anybody
            assert (await hears(helper, "mirror"))["events"] == [on_line.WHOLE]
            await hears(device, "help", consent=ALL)
            await say(helper, "command", **COMMAND)
            assert await hears(device, "command") == {"type": "command", **COMMAND}
            await say(device, "done", number=7, ok=True)
            assert await hears(helper, "done") == {"type": "done", "number": 7, "ok": True}
            for here, there in ((device, helper), (helper, device)):
                await say(here, "signal", **SDP)
                assert await hears(there, "signal") == {"type": "signal", **SDP}
                await say(here, "chat", phrase="hello")
                assert await hears(there, "chat") == {"type": "chat", "phrase": "hello"}
            assert (await hear(helper, beats=True)) == {"type": "beat"}
            await one.closes()
            for socket in (device, helper):
                await hears(socket, "help", state="closed", reason="solved", consent=NOTHING)
                assert await closed_with(socket) == ("ended", 1000)


async def test_consent_taken_back_holds_from_the_answer_on(scene: Scene) -> None:
    """Pictures are said all the time; after the answer none arrives, nor any that was said before."""
    one = await scene.session()
    async with one.at_device(scene.port) as device, one.at_helper(scene.port) as helper:
        for round_ in range(5):
            await one.agrees(ALL)
            arrived: list[tuple[float, str]] = []
            listening = asyncio.create_task(_until_chat(helper, arrived))
            for _ in range(20):
                await say(device, "mirror", **mirror(on_line.WHOLE | {"data": {"node": "x" * 20_000}}))
            await one.agrees({"point": True})
            answered = time.monotonic()
            for _ in range(5):
                await say(device, "mirror", **mirror())
            await say(device, "chat", text=str(round_))
            await listening
            late = [at - answered for at, kind in arrived if kind == "mirror" and at > answered]
            assert all(seconds < ON_THE_WIRE for seconds in late), late
            await say(helper, "again")
            assert (await hears(helper, "refused"))["code"] == "no_consent"
            await say(helper, "signal", **SDP)
            assert (await hears(helper, "refused"))["code"] == "no_consent"


async def _until_chat(socket: ClientConnection, arrived: list[tuple[float, str]]) -> None:
    """What arrives, and when; a chat is the last of it."""
    while not arrived or arrived[-1][1] != "chat":
        message = await hear(socket)
        arrived.append((time.monotonic(), message["type"]))


async def test_another_page_of_the_device_has_no_consent_the_same_page_has_it_again(scene: Scene) -> None:
    one = await scene.session()
    async with one.at_helper(scene.port) as helper:
        async with one.at_device(scene.port) as device:
            await one.agrees(ALL)
            await hears(device, "help", consent=ALL)
            async with one.at_device(scene.port, OTHER_PAGE) as other:
                assert (await hear(other))["consent"] == NOTHING
                assert await closed_with(device) == ("another_page", 1000)
                await hears(helper, "help", consent=NOTHING)
                await say(other, "mirror", **mirror())
                assert (await hear(other))["code"] == "no_consent"
                await say(helper, "command", **COMMAND)
                assert (await hears(helper, "refused"))["code"] == "no_consent"
        await hears(helper, "help", there=False)
        async with one.at_device(scene.port, PAGE) as device:
            assert (await hear(device))["consent"] == ALL
            await say(device, "mirror", **mirror())
            await hears(helper, "mirror")


async def test_the_newest_page_of_the_helper_holds_the_line(scene: Scene) -> None:
    one = await scene.session()
    async with one.at_device(scene.port) as device, one.at_helper(scene.port) as first:
        await hears(first, "help", there=True)
        async with one.at_helper(scene.port, "helfer-seite-0002") as second:
            assert await closed_with(first) == ("another_page", 1000)
            await hears(second, "help", there=True)
            await say(device, "chat", text="hallo")
            assert (await hears(second, "chat"))["text"] == "hallo"
        await hears(device, "help", there=False)


async def test_nobody_else_holds_an_end(scene: Scene) -> None:
    one = await scene.session()
    device, helper = f"{on_line.ASK}/{one.id}/socket", f"{HELP}/{one.id}/socket"
    query = f"?instance={PAGE}"

    async def refused(path: str, who: str = "", query: str = query) -> tuple[int, str]:
        status, body = await status_refused(scene.port, path + query, token=scene.tokens.get(who, ""))
        return status, body["code"]

    assert await refused(device) == (401, "not_authenticated")
    assert await refused(device, "hanna") == (403, "not_allowed")
    assert await refused(device, "display") == (403, "not_allowed")
    assert await refused(device, "terminal") == (404, "not_found")
    assert await refused(device, "elsewhere") == (404, "not_found")
    assert await refused(f"{on_line.ASK}/nirgends/socket", "kiosk") == (404, "not_found")
    assert await refused(f"{on_line.ASK}/%00/socket", "kiosk") == (404, "not_found")
    for instance in ("", "?instance=", "?instance=kurz", "?instance=" + "x" * 65, "?instance=" + "%20" * 20):
        assert await refused(device, "kiosk", instance) == (422, "not_valid")
        assert await refused(helper, "hanna", instance) == (422, "not_valid")
    assert await refused(helper) == (401, "not_authenticated")
    assert await refused(helper, "kiosk") == (403, "not_allowed")
    for other in ("heiko", "clerk", "stranger"):
        assert await refused(helper, other) == (403, "not_allowed")
    ours = {"Cookie": f"aufruf_device={scene.tokens['kiosk']}", "Origin": "https://elsewhere.example"}
    status, _ = await status_refused(scene.port, device + query, headers=ours)
    assert status == 403


async def test_a_helper_who_hands_over_is_told_and_let_go_and_who_comes_there_gives_no_orders(
    scene: Scene,
) -> None:
    one = await scene.session()
    async with one.at_device(scene.port) as device, one.at_helper(scene.port) as helper:
        await one.agrees(ALL)
        await hears(device, "help", consent=ALL)
        handed = await one.helper.post(f"{HELP}/{one.id}/hand-over", json={"note": "bis zum Anliegen"})
        assert handed.status_code == 200, handed.text
        assert await closed_with(helper) == ("returned", 1000)
        assert (await hears(device, "help", state="open"))["consent"] == NOTHING
        await say(device, "chat", text="hallo?")
        assert (await hears(device, "refused"))["code"] == "nobody_there"
        accepted = await scene.clients["heiko"].post(f"{HELP}/{one.id}/accept", json={"mode": "come"})
        assert accepted.status_code == 200
        await hears(device, "help", state="accepted", mode="come", consent=NOTHING)
        async with one.at_helper(scene.port, token=scene.tokens["heiko"]) as heiko:
            await hears(heiko, "help", there=True)
            await say(heiko, "chat", text="ich komme")
            assert (await hears(heiko, "refused"))["code"] == "no_consent"
        withdrawn = await one.device.post(f"{on_line.ASK}/{one.id}/withdraw")
        assert withdrawn.status_code == 200
        assert await closed_with(device) == ("ended", 1000)
    async with one.at_device(scene.port) as late:  # who was cut off meanwhile learns what has become of it
        assert (await hear(late))["state"] == "withdrawn"
        assert await closed_with(late) == ("ended", 1000)


async def test_what_is_not_listed_or_not_well_formed_does_not_arrive(scene: Scene) -> None:
    one, other = await scene.session(), await scene.session("terminal")
    async with (
        one.at_device(scene.port) as device,
        one.at_helper(scene.port) as helper,
        other.at_device(scene.port) as terminal,
        other.at_helper(scene.port) as at_terminal,
    ):
        for each in (one, other):
            await each.agrees(ALL)
        for socket in (device, helper, terminal, at_terminal):
            await hears(socket, "help", consent=ALL, there=True)

        async def answer_to(socket: ClientConnection, text: str) -> tuple[str, int | None]:
            await socket.send(text)
            refused = await hears(socket, "refused")
            return refused["code"], refused["of"]

        def command(**do: Any) -> str:
            return json.dumps({"type": "command", "number": 3, "do": do})

        assert await answer_to(helper, command(kind="go", step="staff")) == ("not_listed", 3)
        assert await answer_to(helper, command(kind="choose", service="fremd")) == ("not_listed", 3)
        assert await answer_to(helper, command(kind="language", language="fr")) == ("not_listed", 3)
        assert await answer_to(helper, command(kind="type", text="x")) == ("not_listed", 3)
        assert await answer_to(helper, command(kind="point", node=1, x=2, y=0)) == ("not_valid", 3)
        assert await answer_to(at_terminal, command(kind="go", step="start")) == ("not_listed", 3)
        assert await answer_to(helper, json.dumps({"type": "mirror", **mirror()})) == ("not_listed", None)
        assert await answer_to(device, command(kind="larger", on=True)) == ("not_listed", 3)
        assert await answer_to(device, json.dumps({"type": "help", "state": "closed"})) == (
            "not_listed",
            None,
        )
        assert await answer_to(device, "{") == ("not_valid", None)
        assert await answer_to(device, json.dumps({"type": "chat", "text": "x" * 501})) == ("not_valid", None)
        assert await answer_to(device, json.dumps({"type": "chat", "text": "x" * 50_000})) == (
            "not_valid",
            None,
        )
        big = [on_line.WHOLE | {"data": {"node": "x" * 500_000}}]
        assert await answer_to(device, json.dumps({"type": "mirror", **mirror(*big)})) == ("too_large", None)
        sdp = {"description": {"type": "offer", "sdp": "x" * 32_769}}
        assert await answer_to(device, json.dumps({"type": "signal", "signal": sdp})) == ("not_valid", None)
        await on_line.hears_nothing_but_beats(device, helper)
        await on_line.hears_nothing_but_beats(helper, device)
        await on_line.hears_nothing_but_beats(terminal, at_terminal)


async def test_nothing_of_a_session_is_kept(
    scene: Scene, db: Database, capfd: Any, database_url: str
) -> None:
    secret = "Qwzyx-geheim"
    one = await scene.session()
    with structlog.testing.capture_logs() as logs:
        async with one.at_device(scene.port) as device, one.at_helper(scene.port) as helper:
            await one.agrees(ALL)
            await hears(device, "help", there=True, consent=ALL)
            await say(device, "mirror", **mirror(on_line.WHOLE | {"data": {"node": secret}}))
            await say(device, "chat", text=secret)
            await say(device, "signal", signal={"candidate": {"candidate": f"{ICE} {secret}", "sdpMid": "0"}})
            await say(helper, "chat", text=secret)
            await hears(helper, "signal")
            await hears(device, "chat", text=secret)
            await say(helper, "chat", wrong=secret)
            await hears(helper, "refused")
            await one.closes()
            await closed_with(helper)
            await closed_with(device)
    file = Path(database_url.removeprefix("sqlite+aiosqlite:///"))
    kept = [each for each in file.parent.iterdir() if each.name.startswith(file.name)]
    assert kept
    assert not [each.name for each in kept if secret.encode() in each.read_bytes()]
    said = str(logs) + "".join(capfd.readouterr())
    assert "help line" in said
    assert secret not in said
    assert PAGE not in said


async def test_only_the_page_of_the_mirror_may_write_styles_and_our_own_pages_may_ask_for_a_camera(
    scene: Scene,
) -> None:
    mirror_page, other = [await scene.clients["hanna"].get(path) for path in ("/help/mirror", "/help")]
    [its] = mirror_page.headers.get_list("content-security-policy")
    rules = dict(rule.strip().split(" ", 1) for rule in its.split(";"))
    assert rules["style-src"] == "'self' 'unsafe-inline'"
    assert (rules["script-src"], rules["connect-src"], rules["form-action"]) == ("'self'", "'none'", "'none'")
    assert rules["frame-ancestors"] == "'self'"
    [strict] = other.headers.get_list("content-security-policy")
    assert "unsafe" not in strict
    assert "frame-ancestors 'none'" in strict
    for page in (mirror_page, other):
        assert "camera=(self), microphone=(self)" in page.headers["permissions-policy"]
