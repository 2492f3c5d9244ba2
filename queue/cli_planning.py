# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf balance OFFICE DATE`: makes a plan for a day, proposes it, and prints it as a table."""

import datetime as dt
import sys
from typing import TextIO

from aufruf.cli_database import DONE, REFUSED, Commands, Options, say, with_database
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import DayPlan, Movable, PlannedPerson, PlannedShift
from aufruf.domain.errors import NotFound
from aufruf.live.balancing import Balancer, Solve
from aufruf.planning.plans.balancing import SECONDS
from aufruf.reads.plan_answer import Compared, Expected
from aufruf.settings import Settings
from aufruf.web.plan_words import clock_words, kept_words, name_of, obstacle_words
from aufruf.web.planning import make_plan

LONGEST_SEARCH = 600


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf balance`."""
    balancing = commands.add_parser("balance", help="propose shifts and breaks for a day")
    balancing.add_argument("office")
    balancing.add_argument("date", type=dt.date.fromisoformat, help="such as 2026-11-23")
    balancing.add_argument("--breaks-only", action="store_true", help="everybody keeps their shift")
    balancing.add_argument("--seconds", type=_seconds, default=SECONDS, help="to search at most")
    balancing.set_defaults(run=_balance)


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 1 <= seconds <= LONGEST_SEARCH:
        raise ValueError
    return seconds


def _balance(settings: Settings, options: Options) -> int:
    from aufruf.app import COMPILED  # noqa: PLC0415 - what is looked at before needs no server

    movable = Movable.BREAKS if options.breaks_only else Movable.SHIFTS
    solve = Balancer(settings.data_dir / COMPILED)
    return with_database(
        settings,
        lambda db: run_balance(
            db,
            options.office,
            options.date,
            sys.stdout,
            movable=movable,
            seconds=options.seconds,
            solve=solve,
        ),
    )


async def run_balance(
    db: Database,
    office: str,
    date: dt.date,
    out: TextIO,
    *,
    movable: Movable = Movable.SHIFTS,
    seconds: float = SECONDS,
    solve: Solve,
) -> int:
    """Make and propose a plan; 0 if there is one, 1 if the day's rules clash, which then is said."""
    try:
        made = await make_plan(
            db,
            solve,
            office=office,
            date=date,
            made_for="request",
            movable=movable,
            seconds=seconds,
        )
    except NotFound:
        return say(f"there is no office {office}", status=REFUSED)
    plan = made.plan
    if not plan.is_possible:
        for each in plan.obstacles:
            say(obstacle_words(each, made.office, "en"), status=REFUSED)
        return say(f"{office} {date}: not all rules can be kept, there is no plan", status=REFUSED)
    out.write(_table(made.office, plan))
    out.write(_effect(made.effect))
    for each in plan.unmet:
        out.write(f"not met: {obstacle_words(each, made.office, 'en')}\n")
    if not plan.history_days:
        out.write("no history yet: only what is booked was known, for as long as the catalogue says\n")
    if plan.out_of_time:
        out.write(f"the time was over: a better plan may cost up to {plan.gap:.0%} less\n")
    out.write(f"{office} {date}: proposed, {len(plan.changes)} of {len(plan.people)} people would change\n")
    return DONE


def _table(office: Office, plan: DayPlan) -> str:
    rows = [("who", "now", "proposed")]
    rows += [_row(office, person) for person in plan.people]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(f"{who:<{widths[0]}}  {now:<{widths[1]}}  {then}\n" for who, now, then in rows)


def _row(office: Office, person: PlannedPerson) -> tuple[str, str, str]:
    proposed = _shifts(person.after) if person.changed else "the same"
    if person.kept is not None:
        proposed = kept_words(person.kept, "en")
    return name_of(office, person.staff), _shifts(person.before), proposed


def _shifts(shifts: tuple[PlannedShift, ...]) -> str:
    return "; ".join(_shift(shift) for shift in shifts) or "away"


def _shift(shift: PlannedShift) -> str:
    text = f"{clock_words(shift.local_from)}-{clock_words(shift.local_to, is_end=True)}"
    breaks = ", ".join(f"{clock_words(a)}-{clock_words(b, is_end=True)}" for a, b in shift.breaks)
    return f"{text} (break {breaks})" if breaks else text


def _effect(effect: Compared) -> str:
    lines = [f"now:      {_expected(effect.before)}\n"]
    if effect.after is not None:
        lines.append(f"proposed: {_expected(effect.after)}\n")
    if effect.gain is not None:
        low, high = effect.gain_low or 0.0, effect.gain_high or 0.0
        lines.append(f"waits change by {-effect.gain:+.1f} min ({-high:+.1f} to {-low:+.1f})\n")
    return "".join(lines)


def _expected(one: Expected) -> str:
    if one.wait is not None and one.wait_low is not None and one.wait_high is not None:
        wait = f"mean wait {one.wait:.1f} min ({one.wait_low:.1f} to {one.wait_high:.1f} on 4 days of 5)"
    elif one.waiting_minutes is not None:
        wait = f"{one.waiting_minutes / 4:.0f} person-minutes of work waiting for an hour"
    else:
        wait = "waits unknown"
    hours, minutes = divmod(one.paid_minutes, 60)
    return (
        f"{wait}; {one.served} of {one.appointments} appointments can be served; "
        f"{hours}:{minutes:02} hours; at most {one.longest_stretch} min without a break"
    )
