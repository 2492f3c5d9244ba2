# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people are told of a spread, and of several together."""

import datetime as dt
import subprocess
import sys

import pytest

from aufruf.planning.waits import talking, worker
from aufruf.planning.waits.forecast import expectation, for_people, mixed
from aufruf.planning.waits.scene import LEVELS, Outlook, Spread
from aufruf.planning.waits.waiting import Wait
from aufruf.reads.coverage import by_week

USUAL = (0.1, 0.5, 0.9)
EVEN = Spread(quantiles=tuple(100 * level for level in LEVELS), not_today=0.0)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0, 3, (0, 3)), (7, 14, (7, 14)), (12, 23, (12, 25)), (19, 41, (15, 45)), (20, 40, (20, 40))],
)
def test_people_are_told_steps_of_five_minutes_where_it_is_long(
    low: int, high: int, said: tuple[int, int]
) -> None:
    assert for_people(Wait(low=low, likely=low, high=high)) == said


def test_a_spread_at_the_offices_own_levels() -> None:
    found = expectation(EVEN, (0.2, 0.5, 0.95))
    assert found is not None
    assert found.wait == Wait(low=20, likely=50, high=95)
    assert found.simulated == tuple(round(100 * level) for level in LEVELS)


def test_where_nobody_is_served_there_is_no_wait_but_a_warning() -> None:
    found = expectation(Spread(quantiles=None, not_today=1.0), USUAL)
    assert found is not None
    assert (found.wait, found.simulated, found.perhaps_not_today) == (None, None, True)
    assert expectation(None, USUAL) is None


def test_a_mix_lies_between_what_it_is_mixed_of() -> None:
    later = Spread(quantiles=tuple(100 + 100 * level for level in LEVELS), not_today=0.4)
    both = mixed([(1.0, EVEN), (1.0, later)])
    assert both is not None
    assert both.quantiles is not None
    assert both.not_today == pytest.approx(0.2)
    assert list(both.quantiles) == sorted(both.quantiles)
    assert both.quantiles[5] == pytest.approx(80, abs=3)  # of 1.6 people 0.8 come first
    alone = mixed([(2.0, EVEN), (0.0, later)])
    assert alone is not None
    assert alone.quantiles == pytest.approx(EVEN.quantiles, abs=1.5)
    assert mixed([]) is None


def test_weeks_are_those_of_the_calendar() -> None:
    days = [(dt.date(2026, 12, 28), [[1, 2, 3, 2.5, 0.5]]), (dt.date(2027, 1, 3), [[1, 2, 3, 3.5, 1.0]])]
    [week] = by_week(days)
    assert (week.name, week.told, week.covered, week.share) == ("2026-W53", 2, 1, 0.5)


def test_scenes_and_answers_arrive_as_they_were_sent() -> None:
    said = talking.framed(worker.TRIAL)
    assert talking.length_of(said[:4]) == len(said) - 4
    assert talking.read_scene(said[4:]) == worker.TRIAL
    answer = talking.Foreseen(Outlook(waiting=(EVEN,), questions=()))
    assert talking.read_answer(talking.framed(answer)[4:]) == answer
    with pytest.raises(ValueError, match="none of ours"):
        talking.length_of(b"\xff\xff\xff\xff")


def test_the_server_itself_knows_neither_numpy_nor_numba() -> None:
    program = "import sys, aufruf.app; sys.exit(bool({'numpy', 'numba', 'highspy'} & sys.modules.keys()))"
    subprocess.run([sys.executable, "-c", program], check=True)
