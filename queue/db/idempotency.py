# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Requests that were done once and may be sent again: whose, which, and what became of them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.db.statements import Statement

KEPT_FOR = dt.timedelta(hours=24)
IN_WORK = 0  # the status of a request whose transaction has not ended

_ROW = t.idempotency.c


def _claim(insert: Any) -> Statement:
    """Store a request unless it is remembered. A concurrent one waits here for the other's end."""
    return Statement(
        insert.on_conflict_do_update(
            index_elements=["caller", "path", "key"],
            set_={name: insert.excluded[name] for name in ("body_hash", "status", "answer", "created_at")},
            where=_ROW.created_at <= sa.bindparam("forgotten_before", type_=_ROW.created_at.type),
        ).returning(_ROW.key)
    )


CLAIM = {
    "postgresql": _claim(postgresql.insert(t.idempotency)),
    "sqlite": _claim(sqlite.insert(t.idempotency)),
}
_THIS = tuple(_ROW[name] == sa.bindparam(f"of_{name}") for name in ("caller", "path", "key"))
KNOWN = Statement(sa.select(_ROW.body_hash, _ROW.answer).where(*_THIS))
DONE = Statement(
    sa.update(t.idempotency)
    .where(*_THIS)
    .values(status=sa.bindparam("status"), answer=sa.bindparam("answer", type_=_ROW.answer.type))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a request is known by: whose it is, where it went, its key, and a keyed hash of its body."""

    caller: str
    path: str
    key: str
    body_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What became of the same request before."""

    body_hash: str
    answer: Mapping[str, Any]


async def claim(connection: AsyncConnection, request: Request, *, now: dt.datetime) -> Remembered | None:
    """Remember a request before it is done; what became of it, if it has been done already."""
    values = {
        "caller": request.caller,
        "path": request.path,
        "key": request.key,
        "body_hash": request.body_hash,
        "status": IN_WORK,
        "answer": None,
        "created_at": now,
        "forgotten_before": now - KEPT_FOR,
    }
    if await CLAIM[connection.dialect.name].all(connection, values):
        return None
    row = await KNOWN.one_or_none(connection, _key_of(request))
    return Remembered(body_hash=row.body_hash, answer=row.answer)


async def claim_all(
    connection: AsyncConnection, requests: Sequence[Request], *, now: dt.datetime
) -> Mapping[str, Mapping[str, Any]]:
    """Remember requests of one caller that are not to be done from now on; what became of those done, by key.

    Each that is being done is waited for; in one order, so that two who claim the same do not wait for each
    other. Its body is unknown: whoever sends it later is told that its key was used with another.
    """
    if not requests:
        return {}
    rows = [
        {
            "caller": each.caller,
            "path": each.path,
            "key": each.key,
            "body_hash": each.body_hash,
            "status": IN_WORK,
            "answer": None,
            "created_at": now,
        }
        for each in sorted(requests, key=lambda each: (each.path, each.key))
    ]
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    await connection.execute(insert(t.idempotency).on_conflict_do_nothing(), rows)
    answered = sa.select(_ROW.path, _ROW.key, _ROW.answer).where(
        _ROW.caller == requests[0].caller,
        _ROW.path.in_({each.path for each in requests}),
        _ROW.key.in_({each.key for each in requests}),
        _ROW.status != IN_WORK,
    )
    meant = {(each.path, each.key) for each in requests}
    found = await connection.execute(answered)
    return {row.key: row.answer for row in found if row.answer and (row.path, row.key) in meant}


async def done(
    connection: AsyncConnection, request: Request, *, status: int, answer: Mapping[str, Any]
) -> None:
    """Store what became of a request."""
    await DONE.all(connection, _key_of(request) | {"status": status, "answer": dict(answer)})


def _key_of(request: Request) -> dict[str, Any]:
    return {"of_caller": request.caller, "of_path": request.path, "of_key": request.key}
