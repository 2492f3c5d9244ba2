# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every handler may ask for by name, given once by the composition root."""

from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

from litestar import Request
from litestar.datastructures import State
from litestar.di import Dependency, Provide
from litestar.params import SkipValidationMarker

from aufruf.db.transaction import Database
from aufruf.domain.access import Caller
from aufruf.live.balancing import Balancer, Solve
from aufruf.live.forecasting import Forecasts
from aufruf.live.hub import Hub
from aufruf.live.switchboard import Switchboard
from aufruf.reads.availability import Offers
from aufruf.web.addresses import Networks
from aufruf.web.callers import caller_of
from aufruf.web.ice import Ice
from aufruf.web.kept_answers import KeptAnswers
from aufruf.web.tokens import CitizenTokens

T = TypeVar("T")
# What the composition root gives a handler by name. It is ours, so it is not checked at each request;
# nor could it be: msgspec knows no union of two dataclasses, and that is what a Caller is.
Given = Annotated[T, Dependency(kind="named"), SkipValidationMarker()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A log-in of the demo town, shown on its start page; nobody else's is ever shown."""

    name: str
    password: str
    role: str
    office: str = ""  # the name of the office; empty: all of the tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """The parts of the product that handlers work with."""

    db: Database
    hub: Hub
    forecasts: Forecasts
    tokens: CitizenTokens
    switchboard: Switchboard  # the lines between devices and their helpers
    ice: Ice = field(default_factory=Ice)  # servers for sound and picture between them
    base_url: str = ""  # as people reach it; empty: links of the API are relative
    rate_limit: bool = True
    trusted_proxies: Networks = ()
    metrics_from: Networks = ()
    rehearsal: bool = False
    solve: Solve = field(default_factory=Balancer)  # makes a plan for a day, in a process of its own
    offers: Offers = field(default_factory=Offers)  # what this process knows of capacity
    kept_answers: KeptAnswers = field(default_factory=KeptAnswers)
    demo_logins: tuple[Login, ...] = ()  # only in the demo town; POST /demo/pace sets its speed


def wiring_of(state: State) -> Wiring:
    """The wiring in the application's state."""
    wiring: Wiring = state.wiring
    return wiring


# One after the other: for those that hang on nothing the framework opens a group of tasks at each request.
def give_db(wiring: Given[Wiring]) -> Database:
    """The way to the database."""
    return wiring.db


def give_tokens(wiring: Given[Wiring]) -> CitizenTokens:
    """What makes and recognises citizens' tokens."""
    return wiring.tokens


async def give_caller(request: Request[Any, Any, Any], db: Given[Database]) -> Caller:
    """Who is calling."""
    return await caller_of(request, db)


DEPENDENCIES = {
    "wiring": Provide(wiring_of, sync_to_thread=False),
    "db": Provide(give_db, sync_to_thread=False),
    "tokens": Provide(give_tokens, sync_to_thread=False),
    "caller": Provide(give_caller),
}
