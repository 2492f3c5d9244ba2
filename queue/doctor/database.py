# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the database can be reached, is of this version and whole; and what it tells of other things."""

import asyncio

import asyncpg
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf import clock as real
from aufruf.db import checkup
from aufruf.db.engine import make_engine
from aufruf.db.schema import Schema, schema_of
from aufruf.doctor import clock, day_list, leader, offices
from aufruf.doctor.finding import Finding, fine, mend
from aufruf.settings import Settings

ANSWER_WITHIN = 10.0  # seconds
NO_ANSWER = (OSError, TimeoutError, sa.exc.SQLAlchemyError, asyncpg.PostgresError, asyncpg.InterfaceError)


async def look(settings: Settings) -> list[Finding]:
    """The schema, and what only a database that is up to date can tell."""
    now = real.now()
    found = clock.of_machine(now)
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            schema = await schema_of(settings.database_url)
        found.append(_of_schema(schema))
        if schema is Schema.CURRENT:
            found += await _look_inside(settings)
    except NO_ANSWER as error:
        found.append(
            mend(
                f"The database cannot be reached ({_words(error)}): start it, or correct AUFRUF_DATABASE_URL."
            )
        )
    return found


def _of_schema(schema: Schema) -> Finding:
    match schema:
        case Schema.NONE | Schema.CURRENT:
            return fine(f"The database is {schema}.")
        case Schema.OLDER:
            return mend(
                "The database lacks a migration: run aufruf migrate, or start the server, which does it."
            )
        case Schema.FOREIGN:
            return mend(f"The database is {schema}.")


async def _look_inside(settings: Settings) -> list[Finding]:
    engine = make_engine(settings.database_url, pool_size=1)
    try:
        async with engine.connect() as connection:
            return [
                await _whole(connection),
                *await clock.look(connection, rehearsal=settings.rehearsal, now=real.now),
                *await leader.look(connection, now=real.now()),
                *await offices.look(connection, now=real.now()),
                *(
                    []  # of a rehearsal's own today
                    if settings.rehearsal
                    else await day_list.look(connection, settings.emergency_dir, now=real.now())
                ),
            ]
    finally:
        await engine.dispose()


async def _whole(connection: AsyncConnection) -> Finding:
    wrong = await checkup.what_is_broken(connection)
    if wrong is not None:
        return mend(f"The database file is damaged ({wrong}): stop the server and restore the last backup.")
    return fine("The database answers.")


def _words(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0] or type(error).__name__
