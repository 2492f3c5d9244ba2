# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the ledger holds: each touch once, from the moment of the touch until the server has taken it over."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aufruf_kiosk.ledger.true_time import Moment

SCHEMA = """
    CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS entry (
        key TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        wish TEXT NOT NULL,
        at TEXT NOT NULL, boot TEXT NOT NULL, ticks REAL NOT NULL,
        state TEXT NOT NULL,
        letter TEXT, date TEXT, ordinal INTEGER,
        answer TEXT,
        given_at TEXT,
        result TEXT,
        UNIQUE (letter, date, ordinal)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS entry_state ON entry (state);
"""
COLUMNS = "key, kind, wish, at, boot, ticks, state, letter, ordinal, answer, given_at, result"
WELL = frozenset({"merged", "already_there", "withdrawn"})  # results after which nobody is missing


class EntryState(StrEnum):
    """How far a touch has come."""

    TOUCHED = "touched"  # the server is being asked
    ANSWERED = "answered"  # the server gave a ticket
    ALONE = "alone"  # we gave a ticket of our own; the server does not know yet
    WITHDRAWN = "withdrawn"  # nobody got a number; what the server may have done is to be undone
    TOLD = "told"  # the server has taken it over
    REFUSED = "refused"  # the server could not: staff should know


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One touch of one person."""

    key: str
    kind: str  # ticket or check_in
    wish: Mapping[str, Any]  # as the page sent it
    taken: Moment
    state: EntryState = EntryState.TOUCHED
    letter: str | None = None
    ordinal: int | None = None
    answer: Mapping[str, Any] | None = None  # as the page was told
    is_given: bool = False  # somebody has seen the number, on paper or on the screen
    result: str | None = None

    @property
    def number(self) -> str | None:
        """The number of our own series."""
        return None if self.ordinal is None else f"{self.letter}{self.ordinal:03d}"


def begin(db: sqlite3.Connection, entry: Entry) -> Entry:
    """Note a touch, before anything else is done about it; as it is noted, if it was noted before."""
    row = (entry.key, entry.kind, json.dumps(entry.wish), entry.taken.at.isoformat())
    more = (entry.taken.boot, entry.taken.ticks, EntryState.TOUCHED.value)
    db.execute(
        "INSERT OR IGNORE INTO entry (key, kind, wish, at, boot, ticks, state) VALUES (?, ?, ?, ?, ?, ?, ?)",
        row + more,
    )
    found = find(db, entry.key)
    return entry if found is None else found


def find(db: sqlite3.Connection, key: str) -> Entry | None:
    """A touch, if it was noted."""
    rows = db.execute(f"SELECT {COLUMNS} FROM entry WHERE key = ?", (key,))  # noqa: S608 (our own words)
    return next(map(_entry, rows), None)


def answered(db: sqlite3.Connection, key: str, answer: Mapping[str, Any]) -> None:
    """The server gave a ticket."""
    _become(db, key, EntryState.ANSWERED, answer)


def forget(db: sqlite3.Connection, key: str) -> None:
    """The server refused: nothing has happened."""
    db.execute("DELETE FROM entry WHERE key = ? AND state = 'touched'", (key,))


def withdraw(db: sqlite3.Connection, key: str) -> None:
    """Nobody got a number; what the server may have done of it is to be undone."""
    db.execute("UPDATE entry SET state = 'withdrawn' WHERE key = ? AND state = 'touched'", (key,))


def number(db: sqlite3.Connection, key: str, *, letter: str, date: str) -> Entry:
    """Give a touch the next number of our own series of a day. It may be printed when this is stored."""
    [last] = db.execute(
        "SELECT coalesce(max(ordinal), 0) FROM entry WHERE letter = ? AND date = ?", (letter, date)
    ).fetchone()
    ordinal = last + 1
    [kind] = db.execute("SELECT kind FROM entry WHERE key = ?", (key,)).fetchone()
    answer = {
        "visit": None,
        "number": f"{letter}{ordinal:03d}",
        "token": None,
        "status_url": None,
        "ahead": None,
        "wait": None,
        "promised_at": None,
        "offline": True,
        "unchecked": kind == "check_in",  # whether the code was right is found out later
    }
    db.execute(
        "UPDATE entry SET letter = ?, date = ?, ordinal = ? WHERE key = ?", (letter, date, ordinal, key)
    )
    _become(db, key, EntryState.ALONE, answer)
    found = find(db, key)
    if found is None:
        raise LookupError(key)
    return found


def given(db: sqlite3.Connection, key: str, answer: Mapping[str, Any], *, at: str) -> None:
    """Somebody has the number, on paper or on the screen."""
    db.execute("UPDATE entry SET given_at = ?, answer = ? WHERE key = ?", (at, json.dumps(answer), key))


def left_behind(db: sqlite3.Connection) -> list[Entry]:
    """What an earlier run did not bring to an end: perhaps nobody has seen these numbers."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM entry "  # noqa: S608 (our own words)
        "WHERE given_at IS NULL AND state IN ('touched', 'answered', 'alone') ORDER BY at, ordinal"
    )
    return [_entry(row) for row in rows]


def untold(db: sqlite3.Connection, *, limit: int) -> list[Entry]:
    """What the server does not know yet, the oldest first. Whoever has a number counts as having seen it."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM entry WHERE state IN ('alone', 'withdrawn') "  # noqa: S608 (our own words)
        "ORDER BY at, ordinal LIMIT ?",
        (limit,),
    )
    return [_entry(row) for row in rows]


def told(db: sqlite3.Connection, results: Iterable[tuple[str, str]]) -> None:
    """What the server said of each; who wanted what is no longer needed here."""
    db.executemany(
        "UPDATE entry SET state = ?, result = ?, wish = '{}' "
        "WHERE key = ? AND state IN ('alone', 'withdrawn')",
        [
            ((EntryState.TOLD if result in WELL else EntryState.REFUSED).value, result, key)
            for key, result in results
        ],
    )


def how_many_wait(db: sqlite3.Connection) -> int:
    """How many people have a number that the server does not know yet."""
    [count] = db.execute("SELECT count(*) FROM entry WHERE state = 'alone'").fetchone()
    return int(count)


def redate(db: sqlite3.Connection, dates: Iterable[tuple[str, str]]) -> None:
    """The clock was wrong: these (by key) were given on that date. Two of one number stay apart."""
    db.executemany("UPDATE OR IGNORE entry SET date = ? WHERE key = ?", [(date, key) for key, date in dates])


def numbered_since(db: sqlite3.Connection, boot: str) -> list[tuple[Entry, str]]:
    """Numbers of our own given since a start of the machine, with their dates."""
    rows = db.execute(
        f"SELECT {COLUMNS}, date FROM entry WHERE boot = ? AND ordinal IS NOT NULL",  # noqa: S608 (our words)
        (boot,),
    )
    return [(_entry(row[:-1]), row[-1]) for row in rows]


def tidy(db: sqlite3.Connection, *, answers_before: str, entries_before: str) -> None:
    """Blank what the page will not ask again, and delete what is long over."""
    done = "state IN ('answered', 'told', 'refused')"
    db.execute(
        f"UPDATE entry SET answer = '{{}}', wish = '{{}}' WHERE {done} AND at < ?",  # noqa: S608 (our own words)
        (answers_before,),
    )
    db.execute(f"DELETE FROM entry WHERE {done} AND at < ?", (entries_before,))  # noqa: S608 (our own words)


def setting(db: sqlite3.Connection, name: str) -> Any:
    """Something kept from an earlier run, or None."""
    row = db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else json.loads(row[0])


def keep(db: sqlite3.Connection, name: str, value: Any) -> None:
    """Keep something for a later run."""
    db.execute(
        "INSERT INTO setting VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, json.dumps(value)),
    )


def _become(db: sqlite3.Connection, key: str, state: EntryState, answer: Mapping[str, Any]) -> None:
    db.execute("UPDATE entry SET state = ?, answer = ? WHERE key = ?", (state.value, json.dumps(answer), key))


def _entry(row: tuple[Any, ...]) -> Entry:
    key, kind, wish, at, boot, ticks, state, letter, ordinal, answer, given_at, result = row
    return Entry(
        key=key,
        kind=kind,
        wish=json.loads(wish),
        taken=Moment(at=dt.datetime.fromisoformat(at), boot=boot, ticks=ticks),
        state=EntryState(state),
        letter=letter,
        ordinal=ordinal,
        answer=None if answer is None else json.loads(answer),
        is_given=given_at is not None,
        result=result,
    )
