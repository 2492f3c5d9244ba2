# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the people of the town share: the doors of the house, the agenda, and who they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from aufruf.demo.agenda import Agenda
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.planning.waits.forecast import Forecast
from aufruf.reads.availability import Offers
from aufruf.web.doors import Doors

Place = tuple[str, str]
"""An office and one of its counters."""


@dataclass(slots=True)
class Clerk:
    """Somebody of the staff, today: the counter where they sit, and whether they have nothing to do."""

    person: Person
    office: str
    seat: str = ""
    is_idle: bool = False
    plans: int = 0  # how often they made plans: only the last one counts

    @property
    def staff(self) -> str:
        """The staff member that the clerk is."""
        return self.person.staff or self.person.user


@dataclass(slots=True, kw_only=True)
class Town:
    """One run of the demo. All of it may be lost: what matters is in the database."""

    doors: Doors
    seed: int
    offices: tuple[Office, ...]
    clerks: tuple[Person, ...]
    crew: list[Clerk] = field(default_factory=list)  # who works today
    agenda: Agenda = field(default_factory=Agenda)
    offers: Offers = field(default_factory=Offers)
    foresee: Callable[[str], Forecast | None] = lambda _office: None  # how long people wait there now
    expected: set[str] = field(default_factory=set)  # appointments whose owners are on their way
    wanted_back: set[Place] = field(default_factory=set)  # counters that a visitor wants

    @property
    def by_id(self) -> Mapping[str, Office]:
        """The offices by their ids."""
        return {office.id: office for office in self.offices}
