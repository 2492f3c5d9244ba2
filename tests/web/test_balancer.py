# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that makes plans: it answers, and is ended when it hangs."""

import asyncio
import os
import signal
import sys
import time

import pytest

from aufruf.domain.errors import NoPlanFound, TooMany
from aufruf.live.balancing import IN_LINE, Balancer
from aufruf.planning.plans.balance import Duty, Person, Problem, Rule, Span
from aufruf.planning.plans.balancing import Question

SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")
FAILS = (sys.executable, "-c", "raise SystemExit('there is no licence for this')")


def question(*, counters: int = 2, seconds: float = 5.0) -> Question:
    """Two people and one counter are one too many."""
    day = Duty(480, 960, (Span(720, 750),))
    people = tuple(Person(id=each, serves=frozenset({0}), duty=day) for each in ("anna", "bela"))
    work = tuple(10.0 if 32 <= period < 64 else 0.0 for period in range(96))
    problem = Problem(
        periods=96,
        people=people,
        booked=(work,),
        walk_ins=((0.0,) * 96,),
        opening=(Span(480, 960),),
        counters=(counters,) * 96,
    )
    return Question(problem=problem, seconds=seconds)


async def test_a_question_is_answered() -> None:
    reply = await Balancer()(question())
    assert reply.proposal is not None
    breaks = [duty.breaks for duty in reply.proposal.duties if duty is not None]
    assert len(breaks) == 2
    assert breaks[0] != breaks[1]  # they no longer go at the same time


async def test_rules_that_clash_are_an_answer() -> None:
    reply = await Balancer()(question(counters=1))
    assert reply.impossible is not None
    assert {clash.rule for clash in reply.impossible.clashes} == {Rule.COUNTERS}


async def test_a_process_that_is_stopped_is_ended_and_the_loop_goes_on() -> None:
    balancer = Balancer(program=SLEEPS, patience=1.5)
    asked = asyncio.create_task(balancer(question(seconds=1.5)))
    while balancer.process is None:  # noqa: ASYNC110 (it begins within the call)
        await asyncio.sleep(0.01)
    pid = balancer.process.pid
    os.kill(pid, signal.SIGSTOP)
    longest, last = 0.0, time.monotonic()
    while not asked.done():
        await asyncio.sleep(0.01)
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    with pytest.raises(NoPlanFound) as refused:
        await asked
    assert refused.value.facts == {"why": "time"}
    assert longest < 2.0  # of the three seconds that it is waited for
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_process_that_is_killed_or_fails_is_told_apart_from_one_that_found_nothing() -> None:
    with pytest.raises(NoPlanFound) as refused:
        await Balancer(program=FAILS)(question())
    assert refused.value.facts == {"why": "failed"}
    balancer = Balancer(program=SLEEPS)
    asked = asyncio.create_task(balancer(question()))
    while balancer.process is None:  # noqa: ASYNC110 (it begins within the call)
        await asyncio.sleep(0.01)
    balancer.process.kill()
    with pytest.raises(NoPlanFound):
        await asked


async def test_whoever_stops_waiting_takes_the_process_with_them() -> None:
    balancer = Balancer(program=SLEEPS)
    asked = asyncio.create_task(balancer(question()))
    while balancer.process is None:  # noqa: ASYNC110 (it begins within the call)
        await asyncio.sleep(0.01)
    pid = balancer.process.pid
    asked.cancel()
    await asyncio.wait([asked])
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_one_plan_is_made_at_a_time_and_a_crowd_is_told_to_come_back() -> None:
    balancer = Balancer(program=SLEEPS)
    asked = [asyncio.create_task(balancer(question())) for _ in range(IN_LINE)]
    await asyncio.sleep(0)
    with pytest.raises(TooMany):
        await balancer(question())
    for each in asked:
        each.cancel()
    await asyncio.wait(asked)
