# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands `aufruf backup` and `aufruf restore`. What they say holds nobody's name."""

import hashlib
import hmac
import os
import sys
from pathlib import Path

from aufruf import clock
from aufruf.db.backup import take
from aufruf.db.backup_file import BadBackup
from aufruf.db.restore import CannotRestore, restore
from aufruf.db.schema import Schema, schema_of
from aufruf.settings import Settings

DONE, REFUSED, BAD_INPUT = 0, 1, 2


async def run_backup(settings: Settings, path: Path, *, force: bool) -> int:
    """Write everything that is stored into a file."""
    schema = await schema_of(settings.database_url)
    if schema is Schema.NONE:
        return _refuse("there is no database yet, so there is nothing to back up")
    if schema is Schema.OLDER:
        return _refuse("the database is of an earlier version: bring it up to date first (aufruf migrate)")
    if schema is Schema.FOREIGN:
        return _refuse(f"the database is {schema}")
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
        print(f"aufruf: {path}: {error}", file=sys.stderr)
        return BAD_INPUT
    except CannotRestore as error:
        return _refuse(str(error))
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


def _refuse(sentence: str) -> int:
    print(f"aufruf: {sentence}", file=sys.stderr)
    return REFUSED
