# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The JSON API, one module per audience. What it promises is in shared/design/contract.md."""

from litestar import Router

from aufruf.api import (
    appointments,
    availability,
    capacity,
    catalogue,
    closures,
    counters,
    devices,
    durations,
    forecasts,
    help_requests,
    help_socket,
    kiosk,
    kiosk_slots,
    kiosk_socket,
    kiosk_state,
    office_appointments,
    office_queue,
    office_socket,
    plans,
    rebooking,
    shifts,
    skills,
    status,
    visit_socket,
    visits,
)

router = Router(
    "/api/v1",
    route_handlers=[
        catalogue.router,
        availability.router,
        capacity.router,
        appointments.router,
        office_appointments.router,
        kiosk.router,
        kiosk_state.router,
        kiosk_slots.router,
        kiosk_socket.router,
        counters.router,
        visits.router,
        status.router,
        visit_socket.router,
        office_queue.router,
        office_socket.router,
        shifts.router,
        plans.router,
        closures.router,
        skills.router,
        rebooking.router,
        help_requests.router,
        help_socket.router,
        devices.router,
        durations.router,
        forecasts.router,
    ],
)
