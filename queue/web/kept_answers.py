# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that are the same until something happens: encoded once, told by their ETag."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime

from litestar import Response

from aufruf.web.wire import AnyRequest

KEPT_BYTES = 64_000_000  # in each process


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An encoded answer; true as long as the mark is the same, until a moment."""

    mark: Hashable
    until: datetime
    etag: str
    body: bytes
    about: tuple[str, date, date] | None = None  # the office and its dates, if it is about one alone

    @property
    def size(self) -> int:
        """About how much memory it takes."""
        return len(self.body) + 1000


@dataclass(slots=True)
class KeptAnswers:
    """The answers that this process keeps, the last used ones."""

    _kept: OrderedDict[Hashable, KeptAnswer] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def find(self, question: Hashable, *, mark: Hashable, now: datetime) -> KeptAnswer | None:
        """What is still true of what was answered before."""
        kept = self._kept.get(question)
        if kept is None or kept.mark != mark or kept.until <= now:
            return None
        self._kept.move_to_end(question)
        return kept

    def last(self, question: Hashable) -> KeptAnswer | None:
        """What was answered before, whether or not it is still true."""
        return self._kept.get(question)

    def keep(self, question: Hashable, answer: KeptAnswer) -> None:
        """Remember an answer."""
        before = self._kept.pop(question, None)
        self._kept[question] = answer
        self._bytes += answer.size - (before.size if before else 0)
        while self._bytes > KEPT_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.size


def respond(request: AnyRequest, kept: KeptAnswer) -> Response[bytes]:
    """The answer, or only the word that it is the one the client has."""
    headers = {"ETag": kept.etag, "Cache-Control": "no-cache"}
    wanted = request.headers.get("if-none-match", "")
    if wanted and (wanted.strip() == "*" or kept.etag in (tag.strip() for tag in wanted.split(","))):
        return Response(b"", status_code=304, headers=headers)
    return Response(kept.body, media_type="application/json", headers=headers)
