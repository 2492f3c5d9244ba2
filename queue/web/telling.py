# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody is told with their ticket: foreseen before the transaction in which they get it."""

from collections.abc import Collection

from aufruf.domain.errors import Unavailable
from aufruf.planning.waits.forecast import Expectation
from aufruf.reads.scene import Wish
from aufruf.reads.wishes import wish_under
from aufruf.web.wiring import Wiring


async def told_to_walk_in(
    wiring: Wiring, office: str, services: Collection[tuple[str, int]], *, needs: Collection[str] = ()
) -> Expectation | None:
    """How long somebody would wait who came now with this wish; None if that is not known."""
    return await wiring.forecasts.for_next(office, Wish(items=tuple(services), priority=bool(needs)))


async def told_at_check_in(
    wiring: Wiring, office: str, code: str, *, needs: Collection[str] = ()
) -> Expectation | None:
    """How long somebody would wait who checked in now; None if that, or the code, is not known."""
    if not wiring.forecasts.works:
        return None
    try:
        async with wiring.db.reading() as reading:
            wish = await wish_under(reading, office=office, code=code, priority=bool(needs))
    except Unavailable:  # whoever checks in is told so in a moment
        return None
    return None if wish is None else await wiring.forecasts.for_next(office, wish)
