# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Read the files of an import: either everything is right, or every bad row is told."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import TypeVar

from aufruf.domain.errors import NotValid
from aufruf.domain.importing import rows, shapes
from aufruf.domain.importing.cells import Cells, shown
from aufruf.domain.importing.entries import CounterEntry, ParsedCatalogue, ServiceEntry, ShiftEntry
from aufruf.domain.importing.rows import DAY_MINUTES, Known, minute_of
from aufruf.domain.importing.tables import Problem, Table, read_table

WEEK_MINUTES = 7 * DAY_MINUTES
Entry = TypeVar("Entry")
Numbered = list[tuple[int, Entry]]
"""Entries with the lines on which they stand."""


def parse_catalogue(files: Mapping[str, bytes], *, lands: AbstractSet[str]) -> ParsedCatalogue:
    """Parse the files of a folder, given by name; `lands` are the codes of the Länder.

    Raises NotValid with ("file:line", reason) for every bad row.
    """
    tables = {shape.file: read_table(shape, files.get(shape.file)) for shape in shapes.ALL}
    office_table, service_table, offer_table, opening_table = (tables[s.file] for s in shapes.ALL[:4])
    closure_table, counter_table, staff_table, shift_table = (tables[s.file] for s in shapes.ALL[4:])
    known = Known(
        offices=_ids(office_table),
        services=_ids(service_table),
        lands=frozenset(lands),
    )
    key_of_id = attrgetter("id")
    key_in_office = attrgetter("office_id", "id")
    offices = _entries(office_table, rows.office_entry, known, key=key_of_id)
    services = _entries(service_table, rows.service_entry, known, key=key_of_id)
    offers = _entries(offer_table, rows.offer_entry, known, key=attrgetter("office_id", "service_id"))
    opening = _entries(opening_table, rows.opening_entry, known, key=lambda entry: entry)
    closures = _entries(
        closure_table, rows.closure_entry, known, key=attrgetter("office_id", "first", "last")
    )
    counters = _entries(counter_table, rows.counter_entry, known, key=key_in_office)
    staff = _entries(staff_table, rows.staff_entry, known, key=key_in_office)
    listed = _pairs(counter_table, "counter")
    desks = _desks(office_table, besides={office for office, _ in listed or ()})
    in_office = replace(
        known,
        counters=None if listed is None else listed | {(desk.office_id, desk.id) for desk in desks},
        staff=_pairs(staff_table, "staff"),
    )
    shifts = _entries(shift_table, rows.shift_entry, in_office, key=lambda entry: entry)
    _refuse_overlaps(shift_table, shifts)
    _warn_of_unknown(service_table, services, known)
    bad = [problem for table in tables.values() for problem in sorted(table.bad, key=_line_of)]
    if bad:
        raise NotValid(*bad)
    return ParsedCatalogue(
        offices=_only(offices),
        services=_only(services),
        offers=_only(offers),
        opening=_only(opening),
        closures=_only(closures) if closure_table.columns else None,
        counters=_only(counters) if counter_table.columns else None,
        desks=desks,
        staff=_only(staff) if staff_table.columns else None,
        shifts=_only(shifts) if shift_table.columns else None,
        warnings=tuple(_warnings(files, tables)),
    )


def _entries(
    table: Table, read: Callable[[Cells, Known], Entry], known: Known, *, key: Callable[[Entry], Hashable]
) -> Numbered[Entry]:
    """The entries of a file; a row that cannot be read, or is there already, is noted as bad."""
    found: Numbered[Entry] = []
    first_line: dict[Hashable, int] = {}
    for line, cells in table.rows:
        try:
            entry = read(Cells(cells), known)
        except (ValueError, OverflowError) as error:  # the calendar ends with the year 9999
            table.refuse(line, str(error))
            continue
        earlier = first_line.setdefault(key(entry), line)
        if earlier == line:
            found.append((line, entry))
        else:
            table.refuse(line, f"the same is on line {earlier} already")
    return found


def _desks(office_table: Table, *, besides: AbstractSet[str]) -> tuple[CounterEntry, ...]:
    """The desks for which offices.csv gives but a number, where counters.csv does not name the office."""
    found: dict[str, tuple[CounterEntry, ...]] = {}
    for line, cells in office_table.rows:
        try:
            desks = rows.desk_entries(Cells(cells))
        except ValueError as error:
            reason = str(error)
            if (f"{office_table.shape.file}:{line}", reason) not in office_table.bad:
                office_table.refuse(line, reason)
        else:
            found.setdefault(cells["office"].strip(), desks)
    return tuple(desk for office, desks in found.items() if office not in besides for desk in desks)


def _refuse_overlaps(table: Table, shifts: Numbered[ShiftEntry]) -> None:
    """Nobody works twice at the same time, nor is away and there on the same date."""
    spans = defaultdict(list)
    for line, shift in shifts:
        weekly = shift.date is None
        for begin, end in _spans(shift):
            spans[shift.office_id, shift.staff_id, weekly].append((begin, end, line))
    refused = set()
    for found in spans.values():
        for (_, earlier_end, earlier), (begin, _, line) in pairwise(sorted(found)):
            if begin < earlier_end and line != earlier and line not in refused:
                refused.add(line)
                table.refuse(line, f"this overlaps the shift of the same person on line {earlier}")


def _spans(shift: ShiftEntry) -> Iterator[tuple[int, int]]:
    """A shift in minutes, of the week or of the calendar."""
    day = shift.date.toordinal() if shift.date else shift.weekday or 0
    start = day * DAY_MINUTES
    if shift.local_from is None or shift.local_to is None:
        yield start, start + DAY_MINUTES
        return
    begin = start + minute_of(shift.local_from)
    length = (minute_of(shift.local_to) - minute_of(shift.local_from)) % DAY_MINUTES or DAY_MINUTES
    yield begin, begin + length
    if shift.date is None and begin + length > WEEK_MINUTES:
        yield 0, begin + length - WEEK_MINUTES  # Sunday's night ends on Monday


def _warn_of_unknown(table: Table, services: Numbered[ServiceEntry], known: Known) -> None:
    for line, service in services:
        for other in service.combinable:
            if known.services is not None and other not in known.services:
                table.warn(line, f"combinable: the service {shown(other)} is not in services.csv")


def _warnings(files: Iterable[str], tables: Mapping[str, Table]) -> Iterator[str]:
    for name in sorted(set(files) - set(tables)):
        yield f"{name}:1: this file is not known and was passed over"
    for table in tables.values():
        yield from table.warnings


def _ids(table: Table) -> frozenset[str] | None:
    """The ids of a file, of its bad rows too: what names them is not bad for that."""
    column = table.shape.needed[0]
    return None if table.is_broken else frozenset(cells[column].strip() for _, cells in table.rows)


def _pairs(table: Table, column: str) -> frozenset[tuple[str, str]] | None:
    """The same for what is unique within an office alone."""
    if table.is_broken:
        return None
    return frozenset((cells["office"].strip(), cells[column].strip()) for _, cells in table.rows)


def _only(numbered: Numbered[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for _, entry in numbered)


def _line_of(problem: Problem) -> int:
    return int(problem[0].rpartition(":")[2])
