# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People get into the house: with a password, or with a personal token for a program."""

import re
import unicodedata
from collections.abc import Iterable

from aufruf.db import users
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NameTaken, NotFound, NotValid
from aufruf.domain.roles import Role

NAME = re.compile(r"[\w.@+-]{1,100}")
DEFAULT_TENANT = "default"


def login_name(text: str) -> str:
    """A name as it is stored and compared: Anna and anna are one."""
    return unicodedata.normalize("NFKC", text.strip()).casefold()


async def add_user(
    tx: Transaction,
    *,
    id_: str,
    name: str,
    role: Role,
    offices: Iterable[str] = (),
    staff: str | None = None,
    password_hash: str | None = None,
    token_key: str | None = None,
) -> Person:
    """Let somebody in, with a role for these offices. Password and token are given as their hashes.

    Raises NotValid for a name, office or staff member that makes no sense, NameTaken.
    """
    name = login_name(name)
    if not NAME.fullmatch(name):
        raise NotValid(("/name", "1 to 100 letters, digits or . @ + - _"))
    found = [await _office(tx, office) for office in dict.fromkeys(offices)]
    if not found and role is not Role.ADMINISTRATOR:
        raise NotValid(("/office", f"a {role} needs at least one office"))
    tenants = {office.tenant for office in found} or {DEFAULT_TENANT}
    if len(tenants) > 1:
        raise NotValid(("/office", "these offices belong to different tenants"))
    if staff is not None and not any(member.id == staff for office in found for member in office.staff):
        raise NotValid(("/staff", "nobody in these offices has this id"))
    person = Person(
        user=id_,
        tenant=tenants.pop(),
        role=role,
        offices=frozenset(office.id for office in found),
        staff=staff,
    )
    if not await users.add(tx.connection, person, name=name, password_hash=password_hash):
        raise NameTaken
    if token_key is not None:
        await users.add_token(tx.connection, person, key=token_key, at=tx.now)
    return person


async def _office(tx: Transaction, office_id: str) -> Office:
    try:
        return await tx.office(office_id)
    except NotFound:
        raise NotValid(("/office", f"there is no office {office_id!r}")) from None
