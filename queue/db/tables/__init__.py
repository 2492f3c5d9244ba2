# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows, with their constraints. Nothing here decides anything, and no row is ever an answer."""

from aufruf.db.tables.access import (
    counter_seat,
    device,
    idempotency,
    pairing,
    personal_token,
    rate_limit,
    session,
    user,
    user_office,
)
from aufruf.db.tables.day import alarm, appointment, kiosk_entry, office_day, outbox, ticket_series, visit
from aufruf.db.tables.help import (
    call_back,
    help_request,
    helper,
    helper_pool,
    helper_pool_office,
    helper_pool_user,
)
from aufruf.db.tables.operation import leadership, restoration
from aufruf.db.tables.planning import day_facts, duration_proposal, learned, plan, rebooking
from aufruf.db.tables.row import Row
from aufruf.db.tables.town import (
    closure,
    counter,
    erasure,
    office,
    office_service,
    opening_rule,
    rehearsal,
    service,
    shift,
    staff_member,
    tenant,
)

metadata = Row.metadata

__all__ = [
    "alarm",
    "appointment",
    "call_back",
    "closure",
    "counter",
    "counter_seat",
    "day_facts",
    "device",
    "duration_proposal",
    "erasure",
    "help_request",
    "helper",
    "helper_pool",
    "helper_pool_office",
    "helper_pool_user",
    "idempotency",
    "kiosk_entry",
    "leadership",
    "learned",
    "metadata",
    "office",
    "office_day",
    "office_service",
    "opening_rule",
    "outbox",
    "pairing",
    "personal_token",
    "plan",
    "rate_limit",
    "rebooking",
    "rehearsal",
    "restoration",
    "service",
    "session",
    "shift",
    "staff_member",
    "tenant",
    "ticket_series",
    "user",
    "user_office",
    "visit",
]
