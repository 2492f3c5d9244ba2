# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The emergency list as a file: one page of HTML that needs nothing else, renewed by the leader's job.

It holds names, so only its owner may read it, and it is deleted once its day is over.
"""

import asyncio
import datetime as dt
import os
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office
from aufruf.reads.day_list import DayList, day_list_of
from aufruf.web import dates, translation

HERE = Path(__file__).parent
STYLE = HERE / "static" / "day-list.css"
EMERGENCY = "emergency"  # the folder among the data
FROM = dt.time(5)  # local; from then on today's list is there
RENEWED = dt.timedelta(minutes=15)  # so that it also knows who has booked today
NAME = re.compile(r"(?P<office>[A-Za-z0-9._~-]{1,64})-(?P<date>\d{4}-\d{2}-\d{2})\.html")


def rendered(found: DayList, *, stylesheet: str | None = None) -> str:
    """The list as HTML: with its style inside, or (for our own pages, which allow none) with a link to it."""
    style = None if stylesheet else Markup(STYLE.read_text(encoding="utf-8"))  # noqa: S704 (our own file)
    template = _environment().get_template("day_list.html")
    return template.render(list=found, office=found.office, language="de", style=style, stylesheet=stylesheet)


def path_of(folder: Path, office: str, date: dt.date) -> Path:
    """Where the list of a day is."""
    return folder / f"{office}-{date.isoformat()}.html"


def write(folder: Path, found: DayList) -> Path:
    """Put a list into its file: whole or not at all, and for nobody else's eyes."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    goal = path_of(folder, found.office.id, found.date)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".list-")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(rendered(found))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(goal)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return goal


def delete_old(folder: Path, *, before: dt.date) -> int:
    """Delete the lists of the days before this one; how many they were."""
    gone = 0
    for file in folder.glob("*.html"):
        named = NAME.fullmatch(file.name)
        if named and dt.date.fromisoformat(named["date"]) < before:
            file.unlink(missing_ok=True)
            gone += 1
    return gone


@dataclass(slots=True)
class DayLists:
    """The lists that this process keeps up to date, as long as it leads."""

    folder: Path
    _made: dict[tuple[str, dt.date], dt.datetime] = field(default_factory=dict)

    async def renew(self, db: Database) -> None:
        """Write what is missing or has become old, and delete what is over."""
        async with db.reading() as reading:
            offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
            now = reading.now
        for office in offices:
            if self._is_due(office, now):
                async with db.reading(snapshot=True) as reading:
                    found = await day_list_of(reading, office.id)
                if found.is_needed:
                    await asyncio.to_thread(write, self.folder, found)
                self._made[office.id, found.date] = now
        earliest = min((office.local_date(now) for office in offices), default=now.date())
        self._made = {key: at for key, at in self._made.items() if key[1] >= earliest}
        if self.folder.exists():
            await asyncio.to_thread(delete_old, self.folder, before=earliest)

    def _is_due(self, office: Office, now: dt.datetime) -> bool:
        if now.astimezone(office.zone).time() < FROM:
            return False
        made = self._made.get((office.id, office.local_date(now)))
        return made is None or now - made >= RENEWED or now < made


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    translation.install(environment)
    environment.filters.update(long_day=dates.long_day, wall_time=dates.wall_time, moment=dates.moment)
    return environment
