# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The holidays of the package against a list kept by others, for every Land and fifteen years."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # its types are a package of their own
from dateutil.easter import easter  # type: ignore[import-untyped]  # the same

from aufruf.db.holidays import LANDS, public_holidays
from tests.shared import DATA

YEARS = range(2020, 2036)
ONLY_IN_THE_FILE = {
    # Augsburg's feast is a holiday in the city of Augsburg alone; the file gives it to all of Bavaria.
    "BY": {dt.date(year, 8, 8) for year in YEARS},
    # Women's day is a holiday there since 2023, which the file does not say.
    "MV": {dt.date(year, 3, 8) for year in (2020, 2021, 2022)},
}
ONLY_OURS = {
    # Single holidays in remembrance of 1945, which the file does not know.
    "BE": {dt.date(2020, 5, 8), dt.date(2025, 5, 8)},
}


@cache
def holiday_file() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DATA / "de_public_holidays.yaml").read_text("utf-8"))
    return content


def names_of_lands() -> dict[str, str]:
    """Map the code of each Land to its name in the file."""
    return {
        content["_state_code"].upper(): name
        for name, content in holiday_file().items()
        if isinstance(content, dict)
    }


def date_of(entry: dict[str, Any], year: int) -> dt.date:
    if "fixed_date" in entry:
        return dt.date(year, *entry["fixed_date"])
    if entry["variable_date"] == "easter":
        easter_sunday: dt.date = easter(year)
        return easter_sunday + dt.timedelta(days=entry.get("offset", 0))
    assert entry["variable_date"] == "nextWednesday16Nov"
    sixteenth = dt.date(year, 11, 16)
    return sixteenth + dt.timedelta(days=(2 - sixteenth.weekday()) % 7)


def in_the_file(land: str, years: Iterable[int]) -> set[dt.date]:
    name = names_of_lands()[land]
    return {
        date_of(entry, year)
        for year in years
        for entry in holiday_file()["PH"]
        if name in entry.get("only_states", [name]) and year == entry.get("year", year)
    }


def test_the_file_knows_the_same_lands() -> None:
    assert set(names_of_lands()) == LANDS


@pytest.mark.parametrize("land", sorted(LANDS))
def test_the_holidays_are_those_of_the_file_but_for_the_named_differences(land: str) -> None:
    ours = {date for year in YEARS for date in public_holidays(land, year)}
    theirs = in_the_file(land, YEARS)
    assert theirs - ours == ONLY_IN_THE_FILE.get(land, set())
    assert ours - theirs == ONLY_OURS.get(land, set())


def test_both_give_15_august_to_all_of_bavaria_though_it_is_a_matter_of_the_municipality() -> None:
    # Stated, not hidden: where it is a working day, a rule of that single day opens the office.
    day = dt.date(2026, 8, 15)
    assert day in public_holidays("BY", 2026)
    assert day in in_the_file("BY", [2026])
