# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""AUFRUF-SLOT-1: how fast, how right and how complete the offered times are.

python -m benchmarks.measure_slots [--seeds 500 501 502 503 504 505] [--days 20000] [--without-server]

Invented office: 30 people, 20 services, 8 skills, 60 days, 14,000 bookings. Times are CPU times of this
process, those of the server the kernel's. In the streams 450 people ask one after the other for a service
within an hour of a wished time and take any start that W1 offers; if there is none, W2 is asked for the
wished times, as whoever books for them would. Exact is a mixed-integer program (HiGHS, two starts for each
wish, two seconds). What is shown on the page alone stands beside it, without a bar.
"""

import argparse
import gc
import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

import uvloop

from aufruf.planning.slots import capacity as engine
from aufruf.planning.slots.capacity import Booking, DayCapacity
from benchmarks import results
from benchmarks.held_seeds import SLOT_STREAMS
from benchmarks.results import LEAST, MOST, Result, judged
from benchmarks.slot_days import CELL, CELLS, OPENS, SlotOffice, booked, capacities, slot_office
from benchmarks.slot_server import BOOKINGS, DAYS, measure_server
from benchmarks.slot_streams import Stream, Way, play
from tests.postgres import Postgres
from tests.unit.planted import ERRORS, planted
from tests.unit.small_days import Shares, any_day, check
from tests.unit.test_exact_slots import TestLargeDays

BAR = "AUFRUF-SLOT-1"
OFFICE = 1
ROUNDS = 30
NOTICED_WITHIN = 2000  # small days


def timed(deed: Callable[[], object]) -> float:
    """CPU milliseconds."""
    begun = time.process_time()
    deed()
    return 1000 * (time.process_time() - begun)


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def fill(office: SlotOffice) -> tuple[list[list[Booking]], list[float], list[float]]:
    """Book at random until all are stored: the bookings, and milliseconds of each booking and refusal.

    A booking is all of it: somebody is found, and the day is reckoned anew from what is stored then.
    """
    chance, taken, refused = random.Random(OFFICE), list[float](), list[float]()
    bookings: list[list[Booking]] = [[] for _ in office.days]
    days = capacities(office, bookings)
    gc.collect()
    gc.freeze()  # as the server does with all that was imported
    while len(taken) < BOOKINGS:
        wish, number = chance.choice(office.services), chance.randrange(DAYS)
        first = OPENS + CELL * chance.randrange(CELLS)
        begun = time.process_time()
        placed = days[number].place(need=wish.need, minutes=wish.minutes, first=first)
        passed = time.process_time() - begun
        if placed is None:
            refused.append(1000 * passed)
            continue
        bookings[number] = booked(bookings[number], placed, wish, first)
        begun = time.process_time()
        days[number] = DayCapacity(office.days[number], bookings[number])
        taken.append(1000 * (passed + time.process_time() - begun))
    return bookings, taken, refused


def measure_engine() -> list[Result]:
    """How long the engine takes."""
    office = slot_office(OFFICE, days=DAYS)
    bookings, taken, refused = fill(office)

    def ask(days: Sequence[DayCapacity], number: int) -> float:
        wish = office.services[number]
        return timed(lambda: [day.starts(need=wish.need, minutes=wish.minutes) for day in days])

    days = capacities(office, bookings)
    numbers = range(len(office.services))
    first = [ask(days, number) for number in numbers]
    again = [ask(days, number) for _ in range(ROUNDS) for number in numbers]
    changed = []
    for turn in range(ROUNDS * len(numbers)):
        day = turn % DAYS
        days[day] = DayCapacity(office.days[day], bookings[day])
        changed.append(ask(days, turn % len(numbers)))
    bound = [
        timed(lambda wish=wish: [day.bound(need=wish.need, minutes=wish.minutes) for day in days])  # type: ignore[misc]
        for wish in office.services
    ]
    results.table(
        f"Engine: {DAYS} days, {BOOKINGS} bookings; CPU time",
        [
            ("W1, all starts of a service, days as they are kept", again, "ms"),
            ("the same, another day has changed since each question", changed, "ms"),
            ("the same, very first question", first, "ms"),
            ("H", bound, "ms"),
            ("a booking", taken, "ms"),
            ("a refusal: W1, H and W2 say no", refused, "ms"),
        ],
    )
    print(f"  means: changed {statistics.mean(changed):.3f}, first {statistics.mean(first):.3f}, ", end="")
    print(f"booking {statistics.mean(taken):.3f}, refusal {statistics.mean(refused):.3f} ms; ", end="")
    print(f"p99: changed {percentile(changed, 0.99):.3f}, refusal {percentile(refused, 0.99):.3f} ms")
    return [
        judged(BAR, "W1, 60 kept days, mean ms", value=statistics.mean(again), goal=(MOST, 0.1)),
        judged(BAR, "W1, 60 kept days, p99 ms", value=percentile(again, 0.99), goal=(MOST, 1)),
        judged(BAR, "booking, p99 ms", value=percentile(taken, 0.99), goal=(MOST, 1)),
    ]


def measure_streams(seeds: Sequence[int]) -> list[Result]:
    """How many people get a time."""
    found: Mapping[Way, list[Stream]] = {way: [play(seed, way) for seed in seeds] for way in Way}
    exact = [each.accepted for each in found[Way.EXACT]]
    print(f"\nStreams of 450 requests, seeds {', '.join(map(str, seeds))}: accepted (share of exact)")
    for way, streams in found.items():
        accepted = [each.accepted for each in streams]
        shares = [one / other for one, other in zip(accepted, exact, strict=True)]
        low, high = interval(shares)
        share, broken = sum(accepted) / sum(exact), sum(each.broken for each in streams)
        print(f"  {way.value:66} {sum(accepted):5} {share:.4f} [{low:.4f}, {high:.4f}], broken {broken}")
    ours = sum(each.accepted for each in found[Way.W2])
    one_skill = sum(each.accepted for each in found[Way.ONE_SKILL])
    broken = sum(each.broken for way in (Way.W1, Way.SHOWN, Way.W2) for each in found[way])
    return [
        judged(BAR, "broken promises", value=broken, goal=(MOST, 0)),
        judged(BAR, "accepted / W2 and exact", value=ours / sum(exact), goal=(LEAST, 0.99)),
        judged(BAR, "accepted / one skill per person", value=ours / one_skill, goal=(LEAST, 1.12)),
    ]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Where the mean lies with 95 %, by drawing the streams again."""
    chance = random.Random(1)
    means = sorted(statistics.mean(chance.choices(values, k=len(values))) for _ in range(2000))
    return means[50], means[-51]


def measure_rightness(days: int) -> list[Result]:
    """Exhaustive search on small days; errors that have to be noticed; large numbers."""
    chance, shares = random.Random(20_000), Shares()
    for _ in range(days):
        shares.add(check(any_day(chance), engine))
    print(f"\nSmall days: {shares}")
    unnoticed = [name for name, changes in ERRORS.items() if not is_noticed(changes)]
    for name in unnoticed:
        print(f"  not noticed: {name}")
    large = TestLargeDays()
    large.test_130_people_who_are_all_different_are_counted_right()
    large.test_130_people_who_are_alike_are_counted_right()
    large.test_40_bookings_in_the_way_all_go_to_a_colleague()
    large.test_40_bookings_in_the_way_go_to_a_colleague_who_hands_on_another_first()
    return [
        judged(BAR, "small days that agree with exhaustive search", value=shares.days, goal=(LEAST, days)),
        judged(BAR, "planted errors not noticed", value=len(unnoticed), goal=(MOST, 0)),
        judged(BAR, "cases with 130 people or 40 bookings in the way, right", value=4, goal=(LEAST, 4)),
    ]


def is_noticed(changes: Mapping[str, tuple[str, str]]) -> bool:
    chance = random.Random(4)
    with planted(changes) as broken:
        for _ in range(NOTICED_WITHIN):
            try:
                check(any_day(chance), broken)
            except AssertionError:
                return True
    return False


def measure_api() -> list[Result]:
    """What a question costs the server, on PostgreSQL."""
    with Postgres() as postgres:
        costs = uvloop.run(measure_server(postgres.create_database("slots"), OFFICE))
    print(f"\nServer, one question for 60 days: again {costs.again:.2f} ms CPU, ", end="")
    print(f"a day changed {costs.changed:.2f}, the very first {costs.first:.2f}")
    return [judged(BAR, "60 days through the API, CPU ms", value=costs.again, goal=(MOST, 5))]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=list(SLOT_STREAMS))
    options.add_argument("--days", type=int, default=20_000, help="small days for exhaustive search")
    options.add_argument("--without-server", action="store_true")
    given = options.parse_args()
    found = [*measure_engine(), *measure_streams(given.seeds), *measure_rightness(given.days)]
    if not given.without_server:
        found += measure_api()
    results.keep(found)


if __name__ == "__main__":
    main()
