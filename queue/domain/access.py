# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what where: the one place that keeps tenants and offices apart."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotAllowed, NotAuthenticated
from aufruf.domain.roles import RIGHTS, DeviceKind, Right, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the staff who is logged in, or a program with their token."""

    user: str
    tenant: str
    role: Role
    offices: frozenset[str] = frozenset()
    staff: str | None = None  # the linked staff member, whose skills count

    def may(self, right: Right, office: Office) -> bool:
        """Whether the role gives this right in this office."""
        if right not in RIGHTS[self.role]:
            return False
        if self.role is Role.ADMINISTRATOR:
            return office.tenant == self.tenant
        return office.id in self.offices


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A kiosk, display or terminal that was let into its office."""

    id: str
    office: str
    kind: DeviceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody is logged in with a browser. What they send from our own pages carries the secret."""

    person: Person
    csrf: str


Caller = Person | Device | None


def person_with(caller: Caller, right: Right, office: Office) -> Person:
    """The person behind a call if they have the right there.

    Raises NotAuthenticated for nobody, NotAllowed for a device, another office or a lesser role.
    """
    if caller is None:
        raise NotAuthenticated
    if not isinstance(caller, Person) or not caller.may(right, office):
        raise NotAllowed
    return caller


def person_anywhere(caller: Caller, right: Right) -> Person:
    """The person behind a call if their role has the right at all; which offices is asked later."""
    if caller is None:
        raise NotAuthenticated
    if not isinstance(caller, Person) or right not in RIGHTS[caller.role]:
        raise NotAllowed
    return caller


def device_of_kind(caller: Caller, kinds: AbstractSet[DeviceKind]) -> Device:
    """The device behind a call if it is of one of these kinds."""
    if caller is None:
        raise NotAuthenticated
    if not isinstance(caller, Device) or caller.kind not in kinds:
        raise NotAllowed
    return caller
