# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line of helping: whatever is sent, only what is listed, well formed and agreed to comes out."""

import base64
import hmac
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufruf.domain.help import Consent, HelpMode, HelpRequest, HelpState
from aufruf.domain.help_line import NEEDS, Over, Refused, Side, consent_for, may_pass, over_for, steps_of
from aufruf.domain.roles import DeviceKind
from aufruf.live.backlog import PICTURES_AT_MOST, WORDS_AT_MOST, Backlog, Word
from aufruf.live.between import Memory
from aufruf.live.parcels import LONGEST, PIECES_AT_MOST, Joining, in_pieces
from aufruf.live.sealing import Seal
from aufruf.live.switchboard import End, Switchboard
from aufruf.web.ice import GOOD_FOR, Ice
from aufruf.web.line_messages import MIRROR_AT_MOST, NotPassed, Understood, Within, understand
from tests.builders import at

DEVICE, HELPER = Side.DEVICE, Side.HELPER
WITHIN = Within(
    services=frozenset({"pass", "ausweis"}), languages=["de", "tr"], steps=steps_of(DeviceKind.KIOSK)
)
PAGE, OTHER = "seite-0001-0001-0001", "seite-0002-0002-0002"
GOOD: dict[Side, list[dict[str, Any]]] = {
    DEVICE: [
        {
            "type": "screen",
            "step": "x",
            "language": "de",
            "larger": True,
            "services": [{"id": "a", "name": "A"}],
        },
        {
            "type": "mirror",
            "origin": "http://127.0.0.1:8001",
            "events": [{"type": 2, "data": {"a": [1, None, {"b": "ü"}]}, "timestamp": 1.5}],
        },
        {"type": "done", "number": 1, "ok": False},
        {"type": "chat", "phrase": "yes"},
        {"type": "chat", "text": "Ich finde\nes nicht."},
        {"type": "signal", "signal": {"bye": True}},
        {"type": "signal", "signal": {"candidate": None}},
        {"type": "signal", "signal": {"candidate": {"candidate": "candidate:1", "sdpMid": "0"}}},
        {"type": "signal", "signal": {"media": {"audio": True, "video": False, "trouble": "blocked"}}},
        {"type": "signal", "signal": {"description": {"type": "answer", "sdp": "v=0\r\n"}}},
    ],
    HELPER: [
        {"type": "ask", "for": ["view", "talk"]},
        {"type": "again"},
        {"type": "command", "number": 0, "do": {"kind": "go", "step": "slots"}},
        {"type": "command", "number": 1, "do": {"kind": "choose", "service": "pass"}},
        {"type": "command", "number": 2, "do": {"kind": "language", "language": "tr"}},
        {"type": "command", "number": 3, "do": {"kind": "larger", "on": True}},
        {"type": "command", "number": 4, "do": {"kind": "point", "node": 12, "x": 0, "y": 1}},
        {"type": "command", "number": 5, "do": {"kind": "point", "node": None, "x": 0.5, "y": 0.25}},
        {"type": "command", "number": 6, "do": {"kind": "point_off"}},
        {"type": "chat", "text": "مرحبا"},
        {"type": "signal", "signal": {"description": {"type": "offer", "sdp": "v=0\r\n"}}},
    ],
}
ALL_GOOD = [(side, message) for side, messages in GOOD.items() for message in messages]
SIDES = st.sampled_from(Side)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(max_size=8), part, max_size=4),
    max_leaves=8,
)


@st.composite
def nearly_good(draw: st.DrawFn) -> dict[str, Any]:
    """A message of either side in which something is wrong, or nothing."""
    message: dict[str, Any] = json.loads(json.dumps(draw(st.sampled_from(ALL_GOOD))[1]))
    inner = [message, *(part for part in message.values() if isinstance(part, dict))]
    for _ in range(draw(st.integers(0, 2))):
        part = draw(st.sampled_from(inner))
        name = draw(st.sampled_from(["type", "kind", "number", "step", "text", "for", *part]) | st.text())
        part[name] = draw(
            ANYTHING | st.sampled_from(["staff", "command", "mirror", "go", "eval", "pass", 2**40])
        )
    return message


@st.composite
def requests(draw: st.DrawFn) -> HelpRequest:
    """A help request in any state."""
    yes = st.booleans()
    return HelpRequest(
        id="r",
        office="mitte",
        date=at("09:00").date(),
        state=draw(st.sampled_from(HelpState)),
        device="d",
        device_kind=DeviceKind.KIOSK,
        step="start",
        asked_at=at("09:00"),
        accepted_by=draw(st.sampled_from(["hanna", "heiko"])),
        mode=draw(st.sampled_from([*HelpMode, None])),
        consent=Consent(view=draw(yes), point=draw(yes), talk=draw(yes)),
        instance=draw(st.sampled_from(["", PAGE, OTHER])),
    )


@pytest.mark.parametrize(("side", "message"), ALL_GOOD)
def test_what_is_listed_goes_through_as_it_was_said_and_only_from_its_side(
    side: Side, message: dict[str, Any]
) -> None:
    sent = json.dumps(message).encode()
    passed = understand(side, sent, WITHIN)
    assert isinstance(passed, Understood), passed
    assert json.loads(passed.text) == message
    assert passed.kind == message["type"]
    wrong_side = understand(side.other, sent, WITHIN)
    both = message["type"] in ("chat", "signal")
    assert isinstance(wrong_side, Understood) if both else wrong_side.code is Refused.NOT_LISTED  # type: ignore[union-attr]


@given(SIDES, nearly_good() | ANYTHING, requests(), st.sampled_from(["", PAGE, OTHER]))
def test_whatever_is_sent_only_what_is_listed_and_agreed_to_arrives(
    side: Side, message: Any, request: HelpRequest, page: str
) -> None:
    sent = json.dumps(message).encode()
    passed = understand(side, sent, WITHIN)
    if isinstance(passed, NotPassed):
        return
    arrived = json.loads(passed.text)
    assert set(arrived) <= set(message)
    assert (side, arrived["type"]) in NEEDS
    do = arrived.get("do", {})
    match do.get("kind"):
        case "go":
            assert do["step"] in WITHIN.steps
        case "choose":
            assert do["service"] in WITHIN.services
        case "language":
            assert do["language"] in WITHIN.languages
        case "point":
            assert 0 <= do["x"] <= 1
            assert 0 <= do["y"] <= 1
        case None:
            assert arrived["type"] != "command"
    assert len(arrived.get("text", "")) <= 500
    if may_pass(request, side=side, kind=passed.kind, page=page):
        assert request.state is HelpState.ACCEPTED
        assert request.mode is HelpMode.REMOTE
        need = {"mirror": "view", "again": "view", "command": "point", "signal": "talk"}.get(arrived["type"])
        assert need is None or (getattr(request.consent, need) and page == request.instance != "")


@given(SIDES, st.binary(max_size=200))
def test_rubbish_is_refused_and_breaks_nothing(side: Side, rubbish: bytes) -> None:
    assert isinstance(understand(side, rubbish, WITHIN), NotPassed)


@pytest.mark.parametrize(
    ("side", "sent", "code"),
    [
        (DEVICE, b"[" * 100_000, Refused.NOT_VALID),
        (DEVICE, b'{"type":"mirror"' + b" " * MIRROR_AT_MOST + b"}", Refused.TOO_LARGE),
        (DEVICE, b'{"type":"done","number":1,"ok":true' + b" " * 40_000 + b"}", Refused.TOO_LARGE),
        (DEVICE, b'{"type":"chat","text":"\\u202eabc"}', Refused.NOT_VALID),
        (DEVICE, b'{"type":"chat","text":"\\u0000"}', Refused.NOT_VALID),
        (DEVICE, b'{"type":"chat","text":"x","type":"command"}', Refused.NOT_VALID),
        (DEVICE, b'{"type":"mirror","origin":"javascript:alert(1)","events":[]}', Refused.NOT_VALID),
        (HELPER, b'{"type":"ask","for":["everything"]}', Refused.NOT_VALID),
        (HELPER, b'{"type":"ask","for":[]}', Refused.NOT_VALID),
        (HELPER, b'{"type":"over","why":"ended"}', Refused.NOT_LISTED),
    ],
)
def test_what_is_refused_and_as_what(side: Side, sent: bytes, code: Refused) -> None:
    refused = understand(side, sent, WITHIN)
    assert isinstance(refused, NotPassed)
    assert (
        refused.code in (code, Refused.NOT_LISTED) if b'"type":"command"}' in sent else refused.code is code
    )


@given(requests())
def test_no_page_but_the_one_that_agreed_has_consent_and_none_once_it_is_over(request: HelpRequest) -> None:
    for page in (PAGE, OTHER):
        consent = consent_for(request, page)
        if request.state is not HelpState.ACCEPTED or request.instance != page:
            assert consent == Consent()
    over = over_for(request, side=HELPER, user="hanna")
    assert (over is None) == (request.state is HelpState.ACCEPTED and request.accepted_by == "hanna")
    is_over = request.state in (HelpState.WITHDRAWN, HelpState.CLOSED)
    assert over_for(request, side=DEVICE) == (Over.ENDED if is_over else None)


@given(st.binary(max_size=3 * LONGEST))
async def test_a_parcel_arrives_whole_or_not_at_all(content: bytes) -> None:
    seal, joining = Seal("a secret of the servers"), Joining()
    sealed = seal.close(content)
    pieces = list(in_pieces("me", 7, sealed))
    assert max(len(piece) for piece in pieces) < 7_900
    found = [joining.add(piece) for piece in pieces]
    assert found[:-1] == [None] * (len(pieces) - 1)
    assert found[-1] is not None
    assert seal.open(found[-1][1]) == content
    for missing in range(1, len(pieces) - 1):
        assert _joined(joining, pieces[:missing] + pieces[missing + 1 :]) is None


def _joined(joining: Joining, pieces: list[str]) -> tuple[str, bytes] | None:
    whole = None
    for piece in pieces:
        try:
            whole = joining.add(piece)
        except ValueError:
            whole = None
    return whole


async def test_what_is_not_sealed_by_us_or_altered_or_too_old_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seal, content = Seal("a secret of the servers"), b"x" * 500
    sealed = seal.close(content)
    assert content[:50] not in sealed
    assert seal.close(content) != sealed
    for place in (0, 40, len(sealed) - 1):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(ValueError, match="not ours"):
            seal.open(bytes(altered))
    for foreign in (b"", b"x" * 32, Seal("another secret").close(content)):
        with pytest.raises(ValueError, match="not ours"):
            seal.open(foreign)
    monkeypatch.setattr("aufruf.live.sealing.OLD_AFTER", -1.0)
    with pytest.raises(ValueError, match="too old"):
        seal.open(sealed)
    for rubbish in (
        "",
        "a b",
        "a 1 0 1 !",
        f"a 1 0 {PIECES_AT_MOST + 1} x",
        "a 1 5 3 x",
        "a 1 -1 3 x",
        "a x 0 1 x",
    ):
        with pytest.raises(ValueError):
            Joining().add(rubbish)


def test_a_backlog_gives_up_pictures_and_no_word_until_a_whole_picture_comes() -> None:
    part = Word(kind="mirror", text="x" * (PICTURES_AT_MOST // 3))
    whole, chat = Word(kind="mirror", text="whole", whole=True), Word(kind="chat", text="hallo")
    backlog = Backlog()
    backlog.put(part)  # which nobody who has just come can use
    assert (backlog.take(), backlog.wants_picture) == ([], True)
    for word in (whole, chat, part, part):
        backlog.put(word)
    assert (len(backlog), backlog.wants_picture) == (4, False)
    for _ in range(3):
        backlog.put(part)
    assert (backlog.take(), backlog.wants_picture) == ([chat], True)
    backlog.put_back([chat])
    backlog.put(whole)
    assert backlog.take() == [chat, whole]
    for _ in range(WORDS_AT_MOST + 1):
        backlog.put(chat)
    assert (backlog.is_full, len(backlog)) == (True, WORDS_AT_MOST)


class Wire(Memory):
    """A way between two processes that are one: for all, or for one of them; it may be cut."""

    def __init__(self, name: str, others: "dict[str, Wire]") -> None:
        super().__init__()
        self.name, self.others, self.is_cut = name, others, False
        others[name] = self

    def pass_on(self, parcel: bytes, *, to: str | None = None) -> None:
        for name, other in self.others.items():
            if name != self.name and to in (None, name) and not self.is_cut:
                other.received(parcel)


async def test_ends_find_each_other_in_two_processes_and_the_newest_page_holds_the_line() -> None:
    wires: dict[str, Wire] = {}
    one, two = (Switchboard(Wire(name, wires), Seal("a secret")) for name in ("one", "two"))
    stranger = Switchboard(Wire("three", wires), Seal("another secret"))

    def texts(end: End) -> list[str]:
        return [word.text for word in end.backlog.take()]

    async with one.holding("r", DEVICE, instance=PAGE, moment=1.0) as device:
        async with stranger.holding("r", HELPER, instance=OTHER, moment=9.0):
            assert not one.is_there(device)
            assert not one.say(device, Word(kind="chat", text="?"))
        async with two.holding("r", HELPER, instance=OTHER, moment=2.0) as helper:
            assert (two.page_of_device(helper), one.is_there(device)) == (PAGE, True)
            for number in range(3):
                assert one.say(device, Word(kind="chat", text=str(number)))
                assert two.say(helper, Word(kind="chat", text=str(-number)))
            assert (texts(helper), texts(device)) == (["0", "1", "2"], ["0", "-1", "-2"])

            one.say(device, Word(kind="mirror", text="a", whole=True))
            wires["one"].is_cut = True
            one.say(device, Word(kind="mirror", text="b"))
            wires["one"].is_cut = False
            one.say(device, Word(kind="mirror", text="c"))
            assert (texts(helper), helper.backlog.wants_picture) == ([], True)
            one.say(device, Word(kind="mirror", text="d", whole=True))
            assert texts(helper) == ["d"]

            async with two.holding("r", DEVICE, instance=OTHER, moment=3.0) as newer:
                assert device.over is Over.ANOTHER_PAGE
                assert two.page_of_device(helper) == OTHER
                two.say(helper, Word(kind="chat", text="for the newer"))
                one.say(device, Word(kind="chat", text="from the older"))
                assert (texts(newer), texts(device), texts(helper)) == (["for the newer"], [], [])
                async with one.holding("r", DEVICE, instance=PAGE, moment=2.5) as late:
                    assert late.over is Over.ANOTHER_PAGE
                    assert newer.over is None
        assert one.requests(DEVICE) == []


def test_a_turn_server_is_given_names_that_say_nothing_but_until_when() -> None:
    ice = Ice(stun=("stun:s.example:3478",), turn=("turn:t.example:3478",), turn_secret="geheim")
    stun, turn = ice.servers(now=1_000_000.0)
    assert (stun.urls, stun.username) == (["stun:s.example:3478"], "")
    until, name = turn.username.split(":")
    assert int(until) == 1_000_000 + GOOD_FOR
    assert len(name) == 16
    expected = hmac.digest(b"geheim", turn.username.encode(), "sha1")
    assert base64.b64decode(turn.credential) == expected
    assert Ice().servers(now=0.0) == []
