# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger of a kiosk: an SQLite file that survives a pulled plug. What is not in it is not printed."""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from aufruf_kiosk.ledger import entries

T = TypeVar("T")
FILE, LOCK = "kiosk.db", "kiosk.lock"
WAITS = 2.0  # seconds for a lock of somebody who looks into the file
PRIVATE = 0o077  # the rights that nobody else may have


class LedgerTrouble(Exception):
    """The ledger could not be written: the disk is full, or it is broken."""


class LedgerInUse(Exception):
    """Another program works with this folder."""


class Ledger:
    """One connection, used by one thread, so that the page is never held up by the disk."""

    def __init__(self, folder: Path) -> None:
        """Open the ledger of a folder. Raises LedgerInUse, LedgerTrouble."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.umask(os.umask(0) | PRIVATE)  # codes and needs are nobody else's business
        self._lock = (folder / LOCK).open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise LedgerInUse(str(folder)) from error
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")
        try:
            self._db = self._thread.submit(_open, folder / FILE).result()
        except sqlite3.Error as error:
            self._lock.close()
            raise LedgerTrouble(error.sqlite_errorname or "") from error

    async def do(self, deed: Callable[[sqlite3.Connection], T]) -> T:
        """Do something in one transaction; when this returns it is on the disk. Raises LedgerTrouble."""
        work = asyncio.get_running_loop().run_in_executor(self._thread, self._do, deed)
        return await asyncio.shield(work)  # who does not wait any longer does not leave it half done

    def _do(self, deed: Callable[[sqlite3.Connection], T]) -> T:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                done = deed(self._db)
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise LedgerTrouble(getattr(error, "sqlite_errorname", "")) from error
        return done

    async def close(self) -> None:
        """Let go of the folder."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._db.close)
        self._thread.shutdown()
        self._lock.close()


def _open(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=WAITS, isolation_level=None, check_same_thread=True)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        db.execute(f"PRAGMA {pragma}")
    db.executescript(entries.SCHEMA)
    return db
