# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who helps beyond their own office: shared pools and phone services; and what a helper is like."""

import re
from collections.abc import Collection

from aufruf.actions.users import login_name
from aufruf.db import help_staff, helper_pools
from aufruf.db.transaction import Transaction
from aufruf.domain.errors import NameTaken, NotFound, NotValid
from aufruf.domain.help import HelpLevel
from aufruf.domain.roles import RIGHTS, Right

ID = re.compile(r"[A-Za-z0-9._~-]{1,64}")
LANGUAGE = re.compile(r"[a-z]{2}(-[a-z]{2,8})?")
LONGEST_NAME, LONGEST_SHOWN = 100, 40  # characters
SHARED = frozenset({HelpLevel.POOL, HelpLevel.PHONE})


async def add_pool(tx: Transaction, *, pool: str, name: str, level: HelpLevel) -> None:
    """Found a pool, shared by offices and tenants. Raises NotValid, NameTaken for an id that is used."""
    if not ID.fullmatch(pool):
        raise NotValid(("/id", "1 to 64 letters, digits or . _ ~ -"))
    if level not in SHARED:
        raise NotValid(("/level", "pool or phone"))
    if not await helper_pools.add(tx.connection, pool, name=_line(name, "/name", LONGEST_NAME), level=level):
        raise NameTaken


async def join(tx: Transaction, *, pool: str, office: str) -> None:
    """Let a pool look after an office. Raises NotValid for an unknown one of either."""
    await _known_pool(tx, pool)
    await _known_office(tx, office)
    await helper_pools.join(tx.connection, pool, office=office)


async def leave(tx: Transaction, *, pool: str, office: str) -> bool:
    """Let it do so no longer; False if it did not. Raises NotValid."""
    await _known_pool(tx, pool)
    return await helper_pools.leave(tx.connection, pool, office=office)


async def take_in(tx: Transaction, *, pool: str, name: str) -> None:
    """Let somebody help in a pool, by the name with which they log in.

    Raises NotValid for an unknown pool or person, and for a role that does not help.
    """
    await _known_pool(tx, pool)
    await helper_pools.take_in(tx.connection, pool, user=await _helper(tx, name))


async def let_go(tx: Transaction, *, pool: str, name: str) -> bool:
    """Let them help there no longer; False if they did not. Raises NotValid."""
    await _known_pool(tx, pool)
    return await helper_pools.let_go(tx.connection, pool, user=await _helper(tx, name))


async def describe(
    tx: Transaction,
    *,
    name: str,
    shown_as: str | None = None,
    languages: Collection[str] | None = None,
    services: Collection[str] | None = None,
    all_services: bool = False,
) -> None:
    """Say what somebody is like as a helper; what is not said stays as it was.

    German everybody speaks, `languages` are the others. Raises NotValid for what makes no sense.
    """
    user = await _helper(tx, name)
    before = await help_staff.one(tx.connection, user)
    for language in languages or ():
        if not LANGUAGE.fullmatch(language):
            raise NotValid(("/languages", f"{language!r} is no language code"))
    if services is not None:
        await _known_services(tx, services)
    kept = before.services if services is None else frozenset(services)
    await helper_pools.describe(
        tx.connection,
        user,
        shown_as=before.shown_as if shown_as is None else _line(shown_as, "/shown-as", LONGEST_SHOWN),
        languages=before.languages if languages is None else frozenset(languages),
        services=None if all_services else kept,
    )


async def _known_pool(tx: Transaction, pool: str) -> None:
    if not await helper_pools.is_known(tx.connection, pool):
        raise NotValid(("/id", f"there is no pool {pool!r}"))


async def _known_office(tx: Transaction, office: str) -> None:
    try:
        await tx.office(office)
    except NotFound:
        raise NotValid(("/office", f"there is no office {office!r}")) from None


async def _known_services(tx: Transaction, services: Collection[str]) -> None:
    offices = await tx.catalogue.all_current(tx.connection, now=tx.now)
    offered = {service for office in offices for service in office.services}
    for service in services:
        if service not in offered:
            raise NotValid(("/services", f"no office offers {service!r}"))


async def _helper(tx: Transaction, name: str) -> str:
    found = await helper_pools.user_named(tx.connection, login_name(name))
    if found is None:
        raise NotValid(("/user", f"nobody logs in as {name!r}"))
    user, role = found
    if Right.HELP not in RIGHTS[role]:
        raise NotValid(("/user", f"a {role} does not help at kiosks and terminals"))
    return user


def _line(text: str, pointer: str, longest: int) -> str:
    text = " ".join(text.split())
    if not 1 <= len(text) <= longest or not text.isprintable():
        raise NotValid((pointer, f"a line of 1 to {longest} characters"))
    return text
