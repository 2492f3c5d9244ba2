# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands `aufruf user add` and `aufruf device pair`: who gets into the house."""

import secrets
from collections.abc import Sequence

from aufruf.actions.devices import add_device
from aufruf.actions.passwords import LONGEST, SHORTEST, hash_password
from aufruf.actions.users import add_user
from aufruf.db.transaction import Database
from aufruf.domain.errors import NotValid
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.tokens import DEVICE, PERSONAL, key_of, new_secret


async def run_user_add(
    db: Database,
    *,
    name: str,
    role: Role,
    offices: Sequence[str],
    staff: str | None,
    password: str | None,
    with_token: bool,
) -> int:
    """Let somebody in; with a token its last line is that token, shown this once."""
    if password is not None and not SHORTEST <= len(password) <= LONGEST:
        raise NotValid(("/password", f"has {SHORTEST} to {LONGEST} characters"))
    if password is None and not with_token:
        raise NotValid(("/password", "is missing: give AUFRUF_NEW_PASSWORD, standard input or --token"))
    token = new_secret(PERSONAL) if with_token else None
    password_hash = await hash_password(password) if password is not None else None
    async with db.transaction() as tx:
        await add_user(
            tx,
            id_=secrets.token_hex(8),
            name=name,
            role=role,
            offices=offices,
            staff=staff,
            password_hash=password_hash,
            token_key=key_of(token) if token else None,
        )
    print(f"{name} may log in as {role}.")
    if token:
        print(token)
    return 0


async def run_device_pair(db: Database, *, kind: DeviceKind, office: str) -> int:
    """Let a device in; the last line is its id and its token, shown this once."""
    id_, token = secrets.token_hex(8), new_secret(DEVICE)
    async with db.transaction() as tx:
        await add_device(tx, id_=id_, office=office, kind=kind, token_key=key_of(token))
    print(f"A {kind} was let into {office}.")
    print(id_, token)
    return 0
