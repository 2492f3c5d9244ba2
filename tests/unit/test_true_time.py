# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A terminal whose clock is wrong still knows what time it is, once the server has said it."""

import datetime as dt

from aufruf_kiosk.ledger.true_time import Moment, TrueClock, moment_json, moment_of
from tests.builders import at

ONE_HOUR = dt.timedelta(hours=1)


class Machine:
    """A terminal: what its clock on the wall shows, and how long it has been running."""

    def __init__(self, wall: dt.datetime, *, boot: str = "first", ticks: float = 100.0) -> None:
        self.wall, self.boot, self.ticks = wall, boot, ticks

    def clock(self, known: Moment | None = None) -> TrueClock:
        return TrueClock(known=known, boot=self.boot, ticks=lambda: self.ticks, wall=lambda: self.wall)

    def passes(self, **length: float) -> None:
        self.wall += dt.timedelta(**length)
        self.ticks += dt.timedelta(**length).total_seconds()


def test_until_the_server_has_spoken_the_wall_counts() -> None:
    machine = Machine(at("09:00"))
    assert machine.clock().now() == Moment(at=at("09:00"), boot="first", ticks=100.0)


def test_what_happened_before_the_server_spoke_is_put_right_too() -> None:
    machine = Machine(at("09:00") - dt.timedelta(days=3000))  # its battery is empty
    clock = machine.clock()
    touch = clock.now()
    machine.passes(minutes=30)
    assert clock.learn(at("10:00"))
    assert clock.true(touch) == at("09:30")
    machine.passes(minutes=5)
    assert clock.now().at == at("10:05")


def test_a_wall_that_somebody_sets_changes_nothing_after_that() -> None:
    machine = Machine(at("09:00"))
    clock = machine.clock()
    clock.learn(at("09:00"))
    machine.wall += ONE_HOUR
    machine.passes(minutes=1)
    assert clock.now().at == at("09:01")


def test_started_anew_time_has_not_run_backwards() -> None:
    known = Moment(at=at("11:00"), boot="first", ticks=5000.0)
    behind = Machine(at("03:00"), boot="second", ticks=20.0).clock(known)
    assert behind.now().at == at("11:00") + dt.timedelta(seconds=20)
    right = Machine(at("11:30"), boot="second", ticks=20.0).clock(known)
    assert right.now().at == at("11:30")


def test_of_an_earlier_start_what_was_noted_then_counts() -> None:
    clock = Machine(at("11:30"), boot="second").clock()
    clock.learn(at("11:31"))
    assert clock.true(Moment(at=at("10:00"), boot="first", ticks=9999.0)) == at("10:00")


def test_what_is_known_already_is_not_learned_again_each_second() -> None:
    machine = Machine(at("09:00"))
    clock = machine.clock()
    assert clock.learn(at("09:00"))
    machine.passes(seconds=5)
    assert not clock.learn(at("09:00") + dt.timedelta(seconds=5))
    machine.passes(minutes=11)
    assert clock.learn(at("09:11") + dt.timedelta(seconds=5))
    assert clock.learn(at("09:20"))  # the clock of a rehearsal jumps


def test_a_moment_comes_back_as_it_was_stored() -> None:
    moment = Moment(at=at("09:00"), boot="first", ticks=12.5)
    assert moment_of(moment_json(moment)) == moment
