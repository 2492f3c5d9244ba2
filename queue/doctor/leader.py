# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the process that runs the jobs is alive, or has ended in order."""

import datetime as dt

from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import heartbeat
from aufruf.doctor.finding import Finding, fine, mend

SILENT_AT_MOST = dt.timedelta(seconds=30)  # it is heard every five


async def look(connection: AsyncConnection, *, now: dt.datetime) -> list[Finding]:
    """Read its last sign of life."""
    leader = await heartbeat.last(connection)
    if leader is None:
        return [fine("No server has run the jobs yet: the first that starts will.")]
    at = f"{leader.seen_at.isoformat(timespec='seconds')}"
    if leader.left_at is not None:
        return [fine(f"No server runs: the last one ({leader.process}) ended in order at {at}.")]
    if now - leader.seen_at > SILENT_AT_MOST:
        return [
            mend(
                f"The process that runs the jobs ({leader.process}) did not end in order; it was last seen "
                f"at {at}: nobody runs them. Start the server; its log says what happened."
            )
        ]
    return [fine(f"The jobs are run by {leader.process}, seen at {at}.")]
