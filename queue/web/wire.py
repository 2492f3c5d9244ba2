# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes over the wire: shapes and simple types that all answers and requests share."""

import datetime as dt
from typing import Annotated, Any, Generic, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.params import PathParameter, QueryParameter

Connection = ASGIConnection[Any, Any, Any, Any]
AnyRequest = Request[Any, Any, Any]

ID = r"^[A-Za-z0-9._~-]{1,64}\Z"
# Printable text: no control characters (C0, DEL, C1), no line or paragraph separators that hide text.
LINE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]*\Z"
TEXT = r"^[^\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*\Z"  # the same, with line feeds

Id = Annotated[str, msgspec.Meta(pattern=ID)]
PathId = Annotated[str, PathParameter(pattern=ID)]
PathText = Annotated[str, PathParameter(max_length=200)]
QueryId = Annotated[str, QueryParameter(pattern=ID)]
Name = Annotated[str, msgspec.Meta(pattern=LINE, min_length=1, max_length=200)]
Notes = Annotated[str, msgspec.Meta(pattern=TEXT, max_length=1000)]
Language = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}(-[a-z]{2,8})?\Z")]


class Sent(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """The body of a request. Unknown fields are refused."""


class Answer(msgspec.Struct, kw_only=True, frozen=True):
    """The body of an answer."""


T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], kw_only=True, frozen=True):
    """A list that can grow."""

    items: list[T]
    next: str | None = None


class WantedService(Sent, frozen=True):
    """A service with how often it is wanted."""

    service: Id
    quantity: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1


def local(at: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """An instant with the office's own offset, in whole seconds."""
    return at.astimezone(zone).replace(microsecond=0)


def optional_local(at: dt.datetime | None, zone: ZoneInfo) -> dt.datetime | None:
    """The same, for what may be missing."""
    return None if at is None else local(at, zone)


def encode(answer: Any) -> bytes:
    """An answer as JSON."""
    return msgspec.json.encode(answer)
