# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it stands with one help request, for the two who hold its line."""

import sqlalchemy as sa

from aufruf.db import help_requests
from aufruf.db.transaction import Reading
from aufruf.domain.help import HelpKey, HelpRequest

NOW = sa.text("SELECT extract(epoch FROM clock_timestamp())")
ALONE = 0.0


async def request_now(reading: Reading, key: HelpKey) -> HelpRequest:
    """The request at this moment: one statement, since it is asked before each word is given out."""
    return await help_requests.get(reading.connection, key)


async def moment(reading: Reading) -> float:
    """The time by the one clock that all processes share; where one is alone it does not matter."""
    if reading.connection.dialect.name == "sqlite":
        return ALONE
    return float((await reading.connection.execute(NOW)).scalar_one())
