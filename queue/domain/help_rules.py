# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an office wants help to be given at its kiosks and terminals: who is asked when, how they are named."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from aufruf.domain.errors import NotValid

LONGEST_NAME = 60
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
LIMITS: Mapping[str, tuple[int, int]] = {  # the least and the most that an office may choose
    "promise_seconds": (10, 1800),
    "office_seconds": (0, 1800),
    "pool_seconds": (0, 1800),
    "phone_seconds": (0, 1800),
    "come_minutes": (1, 60),
}
LEAST_WAIT = 10  # seconds until somebody is told that nobody can come: less is no help at all
TOO_SOON, NEVER_KEPT = "too soon for anybody to answer", "longer than anybody is asked"


class Naming(StrEnum):
    """What a citizen is told about who helps."""

    SERVICE = "service"  # the service's name
    PERSON = "person"  # what the helper is shown as: "Frau K."


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRules:
    """The numbers are an office's own. Seconds are real waiting time of the citizen."""

    promise_seconds: int = 120  # within which somebody is to have answered
    office_seconds: int = 60  # for which only this office's own helpers are asked; 0: it has none
    pool_seconds: int = 60  # for which the shared pool is asked before the phone service is
    phone_seconds: int = 60  # after which the citizen is told that nobody can come
    come_minutes: int = 10  # in which whoever said "Ich komme" has come
    naming: Naming = Naming.SERVICE
    service_name: str = ""  # empty: the office's name


def help_rules(stored: Mapping[str, Any]) -> HelpRules:
    """The rules of an office, of which only what differs is stored."""
    known = {each.name for each in fields(HelpRules)}
    chosen = {name: value for name, value in stored.items() if name in known}
    if "naming" in chosen:
        chosen["naming"] = Naming(chosen["naming"])
    return HelpRules(**chosen)


def stored(rules: HelpRules) -> dict[str, Any]:
    """What is stored of an office's rules: what differs."""
    usual = asdict(HelpRules())
    return {name: value for name, value in asdict(rules).items() if value != usual[name]}


def checked(rules: HelpRules) -> HelpRules:
    """The rules, if an office may choose them. Raises NotValid, which names every wrong one."""
    wrong = [
        (f"/{name}", f"{least} to {most}")
        for name, (least, most) in LIMITS.items()
        if not least <= getattr(rules, name) <= most
    ]
    if len(rules.service_name) > LONGEST_NAME or HIDDEN.search(rules.service_name):
        wrong.append(("/service_name", f"is a line of {LONGEST_NAME} characters at most"))
    asked = rules.office_seconds + rules.pool_seconds + rules.phone_seconds
    if not wrong and asked < LEAST_WAIT:
        wrong.append(("/phone_seconds", TOO_SOON))
    elif not wrong and rules.promise_seconds > asked:
        wrong.append(("/promise_seconds", NEVER_KEPT))
    if wrong:
        raise NotValid(*wrong)
    return rules
