# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bring a catalogue into the database: offices, services, hours, counters, staff, shifts.

What has an id is added or updated, and kept when its row is gone. Opening hours and shifts have none:
an office that appears in their file gets exactly the rows of the file; one that does not keeps its own.
"""

from collections import Counter as Multiset
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.actions.listing import look_through, put_on_list
from aufruf.db import imports, offices, shifts
from aufruf.db import tables as t
from aufruf.db.holidays import LANDS
from aufruf.db.imports import Difference, Key, Values
from aufruf.db.transaction import Transaction
from aufruf.domain.catalogue import Office, OfficeRules
from aufruf.domain.importing import ParsedCatalogue, parse_catalogue
from aufruf.domain.importing.order import in_file_order
from aufruf.domain.rebooking import Cause
from aufruf.reads.touched import Touched, touched_by_import


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the rows of one kind. `kept` names what is stored but no longer in the files."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import has done, by kind; and the offices whose version it raised.

    `touched`: by office and by what was changed, the appointments that can no longer be served.
    """

    tallies: Mapping[str, Tally]
    raised: tuple[str, ...]
    touched: Mapping[str, Mapping[Cause, Sequence[Touched]]] = field(default_factory=dict)

    @property
    def has_changed(self) -> bool:
        """Whether anything at all is other than before."""
        return any(tally.new or tally.changed or tally.removed for tally in self.tallies.values())


@dataclass(slots=True)
class _Progress:
    """How far an import has come."""

    connection: AsyncConnection
    named: frozenset[str]  # the offices of the files
    tallies: dict[str, Tally] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)  # offices of which something has changed
    services: set[str] = field(default_factory=set)  # services that have changed


def read_catalogue(files: Mapping[str, bytes]) -> ParsedCatalogue:
    """Parse the files of an import, given by name. Raises NotValid with file, line and reason."""
    return parse_catalogue(files, lands=LANDS)


async def import_catalogue(tx: Transaction, *, catalogue: ParsedCatalogue) -> ImportReport:
    """Store a catalogue. The same again changes nothing, and raises no office's version.

    Appointments that this makes impossible come to the rebooking list, and those that it makes possible
    again leave it.
    """
    named = frozenset(office.id for office in catalogue.offices)
    work = _Progress(tx.connection, named)
    await imports.lock_offices(
        tx.connection, offices=named, services=[service.id for service in catalogue.services]
    )
    booked = await shifts.offices_with_promises(tx.connection, named, now=tx.now)
    before = await offices.load(tx.connection, booked, year=tx.now.year)
    await _offices_and_services(work, catalogue)
    await _belonging(work, "services offered", t.office_service, catalogue.offers)
    await _opening(work, catalogue.opening)
    if catalogue.closures is not None:
        await _belonging(work, "closures", t.closure, catalogue.closures)
    if catalogue.counters is not None or catalogue.desks:
        await _counters(work, catalogue)
    if catalogue.staff is not None:
        await _belonging(work, "staff", t.staff_member, catalogue.staff)
    if catalogue.shifts is not None:
        await _shifts(work, catalogue.shifts)
    raised = await imports.raise_versions(tx.connection, offices=work.touched, services=work.services)
    touched = await _list_touched(tx, {office.id: office for office in before if office.id in raised})
    return ImportReport(tallies=work.tallies, raised=raised, touched=touched)


async def _list_touched(
    tx: Transaction, before: Mapping[str, Office]
) -> dict[str, dict[Cause, list[Touched]]]:
    """What has become impossible, put on the lists of its offices."""
    found = {}
    # Read apart from what this process keeps: if the import is taken back, nobody shall have seen it.
    for after in await offices.load(tx.connection, sorted(before), year=tx.now.year):
        touched = await touched_by_import(tx.connection, before[after.id], after, now=tx.now)
        for cause, some in touched.items():
            await put_on_list(tx, office=after.id, touched=some, cause=cause)
        await look_through(tx, after)
        if touched:
            found[after.id] = touched
    return found


async def _offices_and_services(work: _Progress, catalogue: ParsedCatalogue) -> None:
    tenants = sorted({office.tenant_id for office in catalogue.offices})
    have = await imports.stored(work.connection, t.tenant, t.tenant.c.id.in_(tenants))
    # The files know no more of a tenant than its id: a name that somebody gave it stays.
    missing = [{"id": tenant, "name": tenant} for tenant in tenants if (tenant,) not in have]
    await imports.insert(work.connection, t.tenant, missing)
    work.tallies["tenants"] = Tally(new=len(missing), unchanged=len(have))

    scope = sa.or_(t.office.c.tenant_id.in_(tenants), t.office.c.id.in_(work.named))
    have = await imports.stored(work.connection, t.office, scope)
    found = imports.difference(t.office, _rows(catalogue.offices), have)
    await imports.write(
        work.connection, t.office, found, beside={**asdict(OfficeRules()), "call_order": {}, "version": 0}
    )
    work.touched |= {row["id"] for row in found.changed}
    work.tallies["offices"] = _tally(found)

    have = await imports.stored(work.connection, t.service)
    found = imports.difference(t.service, _rows(catalogue.services), have)
    await imports.write(work.connection, t.service, found)
    work.services |= {row["id"] for row in found.changed}
    elsewhere = await imports.offered_elsewhere(work.connection, tenants=tenants)
    work.tallies["services"] = _tally(replace(found, gone=[k for k in found.gone if k[0] not in elsewhere]))


async def _belonging(work: _Progress, kind: str, table: sa.Table, entries: Sequence[Any]) -> None:
    """Rows of offices that have keys of their own."""
    have = await _stored(work, table)
    await _write(work, kind, table, imports.difference(table, _rows(entries), have))


async def _write(work: _Progress, kind: str, table: sa.Table, found: Difference) -> None:
    await imports.write(work.connection, table, found)
    work.touched |= {row["office_id"] for row in (*found.new, *found.changed)}
    work.tallies[kind] = _tally(found)


async def _counters(work: _Progress, catalogue: ParsedCatalogue) -> None:
    """Counters in the order of the file. Desks that are only counted stay as they were furnished."""
    have = await _stored(work, t.counter)
    listed = _rows(catalogue.counters or ())
    counted = [
        {name: have[key][name] for name in row} if (key := (row["office_id"], row["id"])) in have else row
        for row in _rows(catalogue.desks)
    ]
    wanted = in_file_order([*listed, *counted], have)
    await _write(work, "counters", t.counter, imports.difference(t.counter, wanted, have))


async def _opening(work: _Progress, entries: Sequence[Any]) -> None:
    """The opening hours of an office that the file names are those of the file, and no others."""
    have = await _stored(work, t.opening_rule)
    added, removed = _replaced(work, "opening hours", _rows(entries), have)
    changed = {row["office_id"] for row in added} | {key[0] for key in removed}
    # Rules are numbered: the whole set of an office is written anew.
    await imports.delete(work.connection, t.opening_rule, [key for key in have if key[0] in changed])
    position: dict[str, int] = defaultdict(int)
    rows = []
    for row in _rows(entries):
        if row["office_id"] in changed:
            rows.append({**row, "position": position[row["office_id"]]})
            position[row["office_id"]] += 1
    await imports.insert(work.connection, t.opening_rule, rows)


async def _shifts(work: _Progress, entries: Sequence[Any]) -> None:
    """The same for shifts, which have ids inside: equal ones keep theirs."""
    have = await _stored(work, t.shift)
    added, removed = _replaced(work, "shifts", _rows(entries), have)
    await imports.delete(work.connection, t.shift, removed)
    ids = [sha256(repr(sorted(row.items())).encode()).hexdigest()[:32] for row in added]
    await imports.insert(
        work.connection, t.shift, [{**row, "id": id_} for row, id_ in zip(added, ids, strict=True)]
    )


def _replaced(
    work: _Progress, kind: str, wanted: Sequence[Values], have: Mapping[Key, Values]
) -> tuple[list[Values], list[Key]]:
    """Which rows are to come and which to go, for the offices that the file names."""
    of_file = {row["office_id"] for row in wanted}
    columns = [name for name in wanted[0] if name != "id"] if wanted else []
    left = Multiset(repr([row[name] for name in columns]) for row in wanted)
    removed = []
    for key, row in have.items():
        content = repr([row[name] for name in columns])
        if key[0] not in of_file:
            continue
        if left[content]:
            left[content] -= 1
        else:
            removed.append(key)
    added = [row for row in wanted if left[repr([row[name] for name in columns])]]
    work.touched |= {row["office_id"] for row in added} | {key[0] for key in removed}
    work.tallies[kind] = Tally(
        new=len(added),
        unchanged=len(wanted) - len(added),
        removed=len(removed),
        kept=tuple(sorted({key[0] for key in have} - of_file)),
    )
    return added, removed


async def _stored(work: _Progress, table: sa.Table) -> dict[Key, Values]:
    return await imports.stored(work.connection, table, table.c.office_id.in_(work.named))


def _rows(entries: Sequence[Any]) -> list[dict[str, Any]]:
    """Entries as rows: their fields are named like the columns, and JSON knows lists alone."""
    return [{name: _plain(value) for name, value in asdict(entry).items()} for entry in entries]


def _plain(value: Any) -> Any:
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _tally(found: Difference) -> Tally:
    return Tally(
        new=len(found.new),
        changed=len(found.changed),
        unchanged=found.unchanged,
        kept=tuple("/".join(str(part) for part in key) for key in found.gone),
    )
