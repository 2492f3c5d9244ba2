# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How help is given in an office, and by how many: never by whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from aufruf.db import help_choices, help_staff
from aufruf.db.help_choices import JoinedPool
from aufruf.db.transaction import Reading
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.domain.helpers import Helper


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpOfOffice:
    """An office with its rules, how many help there, and the pools that look after it."""

    office: Office
    own_helpers: int
    pools: Sequence[JoinedPool]


async def help_of_office(reading: Reading, office_id: str) -> HelpOfOffice:
    """Who looks after an office. Raises NotFound."""
    return HelpOfOffice(
        office=await reading.office(office_id),
        own_helpers=await help_choices.own_helpers(reading.connection, office_id),
        pools=await help_choices.pools_of(reading.connection, office_id),
    )


async def as_helper(reading: Reading, person: Person) -> Helper:
    """What somebody is like as a helper."""
    return await help_staff.one(reading.connection, person.user)
