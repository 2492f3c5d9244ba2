# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The JSON API, one module per audience. What it promises is in shared/design/contract.md."""

from litestar import Router

from aufruf.api import catalogue, counters, kiosk, office_queue, status, visits

router = Router(
    "/api/v1",
    route_handlers=[
        catalogue.router,
        kiosk.router,
        counters.router,
        visits.router,
        status.router,
        office_queue.router,
    ],
)
