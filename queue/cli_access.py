# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands `aufruf user add` and `aufruf device pair`: who gets into the house."""

import getpass
import os
import secrets
import sys
from collections.abc import Awaitable, Sequence

from aufruf.actions.devices import add_device
from aufruf.actions.passwords import LONGEST, SHORTEST, hash_password
from aufruf.actions.users import add_user
from aufruf.cli_database import Commands, Options, with_database
from aufruf.db.transaction import Database
from aufruf.domain.errors import NotValid
from aufruf.domain.pairing import PAIRED
from aufruf.domain.roles import DeviceKind, Role
from aufruf.settings import Settings
from aufruf.web.tokens import DEVICE, PERSONAL, key_of, new_secret

LONGEST_NAME = 100  # characters of a device's name


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf user` and `aufruf device`."""
    users = commands.add_parser("user", help="people who log in")
    adding = users.add_subparsers(required=True, metavar="WHAT").add_parser("add", help="let somebody in")
    adding.add_argument("name")
    adding.add_argument("--role", type=Role, choices=list(Role), required=True)
    adding.add_argument("--office", action="append", default=[], help="may be given more than once")
    adding.add_argument("--staff", help="the staff member whose skills count")
    adding.add_argument("--token", action="store_true", help="print a personal bearer token as the last line")
    adding.set_defaults(run=_user_add)

    devices = commands.add_parser("device", help="kiosks, displays and terminals")
    pairing = devices.add_subparsers(required=True, metavar="WHAT").add_parser("pair", help="let a device in")
    pairing.add_argument("--kind", type=DeviceKind, choices=sorted(PAIRED), required=True)
    pairing.add_argument("--office", required=True)
    pairing.add_argument("--name", default="", help="what people call it")
    pairing.set_defaults(run=_device_pair)


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


async def run_device_pair(db: Database, *, kind: DeviceKind, office: str, name: str = "") -> int:
    """Let a device in; the last line is its id and its token, shown this once."""
    id_, token = secrets.token_hex(8), new_secret(DEVICE)
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise NotValid(("/name", f"is a line of {LONGEST_NAME} characters at most"))
    async with db.transaction() as tx:
        await add_device(tx, id_=id_, office=office, kind=kind, token_key=key_of(token), name=name)
    print(f"A {kind} was let into {office}.")
    print(id_, token)
    return 0


def _user_add(settings: Settings, options: Options) -> int:
    password = _new_password(needed=not options.token)

    def work(db: Database) -> Awaitable[int]:
        return run_user_add(
            db,
            name=options.name,
            role=options.role,
            offices=options.office,
            staff=options.staff,
            password=password,
            with_token=options.token,
        )

    return with_database(settings, work)


def _new_password(*, needed: bool) -> str | None:
    given = os.environ.get("AUFRUF_NEW_PASSWORD")
    if given or not needed:
        return given or None
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n") or None


def _device_pair(settings: Settings, options: Options) -> int:
    def work(db: Database) -> Awaitable[int]:
        return run_device_pair(db, kind=options.kind, office=options.office, name=options.name)

    return with_database(settings, work)
