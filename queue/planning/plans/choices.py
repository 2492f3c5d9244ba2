# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each person of a day could be given: their duties to choose from, and what each is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from aufruf.planning.plans.balance import (
    PERIOD,
    BreakRules,
    Clash,
    Duty,
    Freedom,
    Moment,
    Person,
    Problem,
    Rule,
    Span,
)
from aufruf.planning.plans.staffing_rules import breaches, placements

COARSE = 2 * PERIOD


@dataclass(frozen=True, slots=True)
class Choice:
    """A duty somebody could have (None: none at all), and what it costs by itself.

    With `instead` it stands for all of these: the same shift, its breaks somewhere. Then somebody is there in
    each quarter hour as much as they are in the mean of them.
    """

    duty: Duty | None
    cost: float = 0.0
    instead: tuple[Duty, ...] = ()


@dataclass(slots=True)
class Choices:
    """For each person what there is to choose from, at least one; and what is wrong already."""

    of: list[list[Choice]] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)  # no plan can be made
    unmet: list[Clash] = field(default_factory=list)  # one can, but it will not be quite right


def choices_of(problem: Problem, moment: Moment | None = None, *, breaks_later: bool = False) -> Choices:
    """What everybody could be given; in the day (`moment`) only what can still be changed.

    The breaks of other shifts lie on a coarse grid. With `breaks_later` such a shift is one choice only, and
    where in it the breaks lie is left open.
    """
    found = Choices()
    for index, person in enumerate(problem.people):
        if moment is not None:
            own = _rest_of_day(person, index, problem, moment, found)
        elif person.freedom is Freedom.SHIFT:
            own = _shifts(person, index, problem, found, breaks_later=breaks_later)
        elif person.freedom is Freedom.BREAKS and person.duty is not None:
            own = _breaks(person, person.duty, index, problem, found)
        else:
            own = _kept(person, index, found)
        found.of.append(own)
    if not any(choice.duty is not None for own in found.of for choice in own) and not found.clashes:
        found.clashes.append(Clash(rule=Rule.NOBODY_WORKS))
    return found


def other_breaks(problem: Problem, duties: Sequence[Duty | None]) -> Choices:
    """Who may have another shift has the one given here, with its breaks elsewhere; the others as ever."""
    found = Choices()
    for index, (person, duty) in enumerate(zip(problem.people, duties, strict=True)):
        if person.freedom is Freedom.SHIFT and duty is not None:
            places = placements(
                Span(duty.begin, duty.end), [each.minutes for each in duty.breaks], problem.breaks
            )
            own = [_priced(person, Duty(duty.begin, duty.end, breaks), problem) for breaks in places]
        elif person.freedom is Freedom.BREAKS and duty is not None:
            own = _breaks(person, duty, index, problem, found)
        else:
            own = [_priced(person, duty, problem)]
        found.of.append(own)
    return found


def closest(choices: Sequence[Sequence[Choice]], duties: Sequence[Duty | None]) -> list[int]:
    """For each person which of their choices is closest to this duty."""
    found = []
    for own, duty in zip(choices, duties, strict=True):
        apart = [_distance(choice.duty, duty) for choice in own]
        found.append(apart.index(min(apart)))
    return found


def _distance(one: Duty | None, other: Duty | None) -> int:
    """How many minutes of the day two duties do not have in common, roughly."""
    if one is None or other is None:
        return 0 if one is other else 10_000
    apart = abs(one.begin - other.begin) + abs(one.end - other.end)
    if len(one.breaks) != len(other.breaks):
        return apart + 500
    return apart + sum(abs(a.begin - b.begin) for a, b in zip(one.breaks, other.breaks, strict=True))


def _same(one: Duty | None, other: Duty | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.begin, one.end, sorted(one.breaks)) == (other.begin, other.end, sorted(other.breaks))


def _kept(person: Person, index: int, found: Choices) -> list[Choice]:
    duty = person.duty
    if duty is not None and breaches(Span(duty.begin, duty.end), duty.breaks):
        found.unmet.append(Clash(rule=Rule.BREAKS_MISSING, person=index, span=Span(duty.begin, duty.end)))
    return [Choice(duty)]


def _breaks(person: Person, duty: Duty, index: int, problem: Problem, found: Choices) -> list[Choice]:
    """The same shift with its breaks elsewhere."""
    shift = Span(duty.begin, duty.end)
    lengths = [pause.minutes for pause in sorted(duty.breaks)]
    places = placements(shift, lengths, _margin(person, problem))
    if not places:
        found.clashes.append(Clash(rule=Rule.BREAK_CANNOT_BE_PLACED, person=index, span=shift))
    own = [Duty(duty.begin, duty.end, breaks) for breaks in places]
    if person.paid_at_most is not None and own and min(each.paid for each in own) > person.paid_at_most:
        found.clashes.append(_too_much(person, index, own))
    return [_priced(person, each, problem) for each in own]


def _shifts(
    person: Person, index: int, problem: Problem, found: Choices, *, breaks_later: bool
) -> list[Choice]:
    """Every allowed shift within their time, each with its breaks everywhere they may lie."""
    day = Span(0, problem.periods * PERIOD)
    within = person.available or day
    own = []
    for shift in _allowed(problem, within):
        places = placements(shift, _pauses(person, shift), _margin(person, problem), step=COARSE)
        duties = [Duty(shift.begin, shift.end, breaks) for breaks in places]
        if breaks_later and len(duties) > 1:
            middle = _priced(person, duties[len(duties) // 2], problem)
            own.append(replace(middle, instead=tuple(duties)))
        else:
            own += [_priced(person, duty, problem) for duty in duties]
    most = person.paid_at_most
    affordable = [each for each in own if most is None or each.duty is None or each.duty.paid <= most]
    if not person.must_work:
        affordable.append(_priced(person, None, problem))
    if not affordable and own:
        found.clashes.append(_too_much(person, index, [each.duty for each in own if each.duty is not None]))
    elif not affordable:
        found.clashes.append(Clash(rule=Rule.SHIFT_CANNOT_BE_PLACED, person=index, span=within))
    return affordable


def _pauses(person: Person, shift: Span) -> tuple[int, ...]:
    """The lengths of the pauses somebody has, in a shift as long as theirs; the law may want more."""
    duty = person.duty
    if duty is None or duty.end - duty.begin != shift.minutes:
        return ()
    return tuple(pause.minutes for pause in sorted(duty.breaks))


def _allowed(problem: Problem, within: Span) -> Iterator[Span]:
    rules = problem.shifts
    last = problem.periods * PERIOD
    grid = max(rules.grid, 1)
    made = (
        Span(begin, begin + length)
        for length in rules.lengths
        for begin in range(-(-within.begin // grid) * grid, within.end - length + 1, grid)
    )
    seen = set()
    for shift in (*rules.allowed, *made):
        fits = within.begin <= shift.begin < shift.end <= min(within.end, last)
        if fits and shift not in seen:
            seen.add(shift)
            yield shift


def _rest_of_day(
    person: Person, index: int, problem: Problem, moment: Moment, found: Choices
) -> list[Choice]:
    """What can still be moved: breaks that begin later than the notice. The announced place is always one."""
    duty = person.duty
    until = moment.now + moment.notice
    if duty is None or person.freedom is Freedom.NOTHING or duty.end <= until:
        return [Choice(duty)]
    shift = Span(duty.begin, duty.end)
    taken = [pause for pause in sorted(duty.breaks) if pause.begin < until]
    lengths = [pause.minutes for pause in sorted(duty.breaks) if pause.begin >= until]
    places = placements(shift, lengths, _margin(person, problem), taken=taken, not_before=until)
    announced = tuple(sorted(duty.breaks))
    if breaches(shift, announced) and not places:
        found.unmet.append(Clash(rule=Rule.BREAKS_MISSING, person=index, span=shift))
    if announced not in places and (not places or not breaches(shift, announced)):
        places.append(announced)
    return [
        Choice(
            duty if breaks == announced else replace(duty, breaks=breaks),
            0.0 if breaks == announced else moment.moving_cost,
        )
        for breaks in places
    ]


def _margin(person: Person, problem: Problem) -> BreakRules:
    if person.long_service is None:
        return problem.breaks
    return replace(problem.breaks, long_service=person.long_service)


def _too_much(person: Person, index: int, duties: Sequence[Duty]) -> Clash:
    facts = {"wanted": min(duty.paid for duty in duties), "there": person.paid_at_most or 0}
    return Clash(rule=Rule.PAID_TIME, person=index, facts=facts)


def _priced(person: Person, duty: Duty | None, problem: Problem) -> Choice:
    """What a duty costs by itself: being moved, and being a late one."""
    cost = 0.0
    if not _same(duty, person.duty):
        cost += problem.moving_cost
    late = problem.shifts.late_from
    if duty is not None and late is not None and duty.end > late and person.freedom is Freedom.SHIFT:
        cost += person.late_cost
    return Choice(duty, cost)
