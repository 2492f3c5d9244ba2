# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody whom nobody could help leaves a telephone number, and is called back."""

import datetime as dt
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotValid
from aufruf.domain.help import HelpLevel
from aufruf.domain.roles import Right

NUMBER = re.compile(r"\+?[0-9]{5,20}")
BETWEEN = str.maketrans("", "", " -/().\u00a0")  # as people write numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """Who wants to be called, about what, in which language. The number is shown nowhere but to who calls."""

    id: str
    office: str
    date: dt.date
    request: str
    topic: str | None = None
    language: str = "de"
    phone: str | None = field(default=None, repr=False)  # None once it is done, or too old
    asked_at: dt.datetime
    done_at: dt.datetime | None = None


def phone_number(text: str) -> str:
    """A number as it is dialled. Raises NotValid, which does not repeat it."""
    dialled = text.translate(BETWEEN)
    if not dialled.isascii() or not NUMBER.fullmatch(dialled):
        raise NotValid(("/phone", "5 to 20 digits, with a + before them if need be"))
    return dialled


def may_call_back(person: Person, office: Office, *, pools: AbstractSet[HelpLevel] = frozenset()) -> bool:
    """Whether somebody calls back for an office: its own helpers do, and the phone service."""
    return person.may(Right.HELP, office) or HelpLevel.PHONE in pools
