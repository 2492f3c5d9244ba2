# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""GET /metrics, for Prometheus: only to the addresses that AUFRUF_METRICS_FROM names, to nobody else."""

from litestar import Response, get

from aufruf import metrics
from aufruf.db.transaction import Database
from aufruf.domain.errors import NotFound, Unavailable
from aufruf.reads.offices import people_waiting
from aufruf.web.addresses import comes_from
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Given, Wiring


@get("/metrics", include_in_schema=False)
async def give_metrics(request: AnyRequest, wiring: Given[Wiring], db: Given[Database]) -> Response[bytes]:
    """All that was counted. Raises NotFound for a stranger, also one who comes through a proxy of ours."""
    if not comes_from(request, wiring.metrics_from, trusted=wiring.trusted_proxies):
        raise NotFound
    try:
        async with db.reading() as reading:
            waiting = await people_waiting(reading)
    except Unavailable:
        waiting = None  # which is counted, too
    return Response(metrics.everything(waiting=waiting), media_type=metrics.TEXT)
