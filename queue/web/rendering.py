# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages from templates: the frame that is around every page, and the headers it travels with."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import Cookie, State
from markupsafe import Markup

from aufruf import metrics
from aufruf.domain.access import Caller, Person
from aufruf.domain.errors import AufrufError
from aufruf.domain.goals import goal_of
from aufruf.domain.roles import RIGHTS, Right
from aufruf.planning.waits.forecast import for_people
from aufruf.web import dates, translation
from aufruf.web.assets import Assets, address
from aufruf.web.callers import caller_of, session_of
from aufruf.web.errors import status_of
from aufruf.web.language import NAMES, direction_of, language_of, offered_at
from aufruf.web.sentences import sentence
from aufruf.web.wire import Connection
from aufruf.web.wiring import Wiring, wiring_of

AnyRequest = Request[Any, Any, Any]
BERLIN = ZoneInfo("Europe/Berlin")
HEADERS = {
    "Cache-Control": "no-store",  # pages hold personal data and change by the second
    "Vary": "Cookie, Accept-Language",
}


def make_templates(
    templates: Sequence[Path], assets: Assets, locales: Sequence[Path] = (translation.LOCALE,)
) -> Environment:
    """The environment of all faces' templates. A missing variable is a defect, not an empty text."""
    environment = Environment(
        loader=FileSystemLoader(list(templates)), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    translation.install(environment, locales)
    environment.globals["asset"] = partial(address, assets)
    environment.globals["goal_of"] = goal_of
    environment.filters.update(
        weekday=dates.weekday, short_day=dates.short_day, long_day=dates.long_day,
        wall_time=dates.wall_time, moment=dates.moment, for_people=for_people,
    )  # fmt: skip
    return environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is around every page: the language, who is logged in, the clock of a rehearsal."""

    environment: Environment
    language: str
    path: str = "/"
    caller: Caller = None
    csrf_token: str = ""
    rehearsal: bool = False
    demo: bool = False
    now: dt.datetime | None = None
    zone: ZoneInfo = field(default=BERLIN)

    @property
    def person(self) -> Person | None:
        """Whoever is logged in."""
        return self.caller if isinstance(self.caller, Person) else None

    @property
    def helps(self) -> bool:
        """Whether whoever is logged in may answer help requests."""
        return self._may_somewhere(Right.HELP)

    @property
    def serves(self) -> bool:
        """Whether whoever is logged in may work at a counter."""
        return self._may_somewhere(Right.SERVE)

    @property
    def leads(self) -> bool:
        """Whether whoever is logged in may steer an office."""
        return self._may_somewhere(Right.SUPERVISE)

    def _may_somewhere(self, right: Right) -> bool:
        return self.person is not None and right in RIGHTS[self.person.role]

    def text(self, german: str) -> str:
        """A text of ours in the reader's language."""
        return translation.translate(german, self.language)

    @property
    def direction(self) -> str:
        """Which way the reader's language is written."""
        return direction_of(self.language)

    @property
    def languages(self) -> Mapping[str, str]:
        """The languages that this page has, each by its own name."""
        return {each: NAMES[each] for each in offered_at(self.path.partition("?")[0])}

    def refusal(self, error: AufrufError) -> str:
        """Why something was refused, as a sentence."""
        return sentence(error.code, str(error), language=self.language)

    def show(
        self,
        template: str,
        *,
        refused: AufrufError | None = None,
        status: int | None = None,
        headers: dict[str, str] | None = None,
        cookies: Sequence[Cookie] = (),
        **context: Any,
    ) -> Response[str]:
        """A page. After a refusal it says why, in its place, with the right status."""
        if status is None:
            status = 200 if refused is None else status_of(refused)
        if refused is not None:
            metrics.refused(refused.code)
        around = {
            "status": status,
            "frame": self,
            "language": self.language,
            "refused": None if refused is None else self.refusal(refused),
        }
        return Response(
            self.environment.get_template(template).render(around | context),
            status_code=status,
            media_type="text/html; charset=utf-8",
            headers=HEADERS | {"Content-Language": self.language} | (headers or {}),
            cookies=cookies,
        )

    def part(self, template: str, **context: Any) -> Markup:
        """A piece of a page, as it stands in the page and as it is sent again when it has changed."""
        around = {"frame": self, "language": self.language}
        return Markup(self.environment.get_template(template).render(around | context))  # noqa: S704 (escaped)


def bare_frame(request: AnyRequest) -> Frame:
    """The frame of an error page: what is known already, without asking the database."""
    known = request.scope.get("state", {}).get("frame")
    if isinstance(known, Frame):
        return known
    wiring: Wiring = request.app.state.wiring
    return Frame(
        environment=request.app.state.templates,
        language=language_of(request),
        path=_address(request),
        rehearsal=wiring.rehearsal,
        demo=bool(wiring.demo_logins),
    )


async def give_frame(request: AnyRequest, state: State) -> Frame:
    """The frame for whoever asks."""
    wiring = wiring_of(state)
    async with wiring.db.reading() as reading:
        now = reading.now
    frame = await frame_of(request, now=now)
    request.scope.setdefault("state", {})["frame"] = frame  # for an error page
    return frame


async def frame_of(connection: Connection, *, now: dt.datetime | None = None) -> Frame:
    """The frame for whoever is at the other end: of a page, or of its socket."""
    wiring = wiring_of(connection.app.state)
    session = await session_of(connection, wiring.db)
    return Frame(
        environment=connection.app.state.templates,
        language=language_of(connection),
        path=_address(connection),
        caller=await caller_of(connection, wiring.db),
        csrf_token=session.csrf if session else "",
        rehearsal=wiring.rehearsal,
        demo=bool(wiring.demo_logins),
        now=now,
    )


def _address(connection: Connection) -> str:
    """The page's own address, to come back to after a change of the language."""
    query = connection.url.query
    return connection.url.path + (f"?{query}" if query else "")
