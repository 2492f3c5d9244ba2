# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office says how help is to be given there; a helper says what they are called and what they speak."""

from collections.abc import Collection

from aufruf.db import help_choices, help_staff, helper_pools
from aufruf.db.imports import raise_versions
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Person
from aufruf.domain.errors import NotValid
from aufruf.domain.help_rules import HIDDEN, HelpRules, checked, stored
from aufruf.domain.languages import LANGUAGES

LONGEST_SHOWN = 40
SPOKEN_BESIDES = tuple(each for each in LANGUAGES if not each.startswith("de"))  # German everybody speaks


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
    """Say what citizens are told where the office names persons, and what one speaks. Raises NotValid.

    What a page cannot ask stays as it was: other languages, and the services that somebody knows.
    """
    if len(shown_as) > LONGEST_SHOWN or HIDDEN.search(shown_as):
        raise NotValid(("/shown_as", f"is a line of {LONGEST_SHOWN} characters at most"))
    if not set(languages) <= set(SPOKEN_BESIDES):
        raise NotValid(("/languages", "is a list of languages that devices speak"))
    before = await help_staff.one(tx.connection, person.user)
    await helper_pools.describe(
        tx.connection,
        person.user,
        shown_as=shown_as,
        languages=before.languages - set(SPOKEN_BESIDES) | set(languages),
        services=before.services,
    )
