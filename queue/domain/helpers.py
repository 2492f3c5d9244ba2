# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Those who help: who may help whom, whom a request suits, and what a citizen is told of them."""

import datetime as dt
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.domain.help import HelpLevel, HelpRequest
from aufruf.domain.help_levels import LEVELS, Staffing, has_reached, is_half_over
from aufruf.domain.help_rules import HelpRules, Naming
from aufruf.domain.roles import Right

THERE_FOR = dt.timedelta(seconds=60)  # real time after somebody last looked at the list
GERMAN = "de"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody who may be asked in an office, at one level; of two levels they are there twice."""

    user: str
    office: str
    level: HelpLevel = HelpLevel.OFFICE
    named: bool = True  # False: may help, as administrators may, but nobody counts on them
    shown_as: str = ""
    languages: frozenset[str] = frozenset()  # besides German
    services: frozenset[str] | None = None  # None: all
    seen_at: dt.datetime | None = None  # real time


def may_help(
    person: Person, office: Office, request: HelpRequest, *, pools: AbstractSet[HelpLevel] = frozenset()
) -> bool:
    """Whether somebody may see and answer a request: the list, the socket and every deed ask this.

    Those of the office may from the start, those of the pools that look after it once their level was asked.
    `pools` are the levels of this office's pools that they belong to.
    """
    return person.may(Right.HELP, office) or any(has_reached(request.level, level) for level in pools)


def is_there(helper: Helper, *, real_now: dt.datetime) -> bool:
    """Whether they have looked lately."""
    return helper.seen_at is not None and real_now - helper.seen_at <= THERE_FOR


def staffing_of(
    helpers: Collection[Helper], *, office: str, real_now: dt.datetime
) -> Mapping[HelpLevel, Staffing]:
    """For each level whether it has anybody, and whether one of them is there."""
    return {level: _staffed(helpers, office, level, real_now) for level in LEVELS}


def _staffed(helpers: Collection[Helper], office: str, level: HelpLevel, real_now: dt.datetime) -> Staffing:
    those = [each for each in helpers if (each.office, each.level) == (office, level)]
    if any(is_there(each, real_now=real_now) for each in those):
        return Staffing.THERE
    return Staffing.AWAY if any(each.named for each in those) else Staffing.NONE


def fits(helper: Helper, request: HelpRequest) -> bool:
    """Whether somebody speaks the citizen's language, and knows what it is about."""
    language = request.language.partition("-")[0]  # easy German is German
    speaks = language == GERMAN or language in {each.partition("-")[0] for each in helper.languages}
    return speaks and (request.topic is None or helper.services is None or request.topic in helper.services)


def rings(
    helper: Helper,
    request: HelpRequest,
    *,
    helpers: Collection[Helper],
    rules: HelpRules,
    now: dt.datetime,
    real_now: dt.datetime,
) -> bool:
    """Whether their page rings: it suits them, nobody whom it suits is there, or it has waited too long."""
    if fits(helper, request) or is_half_over(
        request.level, since=request.level_since or request.asked_at, rules=rules, now=now
    ):
        return True
    return not any(
        each.office == request.office
        and has_reached(request.level, each.level)
        and is_there(each, real_now=real_now)
        and fits(each, request)
        for each in helpers
    )


def shown_name(request: HelpRequest, office: Office, helper: Helper | None) -> str | None:
    """What a citizen is told of who helps, as the office wants it; None while nobody does."""
    if request.accepted_by is None:
        return None
    service = office.help.service_name or office.name
    if office.help.naming is Naming.PERSON and helper is not None:
        return helper.shown_as or service
    return service
