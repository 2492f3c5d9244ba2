# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The living parts of the staff's pages. What is the same for all who look is rendered once for them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from aufruf.db.counters import Last
from aufruf.db.visits import Ended
from aufruf.domain.access import Person
from aufruf.domain.calling import may_be_called, reason_for
from aufruf.domain.catalogue import Office, Service
from aufruf.domain.counters import CounterNow, skills_of
from aufruf.domain.goals import goal_of
from aufruf.domain.press import counter_mark, visit_mark
from aufruf.domain.roles import Right
from aufruf.domain.visit import UNDO_WITHIN, Visit
from aufruf.live.forecasting import Forecasts
from aufruf.pages.alarm_parts import alarm_part, own_counter
from aufruf.pages.parts import Parts
from aufruf.reads.workplaces import Workplaces, who_sits
from aufruf.web.language import NAMES
from aufruf.web.rendering import Frame

MOST = 50  # people in the queue beside a counter; the queue's own page shows all
ANY_COUNTER = ""


def workplace_parts(
    frame: Frame,
    seen: Workplaces,
    forecasts: Forecasts,
    *,
    person: Person,
    counter: str,
    offices: Sequence[Office],
    now: dt.datetime,
) -> Parts:
    """Whoever is at a counter and what may be done with them, those set aside, and the queue."""
    here = seen.counter(counter)
    mine = here.seat is not None and here.seat.user == person.user
    own = address(seen.office.id, counter)
    about = {"address": own, "mine": mine, "mark": _mark}
    desk = _desk(seen, here, person, now) | about
    html = {
        "alarm": alarm_part(frame, seen, person, back=own, live=True),
        "desk": frame.part("desk.html", here=here, office=seen.office, offices=offices, **desk),
        "aside": frame.part(
            "aside.html", queue=seen.queue, about=seen.about, can_call=mine and here.state == "free", **about
        ),
        "queue": queue_part(frame, seen, forecasts, here=here, most=MOST),
        "said": frame.part("workplace_said.html", here=here, name=desk["name"], mine=mine),
        "troubles": troubles_part(frame, seen, person=person),
    }
    return Parts(html=html, day=seen.day, seq=seen.seq)


def office_parts(frame: Frame, seen: Workplaces, forecasts: Forecasts, *, person: Person) -> Parts:
    """All counters of an office, and its queue."""
    counters = frame.part(
        "counters.html",
        office=seen.office,
        counters=seen.counters,
        me=person.user,
        supervises=person.may(Right.RECEIVE, seen.office),
    )
    html = {
        "alarm": alarm_part(frame, seen, person, back=f"/console/{seen.office.id}"),
        "counters": counters,
        "queue": queue_part(frame, seen, forecasts, most=MOST),
        "troubles": troubles_part(frame, seen, person=person),
    }
    return Parts(html=html)


def queue_parts(frame: Frame, seen: Workplaces, forecasts: Forecasts, *, person: Person) -> Parts:
    """The whole queue of an office, and its alarms."""
    alarm = alarm_part(frame, seen, person, back=f"/console/{seen.office.id}/queue")
    return Parts(html={"alarm": alarm, "queue": queue_part(frame, seen, forecasts)})


def queue_part(
    frame: Frame,
    seen: Workplaces,
    forecasts: Forecasts,
    *,
    here: CounterNow | None = None,
    most: int | None = None,
) -> Markup:
    """Who waits, how long still, and why in this order; beside a counter with buttons to call by number.

    It is the same at all counters that would call the same person next and may serve the same services.
    """
    forecast = forecasts.latest(seen.office.id)
    foreseen = "" if forecast is None else f"{forecast.seq} {forecast.moment}"
    skills = None if here is None else seen.may_serve(here)
    choice = None if here is None else seen.next_at(here)
    following = None if choice is None else choice.visit.id
    counter = "" if here is None else here.counter.id
    sent_here = {
        each.visit.id for each in seen.queue.waiting if counter and each.visit.for_counter == counter
    }

    def render() -> Markup:
        shown = seen.queue.waiting[:most]
        return frame.part(
            "queue_table.html",
            queue=seen.queue,
            office=seen.office,
            shown=shown,
            about=seen.about,
            names=NAMES,
            reasons={each.visit.id: _reason(seen, each.visit, frame) for each in shown},
            waits={each.visit.id: forecasts.for_visit(each.visit, now=seen.now) for each in shown},
            elsewhere={
                each.visit.id
                for each in shown
                if here is not None
                and not may_be_called(each.visit, counter=counter, skills=skills, now=seen.now)
            },
            now=seen.now,
            callable=here is not None,
            following=following,
            sent_here=sent_here,
        )

    alike = "all" if skills is None else ",".join(sorted(skills))
    special = counter if sent_here else ""
    return seen.once(
        f"{frame.language} {most} {here is not None} {special} {following} {alike} {foreseen}", render
    )


def troubles_part(frame: Frame, seen: Workplaces, *, person: Person) -> Markup:
    """What is wrong with the office's devices; nothing, on a good day."""
    supervises = person.may(Right.SUPERVISE, seen.office)

    def render() -> Markup:
        return frame.part(
            "device_troubles.html",
            troubles=seen.troubles,
            office=seen.office,
            now=seen.now,
            supervises=supervises,
        )

    return seen.once(f"troubles {frame.language} {supervises}", render)


def address(office: str, counter: str) -> str:
    """Where a counter's page is."""
    return f"/console/{office}/counters/{counter}"


def _desk(seen: Workplaces, here: CounterNow, person: Person, now: dt.datetime) -> dict[str, Any]:
    visit, undo = here.visit, seen.ended.get(here.counter.id)
    seconds = 0 if undo is None else int((UNDO_WITHIN - (now - undo.at)).total_seconds())
    return {
        "visit": visit,
        "why": seen.why[visit.id] if visit is not None and visit.id in seen.why else None,
        "about": None if visit is None else seen.about.get(visit.id),
        "goal": goal_of(seen.office, here.counter.id),
        "phone": None if visit is None else seen.phones.get(visit.id),
        "choice": None if visit is not None else seen.next_at(here),
        "done": [] if visit is None else _done(seen.office, visit),
        "undo": undo if seconds > 0 else None,
        "undo_seconds": seconds,
        "others": [] if visit is None else _elsewhere(seen, here, visit),
        "own": own_counter(seen, person),
        "name": "" if here.seat is None else who_sits(seen.office, here.seat),
        "counter_mark": counter_mark(seen.last.get(here.counter.id, Last()).called_at),
        "rest": seen.rest_at(here),
        "pausing_since": seen.pausing_since(here),
        "now": now,
        "names": NAMES,
    }


def _elsewhere(seen: Workplaces, here: CounterNow, visit: Visit) -> list[CounterNow]:
    """The other counters with somebody who may serve this visit: it can be sent there."""
    found = []
    for each in seen.counters:
        if each.seat is None or each.counter.id == here.counter.id:
            continue
        skills = skills_of(seen.office, each.seat)
        if skills is None or visit.service_ids <= skills:
            found.append(each)
    return found


def _mark(visit: Visit | Ended) -> str:
    """How a visit stands, for the forms that are about it."""
    if isinstance(visit, Ended):
        return visit_mark(visit.state, called_at=None, ended_at=visit.at)
    return visit_mark(visit.state, called_at=visit.called_at, ended_at=visit.ended_at)


def _done(office: Office, visit: Visit) -> list[tuple[Service, int]]:
    """What may have been done, with how often it was wanted: first what was."""
    wanted = dict(visit.services)
    services = sorted(office.services.values(), key=lambda one: (one.id not in wanted, one.name.casefold()))
    return [(service, wanted.get(service.id, 0)) for service in services]


def _reason(seen: Workplaces, visit: Visit, frame: Frame) -> str:
    order = seen.office.call_order
    return reason_for(visit, counter=ANY_COUNTER, now=seen.now, order=order).text(frame.text)
