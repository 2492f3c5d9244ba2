# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Says OpenStreetMap's opening hours in the rules of an office, as its administrator would enter them.

What recurs by date or by number of the week is entered once for each year that is looked at; days off
that nothing reopens are closures. What cannot be said exactly does not fit.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from aufruf.db.holidays import LANDS, public_holidays
from aufruf.domain.opening import LAST_OF_MONTH, Closure, OpeningHours, OpeningRule
from tests.shared.osm_strings import Clause, DateRange, DoesNotFit, Reader, WeekRange

BERLIN = ZoneInfo("Europe/Berlin")
ONE_DAY = dt.timedelta(days=1)
WHOLE_DAY = (0, 24 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from, to, and every how many weeks."""

    first: dt.date
    last: dt.date
    every: int = 1


def opening_hours(text: str, *, first: dt.date, last: dt.date, land: str | None) -> OpeningHours:
    """Say a string in rules that are right from the first to the last date."""
    clauses = Reader(text.strip()).clauses()
    years = range(first.year - 1, last.year + 2)
    dates = [first + n * ONE_DAY for n in range((last - first).days + 1)]
    feasts = _holidays(clauses, land=land, years=years)
    rules: list[OpeningRule] = []
    closures: list[Closure] = []
    kept_free: frozenset[dt.date] = frozenset()
    for place, clause in enumerate(clauses):
        spans = _spans(clause, years)
        if clause.opens and kept_free and not clause.on_holidays:
            raise DoesNotFit("rules after those for holidays")
        if not clause.opens and not any(later.opens for later in clauses[place:]):
            shut = list(_closures(clause, spans, dates))
            closures += shut
            if shut:
                continue
        if not clause.adds or not clause.opens:
            rules = [piece for rule in rules for piece in _overruled(rule, clause, spans)]
            if clause.on_holidays:
                if spans or (clause.times and not clause.opens):
                    raise DoesNotFit("a part of the holidays")
                kept_free = feasts
                rules = [rule for rule in rules if not _is_single_day(rule, feasts)]
        if clause.opens:
            rules += _said(clause, spans, feasts)
    return OpeningHours(zone=BERLIN, rules=tuple(rules), closures=tuple(closures), holidays=kept_free)


def _holidays(clauses: Iterable[Clause], *, land: str | None, years: range) -> frozenset[dt.date]:
    if not any(clause.on_holidays for clause in clauses):
        return frozenset()
    if land not in LANDS:
        raise DoesNotFit("holidays of no German Land")
    return frozenset(date for year in years for date in public_holidays(land, year))


def _is_single_day(rule: OpeningRule, dates: frozenset[dt.date]) -> bool:
    return rule.valid_from == rule.valid_to and rule.valid_to in dates


def _spans(clause: Clause, years: range) -> list[Span]:
    if clause.dates and clause.weeks:
        raise DoesNotFit("dates and weeks")
    found = [span for dates in clause.dates for span in _dated(dates, years)]
    return found + [span for weeks in clause.weeks for span in _weekly(weeks, years)]


def _dated(dates: DateRange, years: range) -> Iterator[Span]:
    for year in [dates.year] if dates.year else years:
        last_year = dates.last_year or year + (dates.last < dates.first)
        month, day = dates.last
        if (month, day) == (2, 29):  # the end of February, whichever day that is
            last = dt.date(last_year, 3, 1) - ONE_DAY
        else:
            last = dt.date(last_year, month, day)
        yield Span(first=dt.date(year, *dates.first), last=last)


def _weekly(weeks: WeekRange, years: range) -> Iterator[Span]:
    for year in years:
        in_year = dt.date(year, 12, 28).isocalendar().week
        if weeks.first <= in_year:
            first = dt.date.fromisocalendar(year, weeks.first, 1)
            last = dt.date.fromisocalendar(year, min(weeks.last, in_year), 7)
            yield Span(first=first, last=last, every=weeks.every)


def _weekdays(clause: Clause) -> tuple[tuple[int, int | None], ...]:
    if clause.days or clause.on_holidays:
        return clause.days
    return tuple((weekday, None) for weekday in range(7))


def _closures(clause: Clause, spans: list[Span], dates: list[dt.date]) -> Iterator[Closure]:
    """Close the days of a clause that nothing reopens, if they are few: dates, or k-th weekdays."""
    if clause.times or clause.on_holidays or any(span.every > 1 for span in spans):
        return
    if not clause.days:
        yield from (Closure(first=span.first, last=span.last) for span in spans)
    elif all(k for _, k in clause.days):
        for date in dates:
            is_in_span = not spans or any(span.first <= date <= span.last for span in spans)
            place, is_last = (date.day + 6) // 7, (date + 7 * ONE_DAY).month != date.month
            hits = {(date.weekday(), place), (date.weekday(), LAST_OF_MONTH if is_last else 0)}
            if is_in_span and hits & set(clause.days):
                yield Closure(first=date, last=date)


def _said(clause: Clause, spans: list[Span], feasts: frozenset[dt.date]) -> Iterator[OpeningRule]:
    """Write a clause as rules."""
    for begin, end in clause.times or [WHOLE_DAY]:
        for weekday, k in _weekdays(clause):
            rule = _rule(weekday, begin, end, k=k)
            for span in spans:
                if span.every > 1 and k:
                    raise DoesNotFit("rules open by the one or by the other")
                if narrowed := _narrowed(rule, span.first, span.last):
                    yield replace(narrowed, every_n_weeks=span.every)
            if not spans:
                yield rule
        if clause.on_holidays:
            for date in feasts:
                yield replace(_rule(date.weekday(), begin, end), valid_from=date, valid_to=date)


def _rule(weekday: int, begin: int, end: int, *, k: int | None = None) -> OpeningRule:
    if end % (24 * 60) == begin != 0:
        raise DoesNotFit("a day that begins in the middle")
    return OpeningRule(weekday=weekday, local_from=_clock(begin), local_to=_clock(end), week_of_month=k)


def _clock(minutes: int) -> dt.time:
    return dt.time(minutes // 60 % 24, minutes % 60)


def _narrowed(rule: OpeningRule, first: dt.date | None, last: dt.date | None) -> OpeningRule | None:
    """Let a rule hold only between two dates, if there is such a day."""
    firsts = [date for date in (rule.valid_from, first) if date]
    lasts = [date for date in (rule.valid_to, last) if date]
    try:
        return replace(rule, valid_from=max(firsts, default=None), valid_to=min(lasts, default=None))
    except ValueError:
        return None


def _overruled(rule: OpeningRule, clause: Clause, spans: list[Span]) -> Iterator[OpeningRule]:
    """Leave of a rule what a later clause does not take."""
    places = [k for weekday, k in _weekdays(clause) if weekday == rule.weekday]
    tomorrow = (rule.weekday + 1) % 7
    is_night = dt.time(0) != rule.local_to < rule.local_from
    if is_night and (places or tomorrow in dict(_weekdays(clause))):
        raise DoesNotFit("there a night is cut at midnight; ours belongs to its evening")
    if not places:
        yield rule
        return
    pieces: list[OpeningRule] = [rule]
    for span in spans:
        outside = []
        for piece in pieces:
            inside = _narrowed(piece, span.first, span.last)
            if inside and piece.every_n_weeks > 1:
                raise DoesNotFit("weeks within weeks")
            before = _narrowed(piece, None, span.first - ONE_DAY)
            after = _narrowed(piece, span.last + ONE_DAY, None)
            outside += [part for part in (before, after) if part] if inside else [piece]
            yield from _left_in_span(inside, span, places, clause) if inside else ()
        pieces = outside
    if spans:
        yield from pieces
    else:
        yield from _left(rule, places, clause)


def _left_in_span(
    inside: OpeningRule, span: Span, places: list[int | None], clause: Clause
) -> Iterator[OpeningRule]:
    """Leave the weeks whose turn it is not, and the rest of the others."""
    if span.every == 1:
        yield from _left(inside, places, clause)
        return
    if any(places) or inside.week_of_month:
        raise DoesNotFit("weeks and weekdays of the month")
    for n in range(1, span.every):
        if other := _narrowed(inside, span.first + 7 * n * ONE_DAY, None):
            yield replace(other, every_n_weeks=span.every)
    yield from _left(replace(inside, every_n_weeks=span.every), places, clause)


def _left(rule: OpeningRule, places: list[int | None], clause: Clause) -> Iterator[OpeningRule]:
    """Leave other weekdays of the month, and other hours if only hours are taken."""
    taken = {k for k in places if k}
    if None not in places and rule.week_of_month not in taken:
        if rule.every_n_weeks > 1:
            raise DoesNotFit("weeks and weekdays of the month")
        if (
            {4, LAST_OF_MONTH} & taken
            and not taken >= {4, LAST_OF_MONTH}
            and rule.week_of_month in (None, 4, 5)
        ):
            raise DoesNotFit("the fourth is often the last")
        kept = [rule.week_of_month] if rule.week_of_month else sorted({1, 2, 3, 4, LAST_OF_MONTH} - taken)
        yield from (replace(rule, week_of_month=k) for k in kept)
        if rule.week_of_month or clause.opens or not clause.times:
            return
        rules = [replace(rule, week_of_month=k) for k in taken]
    else:
        rules = [rule]
    if not clause.opens and clause.times:
        yield from (rest for one in rules for rest in _without_times(one, clause.times))


def _without_times(rule: OpeningRule, times: Iterable[tuple[int, int]]) -> Iterator[OpeningRule]:
    begin, end = (time.hour * 60 + time.minute for time in (rule.local_from, rule.local_to))
    end = end or 24 * 60
    if end < begin or any(last > 24 * 60 for _, last in times):
        raise DoesNotFit("hours off around midnight")
    for first, last in sorted(times):
        if begin < min(first, end):
            yield replace(rule, local_from=_clock(begin), local_to=_clock(min(first, end)))
        begin = max(begin, last)
    if begin < end:
        yield replace(rule, local_from=_clock(begin))
