# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a server says to PostgreSQL while one thing is done, read from PostgreSQL's own log."""

import re
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import asyncpg

from tests.postgres import Postgres

BEGINS, ENDS = re.compile(r"BEGIN\b", re.IGNORECASE), re.compile(r"COMMIT\b", re.IGNORECASE)
ENTRY = re.compile(r"@(\d+)@ (\w+):  (.*)", re.DOTALL)
STATEMENT = re.compile(r"(?:statement|execute [^:]*): (.*)", re.DOTALL)
PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
ON = ("log_statement = 'all'", "log_line_prefix = '@%p@ '", "log_parameter_max_length = -1")
OFF = ("log_statement = 'none'",)
SETTLED = 0.5  # seconds until every session has read the new settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement, and the texts of its parameters in order; None for NULL."""

    text: str
    parameters: tuple[str | None, ...] = ()


async def record(postgres: Postgres, deed: Callable[[], Awaitable[None]]) -> list[list[Said]]:
    """Everything that was said while the deed was done, transaction by transaction.

    What stood alone, outside of any transaction, is a list of one.
    """
    log = postgres.folder / "postgres.log"
    await _set(postgres, ON)
    begin = log.stat().st_size
    await deed()
    time.sleep(SETTLED)  # noqa: ASYNC251 (nothing else runs here)
    text = log.read_bytes()[begin:].decode()
    await _set(postgres, OFF)
    return [part for said in _by_session(text).values() for part in _transactions(said)]


async def _set(postgres: Postgres, settings: Sequence[str]) -> None:
    connection = await asyncpg.connect(postgres.url.replace("+asyncpg", ""))
    for setting in settings:
        await connection.execute(f"ALTER SYSTEM SET {setting}")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()
    time.sleep(SETTLED)  # noqa: ASYNC251


def _by_session(text: str) -> Mapping[str, list[Said]]:
    found: Mapping[str, list[Said]] = defaultdict(list)
    for entry in re.split(r"\n(?=@\d+@ )", text.strip()):  # what goes on on the next line begins with a tab
        if (match := ENTRY.fullmatch(entry)) is None:
            continue
        session, kind, words = match.groups()
        if kind == "LOG" and (said := STATEMENT.fullmatch(words)):
            found[session].append(Said(text=said[1].replace("\n\t", "\n").strip().rstrip(";")))
        elif kind == "DETAIL" and words.lower().startswith("parameters: "):
            values = tuple(_value(each[2]) for each in PARAMETER.finditer(words))
            found[session][-1] = Said(text=found[session][-1].text, parameters=values)
    return found


def _value(text: str) -> str | None:
    return None if text == "NULL" else text[1:-1].replace("''", "'").replace("\n\t", "\n")


def _transactions(said: Sequence[Said]) -> Iterator[list[Said]]:
    current: list[Said] | None = None
    for each in said:
        if BEGINS.match(each.text):
            current = [each]
        elif current is None:
            yield [each]
        else:
            current.append(each)
            if ENDS.match(each.text):
                yield current
                current = None
