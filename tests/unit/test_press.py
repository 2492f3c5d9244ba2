# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was pressed holds for what was seen: whatever has moved on since is not moved again."""

from dataclasses import replace

import pytest

from aufruf.domain import visit as moves
from aufruf.domain.errors import WrongState
from aufruf.domain.press import Press, check_counter, check_visit, counter_mark, visit_mark
from aufruf.domain.visit import Visit
from tests.builders import at, visit


def mark(of: Visit) -> str:
    return visit_mark(of.state, called_at=of.called_at, ended_at=of.ended_at)


def press(of: Visit, *, counter: str = "1") -> Press:
    return Press(counter=counter, user="anna", mark=mark(of))


CALLED = moves.call(visit(), counter="1", now=at("09:10"))


def test_a_press_holds_while_nothing_has_happened() -> None:
    check_visit(CALLED, press(CALLED))
    check_visit(CALLED, Press(counter="1", user="anna"))  # of a page that says nothing of how it stood


@pytest.mark.parametrize(
    "later",
    [
        moves.recall(CALLED, now=at("09:11")),
        moves.serve(CALLED, now=at("09:11")),
        moves.call(moves.transfer(CALLED, for_counter=None), counter="1", now=at("09:12")),
        replace(CALLED, counter="2"),
    ],
    ids=["called again", "served", "sent on and called again", "at another counter"],
)
def test_a_press_does_not_hold_for_what_has_moved_on(later: Visit) -> None:
    with pytest.raises(WrongState):
        check_visit(later, press(CALLED))


def test_a_second_finish_is_another_one_to_take_back() -> None:
    once = moves.finish(moves.serve(CALLED, now=at("09:11")), now=at("09:12"))
    again = moves.finish(moves.undo(once, now=at("09:12")), now=at("09:13"))
    assert mark(once) != mark(again)


def test_next_is_meant_for_the_counter_as_it_stood() -> None:
    before = Press(counter="1", user="anna", mark=counter_mark(None))
    check_counter(None, before)
    with pytest.raises(WrongState):
        check_counter(at("09:10"), before)
