# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a server and its forecasting process speak: one scene, one answer, each with its length before it."""

import struct

import msgspec

from aufruf.planning.waits.scene import Outlook, Scene

LENGTH = struct.Struct(">I")
LONGEST = 256 * 1024 * 1024  # bytes; more than any office of ours could say


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The process has compiled all it needs, and takes scenes."""


class Foreseen(msgspec.Struct, frozen=True, tag=True):
    """The answer to a scene."""

    outlook: Outlook


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A scene could not be played: the kind of the error and its place, never its words."""

    error: str


Said = Ready | Foreseen | Failed
_encoder = msgspec.msgpack.Encoder()
_scenes = msgspec.msgpack.Decoder(Scene)
_answers: msgspec.msgpack.Decoder[Said] = msgspec.msgpack.Decoder(Said)


def framed(said: Scene | Said) -> bytes:
    """A message with its length before it."""
    body = _encoder.encode(said)
    return LENGTH.pack(len(body)) + body


def length_of(head: bytes) -> int:
    """How many bytes follow. Raises ValueError for what is none of ours."""
    (length,) = LENGTH.unpack(head)
    if length > LONGEST:
        raise ValueError("a message that long is none of ours")
    return int(length)


def read_scene(body: bytes) -> Scene:
    """A scene. Raises msgspec.DecodeError."""
    return _scenes.decode(body)


def read_answer(body: bytes) -> Said:
    """An answer. Raises msgspec.DecodeError."""
    return _answers.decode(body)
