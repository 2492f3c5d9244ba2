# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every message that may be said on the line between a device and its helper, and nothing else.

Each side has a list of its own. A message is taken apart completely and put together anew from what was
understood: whatever a browser might read out of it that we did not is gone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from aufruf.domain.help_line import Refused, Side
from aufruf.web.wire import ID, LINE, TEXT, Id

MIRROR_AT_MOST, REST_AT_MOST = 400_000, 40_000  # bytes of a message
SDP_AT_MOST = 32_768
WHOLE = (2, 4)  # the kinds of rrweb's events that are a whole picture, and what goes before it
INSTANCE = r"^[A-Za-z0-9_-]{16,64}\Z"

Number = Annotated[int, msgspec.Meta(ge=0, le=2**31)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Step = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_-]{1,64}\Z")]
Tongue = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}(-[a-z]{2,8})?\Z")]
Name = Annotated[str, msgspec.Meta(pattern=LINE, max_length=200)]
Said = Annotated[str, msgspec.Meta(pattern=TEXT, min_length=1, max_length=500)]
Phrase = Annotated[str, msgspec.Meta(pattern=ID)]
Origin = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\x00-\x20/?#@\x7f-\x9f]{1,255}\Z")]
Word = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{0,64}\Z")]
Sdp = Annotated[str, msgspec.Meta(max_length=SDP_AT_MOST)]
Candidate = Annotated[str, msgspec.Meta(pattern=LINE, max_length=1000)]
Place = Annotated[int, msgspec.Meta(ge=0, le=64)]
Fragment = Annotated[str, msgspec.Meta(pattern=LINE, max_length=256)]
Mid = Annotated[str, msgspec.Meta(pattern=LINE, max_length=64)]


class Part(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A part of a message. Unknown fields are refused."""


class Go(Part, frozen=True, tag="go", tag_field="kind"):
    """Go to this step."""

    step: Step


class Choose(Part, frozen=True, tag="choose", tag_field="kind"):
    """Choose this concern."""

    service: Id


class Speak(Part, frozen=True, tag="language", tag_field="kind"):
    """Change the language."""

    language: Tongue


class Larger(Part, frozen=True, tag="larger", tag_field="kind"):
    """Larger text, or no longer."""

    on: bool


class Point(Part, frozen=True, tag="point", tag_field="kind"):
    """Point at something: at what (by rrweb's number), and where on the screen."""

    node: Number | None
    x: Share
    y: Share


class PointOff(Part, frozen=True, tag="point_off", tag_field="kind"):
    """Point no longer."""


Do = Go | Choose | Speak | Larger | Point | PointOff


class ShownService(Part, frozen=True):
    """A concern that can be chosen where the device stands."""

    id: Id
    name: Name


class Recorded(Part, frozen=True):
    """An event of rrweb. What is in it is for the helper's page, which shows it in a box without rights."""

    type: Annotated[int, msgspec.Meta(ge=0, le=6)]
    data: dict[str, Any]
    timestamp: float
    delay: float | UnsetType = UNSET


class Description(Part, frozen=True):
    """What WebRTC offers or answers; `line` is the name of the line that was offered."""

    type: Literal["offer", "answer", "pranswer", "rollback"]
    sdp: Sdp = ""
    line: Word | UnsetType = UNSET


class IceCandidate(Part, frozen=True):
    """A way by which one side can be reached."""

    candidate: Candidate
    sdpMid: Mid | UnsetType | None = UNSET  # noqa: N815 (the browsers' own names)
    sdpMLineIndex: Place | UnsetType | None = UNSET  # noqa: N815
    usernameFragment: Fragment | UnsetType | None = UNSET  # noqa: N815


class Media(Part, frozen=True):
    """What somebody sends of themselves, and what is in the way."""

    audio: bool
    video: bool
    trouble: Word | None = None


class Signals(Part, frozen=True):
    """One thing of WebRTC."""

    description: Description | UnsetType = UNSET
    candidate: IceCandidate | UnsetType | None = UNSET  # None: there are no more
    media: Media | UnsetType = UNSET
    bye: Literal[True] | UnsetType = UNSET

    def __post_init__(self) -> None:
        """One of them, and only one."""
        if sum(each is not UNSET for each in (self.description, self.candidate, self.media, self.bye)) != 1:
            raise ValueError("a signal is one thing")


class Screen(Part, frozen=True, tag="screen"):
    """How the device stands there."""

    step: Step
    language: Tongue
    larger: bool
    services: Annotated[list[ShownService], msgspec.Meta(max_length=200)]


class Mirror(Part, frozen=True, tag="mirror"):
    """What was recorded of the screen."""

    origin: Origin
    events: Annotated[list[Recorded], msgspec.Meta(min_length=1, max_length=2000)]


class Done(Part, frozen=True, tag="done"):
    """What became of a command."""

    number: Number
    ok: bool


class Chat(Part, frozen=True, tag="chat"):
    """A ready phrase, or what somebody wrote."""

    phrase: Phrase | UnsetType = UNSET
    text: Said | UnsetType = UNSET

    def __post_init__(self) -> None:
        """One of them, and only one."""
        if (self.phrase is UNSET) == (self.text is UNSET):
            raise ValueError("a phrase or a text")


class Signal(Part, frozen=True, tag="signal"):
    """Something of WebRTC."""

    signal: Signals


class Ask(Part, frozen=True, tag="ask"):
    """Asks whether the citizen would agree."""

    for_: Annotated[list[Literal["view", "point", "talk"]], msgspec.Meta(min_length=1, max_length=3)] = (
        msgspec.field(name="for")
    )


class Again(Part, frozen=True, tag="again"):
    """The whole picture, please."""


class Command(Part, frozen=True, tag="command"):
    """Do this, please."""

    number: Number
    do: Do


FromDevice = Screen | Mirror | Done | Chat | Signal
FromHelper = Ask | Again | Command | Chat | Signal
_DECODERS: dict[Side, msgspec.json.Decoder[Any]] = {
    Side.DEVICE: msgspec.json.Decoder(FromDevice),
    Side.HELPER: msgspec.json.Decoder(FromHelper),
}
_KINDS = {
    Side.DEVICE: {"screen", "mirror", "done", "chat", "signal"},
    Side.HELPER: {"ask", "again", "command", "chat", "signal"},
}
_DOES = {"go", "choose", "language", "larger", "point", "point_off"}
_UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)


class _Head(msgspec.Struct):
    type: Any = None
    number: Any = None
    do: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """What a helper may choose from at this device."""

    services: Collection[str]
    languages: Collection[str]
    steps: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A message of this side's list, as it is passed on."""

    kind: str
    text: str
    number: int | None = None  # of a command
    whole: bool = False  # a whole picture is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPassed:
    """Why it is not passed on; `of` is the number of the command, if it was one."""

    code: Refused
    of: int | None = None


def understand(side: Side, sent: bytes, within: Within) -> Understood | NotPassed:
    """Read what one side has sent. Whether it is agreed to is asked by somebody else."""
    if len(sent) > MIRROR_AT_MOST:
        return NotPassed(code=Refused.TOO_LARGE)
    try:
        message = _DECODERS[side].decode(sent)
    except _UNREADABLE:
        return _why_not(side, sent)
    kind = str(message.__struct_config__.tag)
    if len(sent) > REST_AT_MOST and kind != "mirror":
        return NotPassed(code=Refused.TOO_LARGE, of=_number(message))
    if isinstance(message, Command) and not _is_within(message.do, within):
        return NotPassed(code=Refused.NOT_LISTED, of=message.number)
    return Understood(
        kind=kind,
        text=msgspec.json.encode(message).decode(),
        number=message.number if isinstance(message, Command) else None,
        whole=isinstance(message, Mirror) and any(event.type in WHOLE for event in message.events),
    )


def refused_text(refused: NotPassed) -> str:
    """What the sender is told."""
    return msgspec.json.encode({"type": "refused", "code": refused.code, "of": refused.of}).decode()


def _is_within(do: Do, within: Within) -> bool:
    match do:
        case Go(step=step):
            return step in within.steps
        case Choose(service=service):
            return service in within.services
        case Speak(language=language):
            return language in within.languages
    return True


def _number(message: Any) -> int | None:
    number = getattr(message, "number", None)
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _why_not(side: Side, sent: bytes) -> NotPassed:
    """Not on the list, or on it and not as it should be."""
    try:
        head = msgspec.json.decode(sent, type=_Head)
    except _UNREADABLE:
        return NotPassed(code=Refused.NOT_VALID)
    known = isinstance(head.type, str) and head.type in _KINDS[side]
    if known and side is Side.HELPER and head.type == "command" and isinstance(head.do, dict):
        kind = head.do.get("kind")
        known = not isinstance(kind, str) or kind in _DOES
    of = _number(head) if known or head.type == "command" else None
    if of is not None and not 0 <= of <= 2**31:
        of = None
    is_named = isinstance(head.type, str)
    return NotPassed(code=Refused.NOT_VALID if known or not is_named else Refused.NOT_LISTED, of=of)
