# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an office wants help to be given at its kiosks and terminals: who is asked when, how they are named."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any


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
