# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has happened meanwhile, in a sentence for whoever pressed too late; or that it was done already."""

from collections.abc import Callable, Collection, Mapping

from aufruf.domain.access import Person
from aufruf.domain.catalogue import CounterKind
from aufruf.domain.counters import CounterNow
from aufruf.domain.errors import AufrufError, CounterClosed, CounterTaken, NotPossible, SelfService
from aufruf.domain.goals import Way, goal_of
from aufruf.domain.visit import AT_COUNTER, Visit, VisitState
from aufruf.domain.words import words
from aufruf.reads.workplaces import Workplaces, who_sits
from aufruf.web.sentences import GERMAN

S = VisitState
Text = Callable[[str], str]
NOW: Mapping[VisitState, str] = {
    S.WAITING: words("%(number)s wartet inzwischen wieder."),
    S.CALLED: words("%(number)s ist inzwischen an Schalter %(counter)s aufgerufen."),
    S.SERVING: words("%(number)s wird inzwischen an Schalter %(counter)s bedient."),
    S.FINISHED: words("%(number)s ist inzwischen fertig."),
    S.MISSED: words("%(number)s wurde inzwischen aufgerufen und ist nicht erschienen."),
    S.PARKED: words("%(number)s ist inzwischen zurückgestellt."),
    S.LEFT: words("%(number)s ist inzwischen gegangen."),
    S.TRANSFERRED: words("%(number)s wurde inzwischen an einen anderen Standort weitergeleitet."),
    S.CANCELLED_BY_OFFICE: words("%(number)s wurde inzwischen vom Standort nach Hause geschickt."),
}
AT_TERMINAL: Mapping[VisitState, str] = {
    S.CALLED: words("%(number)s ist inzwischen zu Terminal %(counter)s aufgerufen."),
    S.SERVING: words("%(number)s ist inzwischen am Terminal %(counter)s."),
}
TAKEN = words("An Schalter %(counter)s arbeitet inzwischen %(name)s.")
CLOSED = words("Schalter %(counter)s ist inzwischen geschlossen.")
WANTED: Mapping[str, Collection[VisitState]] = {  # where each move was to lead
    "call": (S.CALLED,),
    "recall": (S.CALLED,),
    "serve": (S.SERVING,),
    "finish": (S.FINISHED,),
    "miss": (S.MISSED,),
    "park": (S.PARKED,),
    "resume": (S.WAITING,),
    "undo": (S.CALLED, S.SERVING),
    "transfer": (S.WAITING, S.TRANSFERRED),
    "leave": (S.LEFT,),
}


def is_theirs(here: CounterNow, person: Person) -> bool:
    """Whether somebody sits at this counter."""
    return here.seat is not None and here.seat.user == person.user


def is_done(deed: str, here: CounterNow, visit: Visit | None, person: Person) -> bool:
    """Whether things are as this press was to make them: it had arrived, only its answer was lost."""
    if not is_theirs(here, person):
        return False
    if deed == "call-next":
        return here.visit is not None
    if visit is None or visit.state not in WANTED[deed]:
        return False
    return visit.state not in AT_COUNTER or visit.counter == here.counter.id


def sentence(
    refusal: AufrufError, seen: Workplaces, here: CounterNow, visit: Visit | None, text: Text
) -> str | None:
    """What happened, as exactly as it is known; None where the refusal itself says it best."""
    counter, at_terminal = here.counter.id, here.counter.kind is CounterKind.TERMINAL
    if at_terminal and isinstance(refusal, CounterTaken | CounterClosed):
        return text(GERMAN[SelfService.code])
    if isinstance(refusal, CounterTaken) and here.seat is not None:
        return text(TAKEN) % {"counter": counter, "name": who_sits(seen.office, here.seat)}
    if isinstance(refusal, CounterClosed):
        return text(CLOSED) % {"counter": counter}
    if refusal.code == "wrong_state" and visit is not None:
        led = goal_of(seen.office, visit.counter).way is Way.TERMINAL
        now = AT_TERMINAL.get(visit.state, NOW[visit.state]) if led else NOW[visit.state]
        return text(now) % {"number": visit.number, "counter": visit.counter or ""}
    return None


def says_more(refusal: AufrufError) -> bool:
    """Whether it is worth saying that nothing was changed."""
    return isinstance(refusal, NotPossible)
