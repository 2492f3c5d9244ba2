# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office says how help is to be given there; a helper says what they are called and what they speak."""

from collections.abc import Collection

from aufruf.db import help_choices
from aufruf.db.help_choices import HelperChoices
from aufruf.db.imports import raise_versions
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Person
from aufruf.domain.errors import NotValid
from aufruf.domain.help_rules import HIDDEN, HelpRules, checked, stored
from aufruf.domain.languages import LANGUAGES

LONGEST_SHOWN = 40
SPOKEN_BESIDES = tuple(each for each in LANGUAGES if each != "de")


async def set_rules(tx: Transaction, *, office: str, rules: HelpRules) -> None:
    """From now on help is given there by these rules; what was asked keeps its promise. Raises NotValid."""
    before = await tx.lock_office(office)
    if checked(rules) == before.help:
        return
    await help_choices.put_rules(tx.connection, office, stored(rules))
    await raise_versions(tx.connection, offices=[office], services=())


async def describe_oneself(
    tx: Transaction, *, person: Person, shown_as: str, languages: Collection[str]
) -> None:
    """Say what citizens are told where the office names persons, and what one speaks. Raises NotValid."""
    if len(shown_as) > LONGEST_SHOWN or HIDDEN.search(shown_as):
        raise NotValid(("/shown_as", f"is a line of {LONGEST_SHOWN} characters at most"))
    if not set(languages) <= set(SPOKEN_BESIDES):
        raise NotValid(("/languages", "is a list of languages that devices speak"))
    spoken = tuple(each for each in SPOKEN_BESIDES if each in languages)
    await help_choices.put_choices(
        tx.connection, person.user, HelperChoices(shown_as=shown_as, languages=spoken)
    )
