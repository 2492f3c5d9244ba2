# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a database is, without touching it."""

from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, make_url

from aufruf.db.engine import make_engine
from aufruf.db.migrate import known_revisions, newest_revision, revision_of


class Schema(StrEnum):
    """What a start would find."""

    NONE = "new, it will be made at the first start"
    OLDER = "of an earlier version, the next start brings it up to date"
    CURRENT = "up to date"
    FOREIGN = "of a later version than this program: please use that version, or a backup"


async def schema_of(url: str) -> Schema:
    """Look at the database; one that is not there yet is not made by looking."""
    if url.startswith("sqlite") and not _is_there(url):
        return Schema.NONE
    engine = make_engine(url, pool_size=1)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_schema)
    finally:
        await engine.dispose()


def _is_there(url: str) -> bool:
    file = make_url(url).database
    return file is not None and Path(file).exists()


def _schema(connection: Connection) -> Schema:
    revision = revision_of(connection)
    if revision is None:
        return Schema.NONE
    if revision == newest_revision():
        return Schema.CURRENT
    return Schema.OLDER if revision in known_revisions() else Schema.FOREIGN
