# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
import datetime as dt

import pytest

from aufruf.db.holidays import LANDS, public_holidays


def test_without_a_land_the_nine_holidays_of_the_country_are_given() -> None:
    assert sorted(f"{date:%d.%m.}" for date in public_holidays(None, 2026)) == sorted(
        ["01.01.", "03.04.", "06.04.", "01.05.", "14.05.", "25.05.", "03.10.", "25.12.", "26.12."]
    )


@pytest.mark.parametrize("land", sorted(LANDS))
def test_every_land_has_the_holidays_of_the_country_and_none_of_another_year(land: str) -> None:
    found = public_holidays(land, 2026)
    assert found >= public_holidays(None, 2026)
    assert {date.year for date in found} == {2026}


@pytest.mark.parametrize(
    ("land", "date", "expected"),
    [
        ("BY", dt.date(2026, 8, 15), True),
        ("BY", dt.date(2026, 8, 8), False),
        ("BY", dt.date(2026, 11, 18), False),
        ("SN", dt.date(2026, 11, 18), True),
        ("SL", dt.date(2026, 8, 15), True),
        ("BW", dt.date(2026, 8, 15), False),
        ("BE", dt.date(2026, 3, 8), True),
    ],
)
def test_a_land_has_its_own_holidays(land: str, date: dt.date, *, expected: bool) -> None:
    assert (date in public_holidays(land, date.year)) is expected


@pytest.mark.parametrize("land", ["", "XX", "by", "Augsburg"])
def test_what_is_no_land_is_refused(land: str) -> None:
    with pytest.raises(ValueError, match="is not the code of a Land"):
        public_holidays(land, 2026)
