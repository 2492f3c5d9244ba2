# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our opening hours against the cases of a library for OpenStreetMap's: those that an office can enter."""

import datetime as dt
import json
import re
from collections import Counter
from contextlib import suppress
from functools import cache
from typing import Any

import pytest

from aufruf.domain.opening import OpeningHours, intervals_on
from tests.shared import DATA
from tests.shared.osm_fitting import FITTING
from tests.shared.osm_rules import BERLIN, opening_hours
from tests.shared.osm_strings import DoesNotFit

STRINGS = 716
FITTING_STRINGS = 182
REFUSED_STRINGS = 167
HARMLESS = '; 00:23-00:42 unknown "warning at correct position?"'
NOT_THE_STRINGS_FAULT = "Wrong constructor call"
RIGHT_FOR_US = ["Mo 12:00-14:00"]  # refused there only by a mode that wants points in time

Moments = tuple[dt.datetime, dt.datetime]


@cache
def content() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "osm_opening_hours_cases.json").read_text("utf-8"))
    return found


def moment(text: str) -> dt.datetime:
    """Read a moment of the file: the wall clock of Berlin, also where the file's making added a Z.

    Like the library that the file is from, it takes 31 November for 1 December.
    """
    year, month, day, hour, minute = (int(part) for part in re.findall(r"\d+", text)[:5])
    wall = dt.datetime(year, month, 1, hour, minute, tzinfo=BERLIN) + dt.timedelta(days=day - 1)
    return wall.astimezone(dt.UTC)


def land_of(case: dict[str, Any]) -> str | None:
    place = case["place"] or ""
    return place.removeprefix("de_").upper() if place.startswith("de_") else None


@cache
def fitting() -> list[tuple[str, str, OpeningHours, dict[str, Any]]]:
    """List name, string, our rules and the case of every string that an office can enter."""
    found = []
    for case in content()["tests"]:
        first, last = days(case)
        for text in case["values"]:
            with suppress(DoesNotFit):
                hours = opening_hours(text, first=first, last=last, land=land_of(case))
                found.append((case["name"], text, hours, case))
    return found


def days(case: dict[str, Any]) -> tuple[dt.date, dt.date]:
    """Give the dates a case looks at, and the evening before."""
    first, last = (moment(case[key]).astimezone(BERLIN).date() for key in ("from", "to"))
    return first - dt.timedelta(days=1), last


def is_as_expected(hours: OpeningHours, case: dict[str, Any]) -> bool:
    """Compare our intervals with those of the case, within its time."""
    first, last = days(case)
    begin, end = moment(case["from"]), moment(case["to"])
    dates = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    ours = [
        (max(opens, begin), min(closes, end))
        for date in dates
        for opens, closes in intervals_on(hours, date)
        if opens < end and closes > begin
    ]
    return joined(ours) == joined([(moment(part[0]), moment(part[1])) for part in case["intervals"]])


def joined(intervals: list[Moments]) -> list[Moments]:
    found: list[Moments] = []
    for begin, end in sorted(intervals):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((begin, end))
    return found


def test_the_share_of_strings_that_fit_is_known_by_name() -> None:
    in_all = sum(len(case["values"]) for case in content()["tests"])
    names = Counter(name for name, *_ in fitting())
    print(f"{names.total()} of {in_all} opening-hours strings can be entered as rules")  # noqa: T201 the share
    assert in_all == STRINGS
    assert dict(names) == FITTING
    assert sum(FITTING.values()) == FITTING_STRINGS


@pytest.mark.parametrize("name", FITTING)
def test_every_string_that_fits_opens_exactly_when_the_case_says(name: str) -> None:
    wrong = [text for of, text, hours, case in fitting() if of == name and not is_as_expected(hours, case)]
    assert wrong == []


def test_what_must_be_refused_is_refused() -> None:
    # Most carry a harmless second part with a comment, which alone would be refused here: taken off.
    texts = [
        str(text).removesuffix(HARMLESS)
        for case in content()["must_fail"]
        if not case["name"].startswith(NOT_THE_STRINGS_FAULT)
        for text in case["values"]
    ]
    assert len(texts) == REFUSED_STRINGS
    accepted = []
    for text in texts:
        with suppress(DoesNotFit):
            opening_hours(text, first=dt.date(2012, 10, 1), last=dt.date(2012, 10, 8), land=None)
            accepted.append(text)
    assert accepted == RIGHT_FOR_US
