# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of an import and their columns, in the order in which they are read and written."""

from aufruf.domain.importing.tables import Shape

OFFICES = Shape(
    file="offices.csv",
    needed=("office", "name"),
    optional=(
        "tenant",
        "street",
        "house_number",
        "postal_code",
        "city",
        "lat",
        "lon",
        "timezone",
        "state",
        "grid_minutes",
        "counters",
        "walk_in_guard",
        "walk_in_reserve_percent",
    ),
)
SERVICES = Shape(
    file="services.csv",
    needed=("service", "name", "duration_minutes"),
    optional=("leika_keys", "max_quantity", "combinable", "online", "keywords", "documents", "group"),
)
OFFERS = Shape(
    file="office_services.csv",
    needed=("office", "service"),
    optional=("duration_minutes", "appointments", "walk_ins", "resource"),
)
OPENING = Shape(
    file="opening_hours.csv",
    needed=("office", "weekday", "local_from", "local_to"),
    optional=("valid_from", "valid_to", "every_n_weeks", "week_of_month", "kind"),
)
CLOSURES = Shape(
    file="closures.csv", needed=("office", "from", "to"), optional=("reason",), may_be_missing=True
)
COUNTERS = Shape(
    file="counters.csv", needed=("office", "counter"), optional=("kind", "room"), may_be_missing=True
)
STAFF = Shape(file="staff.csv", needed=("staff", "office"), optional=("name", "skills"), may_be_missing=True)
SHIFTS = Shape(
    file="shifts.csv",
    needed=("staff", "office", "local_from", "local_to"),
    optional=("weekday", "date", "breaks", "counter"),
    may_be_missing=True,
)
ALL = (OFFICES, SERVICES, OFFERS, OPENING, CLOSURES, COUNTERS, STAFF, SHIFTS)
