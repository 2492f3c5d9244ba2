# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a race has left in the database, asked in plain SQL: nothing of the product answers for itself."""

import json
from typing import Any

import sqlalchemy as sa

from aufruf.db.engine import make_engine

DOUBLES = {
    "a number twice": """
        SELECT office_id, date, ticket_group, ordinal FROM visit
        GROUP BY office_id, date, ticket_group, ordinal HAVING count(*) > 1""",
    "two at one counter": """
        SELECT office_id, counter_id FROM visit WHERE state IN ('called', 'serving')
        GROUP BY office_id, counter_id HAVING count(*) > 1""",
    "an event number twice": """
        SELECT office_id, date, seq FROM outbox GROUP BY office_id, date, seq HAVING count(*) > 1""",
    "a booking code twice": """
        SELECT office_id, booking_code FROM appointment WHERE state IN ('held', 'confirmed', 'checked_in')
        GROUP BY office_id, booking_code HAVING count(*) > 1""",
    "two open help requests of one device": """
        SELECT office_id, device_id FROM help_request WHERE state IN ('open', 'accepted')
        GROUP BY office_id, device_id HAVING count(*) > 1""",
    "two tickets for one appointment": """
        SELECT office_id, appointment_id FROM visit WHERE appointment_id IS NOT NULL
        GROUP BY office_id, appointment_id HAVING count(*) > 1""",
}


async def rows(url: str, statement: str, **values: Any) -> list[Any]:
    """The rows that a statement gives."""
    engine = make_engine(url, pool_size=1)
    try:
        async with engine.connect() as connection:
            return list((await connection.execute(sa.text(statement), values)).all())
    finally:
        await engine.dispose()


async def doubles(url: str) -> list[str]:
    """What is there twice though it must not be; nothing, as long as the unique indexes hold."""
    return [words for words, statement in DOUBLES.items() if await rows(url, statement)]


async def events(url: str, office: str) -> list[tuple[int, str, dict[str, Any]]]:
    """Number, kind and content of everything that was said in an office."""
    statement = "SELECT seq, kind, payload FROM outbox WHERE office_id = :office ORDER BY date, seq"
    found = await rows(url, statement, office=office)
    return [(row.seq, row.kind, _content(row.payload)) for row in found]


def _content(payload: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(payload) if isinstance(payload, str) else payload
    return content
