# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import datetime as dt
from typing import Any

import pytest

from aufruf.db import holidays
from aufruf.domain.catalogue import CounterKind
from aufruf.domain.errors import NotValid
from aufruf.domain.importing import ParsedCatalogue, parse_catalogue, write_catalogue
from aufruf.domain.importing import entries as e
from aufruf.domain.opening import OpeningKind

GOOD = {
    "offices.csv": "office,name,state,counters\nmitte,Bürgerbüro Mitte,BY,2\n",
    "services.csv": "service,name,duration_minutes\nausweis,Personalausweis,15\npass,Reisepass,20\n",
    "office_services.csv": "office,service\nmitte,ausweis\n",
    "opening_hours.csv": "office,weekday,local_from,local_to\nmitte,mo,08:00,12:00\n",
}
STAFF = {"staff.csv": "staff,office,name,skills\nanna,mitte,Anna Beispiel,*\n"}


def parse(**changed: str | bytes | None) -> ParsedCatalogue:
    """Parse the good files with some changed (by name without .csv), or with None left out."""
    files: dict[str, Any] = dict(GOOD)
    for name, content in changed.items():
        files[f"{name}.csv"] = content
    given = {n: c.encode() if isinstance(c, str) else c for n, c in files.items() if c is not None}
    return parse_catalogue(given, lands=holidays.LANDS)


def refusals(**changed: str | bytes | None) -> list[tuple[str, str]]:
    with pytest.raises(NotValid) as refused:
        parse(**changed)
    return list(refused.value.errors)


def test_a_small_town_is_read_with_its_defaults() -> None:
    town = parse()
    assert town.offices == (e.OfficeEntry(id="mitte", name="Bürgerbüro Mitte", land="BY"),)
    assert town.services[0] == e.ServiceEntry(id="ausweis", name="Personalausweis", duration_minutes=15)
    assert town.offers == (e.OfferEntry(office_id="mitte", service_id="ausweis"),)
    assert [desk.id for desk in town.desks] == ["1", "2"]
    assert town.offices[0].tenant_id == "default"
    assert town.offices[0].walk_in_guard
    assert (town.closures, town.counters, town.staff, town.shifts) == (None, None, None, None)
    assert town.warnings == ()


def test_every_column_is_read() -> None:
    town = parse(
        offices="office,name,tenant,street,house_number,postal_code,city,lat,lon,timezone,state,"
        "grid_minutes,counters,walk_in_guard\nmitte,Mitte,stadt,Am Platz,1a,12345,Musterstadt,"
        "48.1,-11.5,Europe/Lisbon,,15,,0\n",
        services="service,name,duration_minutes,leika_keys,max_quantity,combinable,online,keywords,"
        'documents,group\nausweis,Ausweis,15,99001002003000  99001002003001,3,ausweis,1,"a, b",'
        '"Foto\nalter Ausweis",BC\n',
        office_services="office,service,duration_minutes,appointments,walk_ins\nmitte,ausweis,25,0,1\n",
        opening_hours="office,weekday,local_from,local_to,valid_from,valid_to,every_n_weeks,"
        "week_of_month,kind\nmitte,sa,22:00,24:00,2026-01-01,2026-12-31,2,5,walk_ins\n",
        closures="office,from,to,reason\nmitte,2026-12-24,2026-12-31,Betriebsruhe\n",
        counters="office,counter,kind,room\nmitte,T1,terminal,Foyer\n",
        staff="staff,office,name,skills\nanna,mitte,Anna Beispiel,ausweis ausweis\nbela,mitte,,-\n",
        shifts="staff,office,date,local_from,local_to,breaks,counter\n"
        "anna,mitte,2026-11-23,08:00,16:00,12:00-12:30 14:00-14:10,T1\nanna,mitte,2026-11-24,,,,\n",
    )
    assert town.offices == (
        e.OfficeEntry(
            id="mitte",
            name="Mitte",
            tenant_id="stadt",
            street="Am Platz",
            house_number="1a",
            postal_code="12345",
            city="Musterstadt",
            lat=48.1,
            lon=-11.5,
            timezone="Europe/Lisbon",
            grid_minutes=15,
            walk_in_guard=False,
        ),
    )
    assert town.services == (
        e.ServiceEntry(
            id="ausweis",
            name="Ausweis",
            duration_minutes=15,
            leika_keys=("99001002003000", "99001002003001"),
            max_quantity=3,
            combinable=("ausweis",),
            online=True,
            keywords="a, b",
            documents="Foto\nalter Ausweis",
            ticket_group="BC",
        ),
    )
    assert town.offers == (
        e.OfferEntry(office_id="mitte", service_id="ausweis", duration_minutes=25, appointments=False),
    )
    assert town.opening == (
        e.OpeningEntry(
            office_id="mitte",
            weekday=5,
            local_from=dt.time(22),
            local_to=dt.time(0),
            valid_from=dt.date(2026, 1, 1),
            valid_to=dt.date(2026, 12, 31),
            every_n_weeks=2,
            week_of_month=5,
            kind=OpeningKind.WALK_INS,
        ),
    )
    closure = e.ClosureEntry(
        office_id="mitte", first=dt.date(2026, 12, 24), last=dt.date(2026, 12, 31), reason="Betriebsruhe"
    )
    assert town.closures == (closure,)
    assert town.counters == (
        e.CounterEntry(office_id="mitte", id="T1", kind=CounterKind.TERMINAL, room="Foyer"),
    )
    assert town.staff == (
        e.StaffEntry(office_id="mitte", id="anna", name="Anna Beispiel", skills=("ausweis",)),
        e.StaffEntry(office_id="mitte", id="bela", skills=()),
    )
    assert town.shifts == (
        e.ShiftEntry(
            office_id="mitte",
            staff_id="anna",
            date=dt.date(2026, 11, 23),
            local_from=dt.time(8),
            local_to=dt.time(16),
            breaks=(("12:00", "12:30"), ("14:00", "14:10")),
            counter_id="T1",
        ),
        e.ShiftEntry(office_id="mitte", staff_id="anna", date=dt.date(2026, 11, 24)),
    )
    written = write_catalogue(town)
    assert parse_catalogue(written, lands=holidays.LANDS) == town
    assert b"22:00,24:00" in written["opening_hours.csv"]


BAD_CELLS = [
    ("offices", "office,name", "a/b,Mitte", "is not an id"),
    ("offices", "office,name", f"{'x' * 65},Mitte", "is not an id"),
    ("offices", "office,name", ",Mitte", "office is empty"),
    ("offices", "office,name", "mitte,", "name is empty"),
    ("offices", "office,name", f"mitte,{'x' * 201}", "name is longer than 200 characters"),
    ("offices", "office,name", "mitte,Mit\x00te", "name has a control character"),
    ("offices", "office,name", "mitte,Mit\x1bte", "name has a control character"),
    ("offices", "office,name", "mitte,Mit\u202ete", "name has a control character"),
    ("offices", "office,name", 'mitte,"Mit\nte"', "name has a control character"),
    ("offices", "office,name,tenant", "mitte,Mitte,a b", "tenant"),
    ("offices", "office,name,timezone", "mitte,Mitte,Europe/Musterstadt", "is not a known time zone"),
    ("offices", "office,name,timezone", "mitte,Mitte,Europe", "is not a known time zone"),
    ("offices", "office,name,timezone", "mitte,Mitte,../../etc/passwd", "is not a known time zone"),
    ("offices", "office,name,state", "mitte,Mitte,Bayern", "state"),
    ("offices", "office,name,state", "mitte,Mitte,by", "state"),
    ("offices", "office,name,grid_minutes", "mitte,Mitte,0", "from 1 to 1440"),
    ("offices", "office,name,grid_minutes", "mitte,Mitte,1441", "from 1 to 1440"),
    ("offices", "office,name,grid_minutes", "mitte,Mitte,5.5", "is not a whole number"),
    ("offices", "office,name,grid_minutes", "mitte,Mitte,٥", "is not a whole number"),
    ("offices", "office,name,counters", "mitte,Mitte,1000", "from 0 to 999"),
    ("offices", "office,name,counters", "mitte,Mitte,-1", "from 0 to 999"),
    ("offices", "office,name,walk_in_guard", "mitte,Mitte,yes", "is neither 0 nor 1"),
    ("offices", "office,name,lat,lon", "mitte,Mitte,91,0", "lat"),
    ("offices", "office,name,lat,lon", "mitte,Mitte,48,nan", "lon"),
    ("offices", "office,name,lat,lon", "mitte,Mitte,48,", "lat and lon belong together"),
    ("services", "service,name,duration_minutes", "ausweis,Ausweis,", "duration_minutes is empty"),
    ("services", "service,name,duration_minutes", "ausweis,Ausweis,0", "from 1 to 1440"),
    ("services", "service,name,duration_minutes", f"ausweis,{'x' * 301},5", "longer than 300"),
    ("services", "service,name,duration_minutes,leika_keys", "ausweis,A,5,98001002003000", "14 digits"),
    ("services", "service,name,duration_minutes,leika_keys", "ausweis,A,5,9900100200300", "14 digits"),
    ("services", "service,name,duration_minutes,max_quantity", "ausweis,A,5,0", "from 1 to 99"),
    ("services", "service,name,duration_minutes,combinable", "ausweis,A,5,a/b", "is not an id"),
    ("services", "service,name,duration_minutes,online", "ausweis,A,5,2", "is neither 0 nor 1"),
    ("services", "service,name,duration_minutes,group", "ausweis,A,5,ABC", "one or two letters"),
    ("services", "service,name,duration_minutes,group", "ausweis,A,5,a", "one or two letters"),
    ("office_services", "office,service", "nord,ausweis", '"nord" is not in offices.csv'),
    ("office_services", "office,service", "mitte,hund", '"hund" is not in services.csv'),
    ("office_services", "office,service,duration_minutes", "mitte,ausweis,x", "duration_minutes"),
    ("opening_hours", "office,weekday,local_from,local_to", "nord,mo,08:00,12:00", "offices.csv"),
    ("opening_hours", "office,weekday,local_from,local_to", "mitte,Mo,08:00,12:00", "none of mo, tu"),
    ("opening_hours", "office,weekday,local_from,local_to", "mitte,,08:00,12:00", "all needed"),
    ("opening_hours", "office,weekday,local_from,local_to", "mitte,mo,08:00,", "all needed"),
    ("opening_hours", "office,weekday,local_from,local_to", "mitte,mo,8:00,12:00", "is not a time"),
    ("opening_hours", "office,weekday,local_from,local_to", "mitte,mo,08:00,24:01", "is not a time"),
    ("opening_hours", "office,weekday,local_from,local_to", "mitte,mo,24:00,12:00", "is not a time"),
    ("opening_hours", "office,weekday,local_from,local_to", "mitte,mo,08:00,08:00", "both at 08:00"),
    (
        "opening_hours",
        "office,weekday,local_from,local_to,valid_from",
        "mitte,mo,08:00,12:00,2026-02-30",
        "is not a date",
    ),
    (
        "opening_hours",
        "office,weekday,local_from,local_to,valid_from",
        "mitte,mo,08:00,12:00,20260101",
        "is not a date",
    ),
    (
        "opening_hours",
        "office,weekday,local_from,local_to,valid_from,valid_to",
        "mitte,mo,08:00,12:00,2026-11-24,2026-11-29",
        "no such weekday",
    ),
    (
        "opening_hours",
        "office,weekday,local_from,local_to,valid_from,valid_to",
        "mitte,mo,08:00,12:00,9999-12-31,9999-12-31",
        "out of range",
    ),
    (
        "opening_hours",
        "office,weekday,local_from,local_to,every_n_weeks",
        "mitte,mo,08:00,12:00,2",
        "needs valid",
    ),
    (
        "opening_hours",
        "office,weekday,local_from,local_to,week_of_month",
        "mitte,mo,08:00,12:00,6",
        "from 1 to 5",
    ),
    (
        "opening_hours",
        "office,weekday,local_from,local_to,kind",
        "mitte,mo,08:00,12:00,both",
        "is none of open",
    ),
    ("closures", "office,from,to", "mitte,2026-12-31,2026-12-24", "before it begins"),
    ("closures", "office,from,to", "mitte,,2026-12-24", "from is empty"),
    ("closures", "office,from,to", "nord,2026-12-24,2026-12-24", "offices.csv"),
    ("counters", "office,counter", "nord,1", "offices.csv"),
    ("counters", "office,counter", "mitte,Platz 1", "is not an id"),
    ("counters", "office,counter,kind", "mitte,1,chair", "is none of desk"),
    ("staff", "staff,office,skills", "anna,nord,*", "offices.csv"),
    ("staff", "staff,office,skills", "anna,mitte,hund", "services.csv"),
    ("staff", "staff,office,skills", "anna,mitte,* ausweis", "is not an id"),
]


@pytest.mark.parametrize(("file", "header", "row", "reason"), BAD_CELLS)
def test_a_bad_cell_is_told_with_file_and_line(file: str, header: str, row: str, reason: str) -> None:
    [(where, why), *_] = [
        r for r in refusals(**{file: f"{header}\n{row}\n"}) if r[0].startswith(f"{file}.csv")
    ]
    assert where == f"{file}.csv:2"
    assert reason in why


SHIFT = "staff,office,weekday,date,local_from,local_to,breaks,counter"
BAD_SHIFTS = [
    ("carla,mitte,mo,,08:00,12:00,,", "is not in staff.csv"),
    ("anna,mitte,mo,2026-11-23,08:00,12:00,,", "either weekday or date"),
    ("anna,mitte,,,08:00,12:00,,", "either weekday or date"),
    ("anna,mitte,mo,,,,,", "are needed"),
    ("anna,mitte,,2026-11-23,08:00,,,", "are needed"),
    ("anna,mitte,mo,,08:00,08:00,,", "begins and ends"),
    ("anna,mitte,mo,,08:00,12:00,,3", 'the counter "3" is not known'),
    ("anna,mitte,mo,,08:00,16:00,12:00,", "is not like"),
    ("anna,mitte,mo,,08:00,16:00,07:30-08:30,", "is not inside the shift"),
    ("anna,mitte,mo,,08:00,16:00,15:30-16:30,", "is not inside the shift"),
    ("anna,mitte,mo,,08:00,16:00,12:30-12:00,", "is not inside the shift"),
    ("anna,mitte,mo,,08:00,16:00,12:00-12:00,", "is not inside the shift"),
    ("anna,mitte,mo,,22:00,06:00,07:00-07:30,", "is not inside the shift"),
    ("anna,mitte,mo,,08:00,16:00,12:00-12:30 12:15-12:45,", "overlaps another break"),
    ("anna,mitte,,2026-11-23,,,12:00-12:30,", "has no breaks"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_SHIFTS)
def test_a_bad_shift_is_told_with_its_line(row: str, reason: str) -> None:
    [(where, why)] = refusals(**staffed(f"{SHIFT}\n{row}\n"))
    assert where == "shifts.csv:2"
    assert reason in why


def staffed(shifts: str) -> dict[str, str]:
    return {"staff": STAFF["staff.csv"], "shifts": shifts}


OVERLAPS = [
    ("anna,mitte,mo,,08:00,12:00,,", "anna,mitte,mo,,11:30,16:00,,", True),
    ("anna,mitte,mo,,08:00,12:00,,", "anna,mitte,mo,,12:00,16:00,,", False),
    ("anna,mitte,mo,,22:00,06:00,,", "anna,mitte,tu,,05:00,12:00,,", True),
    ("anna,mitte,su,,22:00,06:00,,", "anna,mitte,mo,,05:00,12:00,,", True),
    ("anna,mitte,mo,,08:00,12:00,,", "anna,mitte,,2026-11-23,08:00,12:00,,", False),
    ("anna,mitte,,2026-11-23,08:00,12:00,,", "anna,mitte,,2026-11-23,11:00,13:00,,", True),
    ("anna,mitte,,2026-11-23,08:00,12:00,,", "anna,mitte,,2026-11-23,,,,", True),
    ("anna,mitte,mo,,08:00,12:00,,", "anna,mitte,mo,,08:00,12:00,,", True),
]


@pytest.mark.parametrize(("first", "second", "is_refused"), OVERLAPS)
def test_nobody_works_twice_at_the_same_time(first: str, second: str, *, is_refused: bool) -> None:
    files = staffed(f"{SHIFT}\n{first}\n{second}\n")
    if is_refused:
        [(where, why)] = refusals(**files)
        assert where.startswith("shifts.csv:")
        assert "on line" in why
    else:
        assert len(parse(**files).shifts or ()) == 2


def test_an_opening_and_a_shift_may_last_beyond_midnight() -> None:
    town = parse(
        opening_hours="office,weekday,local_from,local_to\nmitte,fr,20:00,02:00\nmitte,sa,00:00,24:00\n",
        **staffed(f"{SHIFT}\nanna,mitte,fr,,20:00,02:00,23:50-00:10 01:00-01:15,\n"),
    )
    assert town.opening[0].local_to < town.opening[0].local_from
    assert town.opening[1].local_to == dt.time(0)
    assert (town.shifts or ())[0].breaks == (("23:50", "00:10"), ("01:00", "01:15"))


DUPLICATES = [
    ("offices", "office,name\nmitte,Mitte\nmitte,Nochmals\n"),
    ("services", "service,name,duration_minutes\nausweis,A,5\nausweis,B,6\n"),
    ("office_services", "office,service\nmitte,ausweis\nmitte,ausweis\n"),
    ("opening_hours", "office,weekday,local_from,local_to\nmitte,mo,08:00,12:00\nmitte,mo,08:00,12:00\n"),
    ("closures", "office,from,to\nmitte,2026-12-24,2026-12-24\nmitte,2026-12-24,2026-12-24\n"),
    ("counters", "office,counter\nmitte,1\nmitte,1\n"),
    ("staff", "staff,office\nanna,mitte\nanna,mitte\n"),
]


@pytest.mark.parametrize(("file", "content"), DUPLICATES)
def test_the_same_id_twice_is_a_bad_row(file: str, content: str) -> None:
    assert refusals(**{file: content})[:1] == [(f"{file}.csv:3", "the same is on line 2 already")]


def test_a_person_of_the_same_id_may_work_at_another_office() -> None:
    town = parse(
        offices="office,name\nmitte,Mitte\nnord,Nord\n", staff="staff,office\nanna,mitte\nanna,nord\n"
    )
    assert len(town.staff or ()) == 2


BROKEN_FILES: list[tuple[str | bytes | None, int, str]] = [
    (None, 1, "the file is missing"),
    ("", 1, 'the column "office" is missing'),
    ("office\nmitte\n", 1, 'the column "name" is missing'),
    ("office,name,name\nmitte,Mitte,Mitte\n", 1, 'the column "name" is there twice'),
    ("office;name\nmitte;Mitte\n", 1, 'the column "office" is missing'),
    ("office,name\nmitte\n", 2, "1 cells instead of 2"),
    ("office,name\n\nmitte,Mitte,x\n", 3, "3 cells instead of 2"),
    ('office,name\nmitte,"Mitte\n', 2, "this is not CSV"),
    ("office,name\nmitte,Bürgerbüro\n".encode("latin-1"), 2, "this is not UTF-8"),
    ("office,name\nmitte,Mitte\n".encode("utf-16"), 1, "this is not UTF-8"),
]


@pytest.mark.parametrize(("content", "line", "reason"), BROKEN_FILES)
def test_a_broken_file_is_told_once(content: str | bytes | None, line: int, reason: str) -> None:
    found = [refusal for refusal in refusals(offices=content) if refusal[0].startswith("offices.csv")]
    assert found[0][0] == f"offices.csv:{line}"
    assert found[0][1].startswith(reason)


def test_rows_of_other_files_are_not_blamed_for_a_missing_file() -> None:
    assert refusals(offices=None, services=None) == [
        ("offices.csv:1", "the file is missing"),
        ("services.csv:1", "the file is missing"),
    ]


def test_a_bad_office_does_not_make_its_rows_elsewhere_bad() -> None:
    assert [where for where, _ in refusals(offices="office,name\nmitte,\n")] == ["offices.csv:2"]


def test_every_bad_row_of_every_file_is_listed_in_order() -> None:
    found = refusals(
        offices="office,name,counters\nmitte,Mitte,1\nnord,,1\nost,Ost,x\n",
        services="service,name,duration_minutes\nausweis,A,x\n",
        opening_hours="office,weekday,local_from,local_to\nmitte,mo,1,2\nmitte,mo,08:00,12:00\nx,mo,08:00,12:00\n",
    )
    assert [where for where, _ in found] == [
        "offices.csv:3",
        "offices.csv:4",
        "services.csv:2",
        "opening_hours.csv:2",
        "opening_hours.csv:4",
    ]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    content = (
        'service,name,duration_minutes,documents\r\nausweis,A,5,"Foto\r\nalter Ausweis"\r\n\r\npass,B,x,\r\n'
    )
    assert [where for where, _ in refusals(services=content)] == ["services.csv:5"]


def test_a_byte_order_mark_is_accepted() -> None:
    assert parse(offices=GOOD["offices.csv"].encode("utf-8-sig")) == parse()


def test_an_unknown_service_in_combinable_is_a_warning() -> None:
    town = parse(services="service,name,duration_minutes,combinable\nausweis,A,5,hund ausweis\n")
    assert town.warnings == ('services.csv:2: combinable: the service "hund" is not in services.csv',)
    assert town.services[0].combinable == ("hund", "ausweis")  # without it, it would be combinable with all


def test_what_is_not_of_the_format_is_a_warning() -> None:
    town = parse(offices="office,name,colour\nmitte,Mitte,red\n", closure="office,from,to\n")
    assert town.warnings == (
        "closure.csv:1: this file is not known and was passed over",
        'offices.csv:1: the column "colour" is not known and was passed over',
    )


def test_an_office_that_counters_csv_does_not_name_gets_desks_by_number() -> None:
    town = parse(
        offices="office,name,counters\nmitte,Mitte,2\nnord,Nord,1\n", counters="office,counter\nmitte,T1\n"
    )
    assert [(c.office_id, c.id) for c in town.counters or ()] == [("mitte", "T1")]
    assert [(c.office_id, c.id) for c in town.desks] == [("nord", "1")]


def test_a_file_that_is_far_too_large_is_refused() -> None:
    [(where, why)] = refusals(closures=b"x" * (64 * 1024 * 1024 + 1))
    assert where == "closures.csv:1"
    assert "larger than" in why


def test_a_staff_file_without_skills_makes_generalists() -> None:
    town = parse(staff="staff,office\nanna,mitte\n")
    assert (town.staff or ())[0].skills is None
