# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody may be sent to this process."""

import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.errors import Unavailable

SOMETHING = sa.select(t.tenant.c.id).limit(1)


async def database_answers(db: Database) -> bool:
    """Whether the database can be reached and has our tables."""
    try:
        async with db.reading() as reading:
            await reading.connection.execute(SOMETHING)
    except (Unavailable, sa.exc.SQLAlchemyError):
        return False
    return True
