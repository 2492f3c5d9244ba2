# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a catalogue to the text of its files: what is written here reads back as the same."""

import csv
import datetime as dt
import io
from collections import Counter as Multiset
from collections.abc import Iterable

from aufruf.domain.importing import entries as e
from aufruf.domain.importing import shapes
from aufruf.domain.importing.cells import END_OF_DAY, WEEKDAYS
from aufruf.domain.importing.entries import ParsedCatalogue
from aufruf.domain.importing.rows import ALL_SKILLS, NO_SKILL
from aufruf.domain.importing.tables import Shape
from aufruf.domain.opening import MIDNIGHT

Cell = str | int | float | None
Line = dict[str, Cell]


def write_catalogue(catalogue: ParsedCatalogue) -> dict[str, bytes]:
    """Give all files of a folder by name, those without rows too."""
    counters = (*(catalogue.counters or ()), *catalogue.desks)
    count = Multiset(counter.office_id for counter in counters)
    return {
        shape.file: _csv(shape, lines)
        for shape, lines in (
            (shapes.OFFICES, (_office(o, counters=count[o.id]) for o in catalogue.offices)),
            (shapes.SERVICES, map(_service, catalogue.services)),
            (shapes.OFFERS, map(_offer, catalogue.offers)),
            (shapes.OPENING, map(_opening, catalogue.opening)),
            (shapes.CLOSURES, map(_closure, catalogue.closures or ())),
            (shapes.COUNTERS, map(_counter, counters)),
            (shapes.STAFF, map(_staff, catalogue.staff or ())),
            (shapes.SHIFTS, map(_shift, catalogue.shifts or ())),
        )
    }


def _csv(shape: Shape, lines: Iterable[Line]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, shape.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


def _office(office: e.OfficeEntry, *, counters: int) -> Line:
    return {
        "office": office.id,
        "name": office.name,
        "tenant": office.tenant_id,
        "street": office.street,
        "house_number": office.house_number,
        "postal_code": office.postal_code,
        "city": office.city,
        "lat": _decimal(office.lat),
        "lon": _decimal(office.lon),
        "timezone": office.timezone,
        "state": office.land,
        "grid_minutes": office.grid_minutes,
        "counters": counters,
        "walk_in_guard": int(office.walk_in_guard),
        "walk_in_reserve_percent": office.walk_in_reserve_percent,
    }


def _service(service: e.ServiceEntry) -> Line:
    return {
        "service": service.id,
        "name": service.name,
        "duration_minutes": service.duration_minutes,
        "leika_keys": " ".join(service.leika_keys),
        "max_quantity": service.max_quantity,
        "combinable": " ".join(service.combinable),
        "online": int(service.online),
        "keywords": service.keywords,
        "documents": service.documents,
        "group": service.ticket_group,
    }


def _offer(offer: e.OfferEntry) -> Line:
    return {
        "office": offer.office_id,
        "service": offer.service_id,
        "duration_minutes": offer.duration_minutes,
        "appointments": int(offer.appointments),
        "walk_ins": int(offer.walk_ins),
        "resource": offer.resource.value,
    }


def _opening(rule: e.OpeningEntry) -> Line:
    return {
        "office": rule.office_id,
        "weekday": WEEKDAYS[rule.weekday],
        "local_from": _begin(rule.local_from),
        "local_to": _end(rule.local_to),
        "valid_from": _date(rule.valid_from),
        "valid_to": _date(rule.valid_to),
        "every_n_weeks": rule.every_n_weeks,
        "week_of_month": rule.week_of_month,
        "kind": rule.kind.value,
    }


def _closure(closure: e.ClosureEntry) -> Line:
    return {
        "office": closure.office_id,
        "from": _date(closure.first),
        "to": _date(closure.last),
        "reason": closure.reason,
    }


def _counter(counter: e.CounterEntry) -> Line:
    return {
        "office": counter.office_id,
        "counter": counter.id,
        "kind": counter.kind.value,
        "room": counter.room,
    }


def _staff(member: e.StaffEntry) -> Line:
    some = " ".join(member.skills or ()) or NO_SKILL
    return {
        "staff": member.id,
        "office": member.office_id,
        "name": member.name,
        "skills": ALL_SKILLS if member.skills is None else some,
    }


def _shift(shift: e.ShiftEntry) -> Line:
    breaks = ((dt.time.fromisoformat(a), dt.time.fromisoformat(b)) for a, b in shift.breaks)
    return {
        "staff": shift.staff_id,
        "office": shift.office_id,
        "weekday": None if shift.weekday is None else WEEKDAYS[shift.weekday],
        "date": _date(shift.date),
        "local_from": _begin(shift.local_from),
        "local_to": _end(shift.local_to),
        "breaks": " ".join(f"{_begin(begin)}-{_end(end)}" for begin, end in breaks),
        "counter": shift.counter_id,
    }


def _decimal(degrees: float | None) -> str | None:
    """All digits, and never an exponent, so that the same number is read again."""
    if degrees is None:
        return None
    short = repr(degrees)
    return short if "e" not in short else f"{degrees:.20f}"


def _date(date: dt.date | None) -> str | None:
    return None if date is None else date.isoformat()


def _begin(time: dt.time | None) -> str | None:
    return None if time is None else f"{time:%H:%M}"


def _end(time: dt.time | None) -> str | None:
    return END_OF_DAY if time == MIDNIGHT else _begin(time)
