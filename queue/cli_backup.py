# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands `aufruf backup` and `aufruf restore`. What they say holds nobody's name."""

import asyncio
import hashlib
import hmac
import os
import sys
from pathlib import Path

from aufruf import clock
from aufruf.cli_database import BAD_INPUT, DONE, REFUSED, Commands, Options, say
from aufruf.db.backup import take
from aufruf.db.backup_file import BadBackup
from aufruf.db.restore import CannotRestore, restore
from aufruf.db.schema import Schema, schema_of
from aufruf.settings import Settings


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf backup` and `aufruf restore`."""
    taking = commands.add_parser("backup", help="write everything into a file, while everybody works on")
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("--force", action="store_true", help="replace a file that is there")
    taking.set_defaults(run=_backup)
    bringing = commands.add_parser("restore", help="bring everything back from such a file")
    bringing.add_argument("file", type=Path, metavar="FILE")
    bringing.add_argument("--replace", action="store_true", help="in place of what the database holds")
    bringing.set_defaults(run=_restore)


def _backup(settings: Settings, options: Options) -> int:
    return asyncio.run(run_backup(settings, options.file, force=options.force))


def _restore(settings: Settings, options: Options) -> int:
    return asyncio.run(run_restore(settings, options.file, replace=options.replace))


async def run_backup(settings: Settings, path: Path, *, force: bool) -> int:
    """Write everything that is stored into a file."""
    schema = await schema_of(settings.database_url)
    if schema is Schema.NONE:
        return _refused("there is no database yet, so there is nothing to back up")
    if schema is Schema.OLDER:
        return _refused("the database is of an earlier version: bring it up to date first (aufruf migrate)")
    if schema is Schema.FOREIGN:
        return _refused(f"the database is {schema}")
    rows = await take(
        settings.database_url, path, now=clock.now(), key_check=_key_check(settings), force=force
    )
    print(f"{path}: {sum(rows.values())} rows of {len(rows)} tables. It holds personal data.")
    print(f"The secret key is not in it. {where_the_key_is(settings)}")
    return DONE


async def run_restore(settings: Settings, path: Path, *, replace: bool) -> int:
    """Bring everything back that a file holds."""
    try:
        done = await restore(settings.database_url, path, now=clock.now(), instead=replace)
    except BadBackup as error:
        return say(f"{path}: {error}", status=BAD_INPUT)
    except CannotRestore as error:
        return _refused(str(error))
    taken = done.header.taken_at.isoformat(timespec="seconds")
    print(f"{done.rows} rows are back as they were at {taken}; everybody logs in anew.")
    if done.header.key_check != _key_check(settings):
        print(
            "The secret key here is another than then: links that citizens have do not work with it. "
            f"{where_the_key_is(settings)}",
            file=sys.stderr,
        )
    return DONE


def where_the_key_is(settings: Settings) -> str:
    """A sentence for whoever has to keep it."""
    if os.environ.get("AUFRUF_SECRET_KEY"):
        return "It comes from AUFRUF_SECRET_KEY: keep a copy of it with your backups."
    return f"It is kept in {settings.data_dir / 'secret.key'}: keep a copy with your backups."


def _key_check(settings: Settings) -> str:
    return hmac.new(settings.secret_key.encode(), b"aufruf backup", hashlib.sha256).hexdigest()[:16]


def _refused(sentence: str) -> int:
    return say(sentence, status=REFUSED)
