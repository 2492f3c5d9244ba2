# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The composition root: settings → database → pages, api, jobs."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from litestar import Litestar, Response, Router, get
from litestar.datastructures import State
from litestar.exceptions import MethodNotAllowedException, NotFoundException

import aufruf_kiosk
from aufruf import api, clock, display, pages
from aufruf.actions import pacing
from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.display.speech import Speech
from aufruf.jobs import running_jobs
from aufruf.live.balancing import Balancer
from aufruf.live.between import Between, Memory
from aufruf.live.by_postgres import ByPostgres
from aufruf.live.forecaster import Forecaster
from aufruf.live.forecasting import Forecasts
from aufruf.live.hub import Hub
from aufruf.live.sealing import Seal
from aufruf.live.switchboard import Switchboard
from aufruf.reads.health import database_answers
from aufruf.settings import Settings
from aufruf.web import assets, errors, translation
from aufruf.web.answers import Answers
from aufruf.web.assets import Assets
from aufruf.web.gate import gate
from aufruf.web.ice import Ice
from aufruf.web.kiosks import names_at_kiosk
from aufruf.web.metrics import give_metrics
from aufruf.web.openapi import openapi_config
from aufruf.web.presence import noting_presence
from aufruf.web.rendering import make_templates
from aufruf.web.tokens import CitizenTokens
from aufruf.web.wiring import DEPENDENCIES, Given, Login, Wiring
from aufruf_kiosk import speech as read_aloud
from aufruf_kiosk import texts

BODY_LIMIT = 1_000_000  # bytes; nobody here sends more than a form
VERSION = "0.1.0"
SPOKEN = "spoken"  # a folder among the data: calls as sound, so that each is made once
COMPILED = "compiled"  # a folder among the data: what the forecasting process has compiled for the next start
FACES = (pages, display, aufruf_kiosk)
TEMPLATES = [face.TEMPLATES for face in FACES]
STATIC = [assets.STATIC, *(face.STATIC for face in FACES)]
LOCALES = [translation.LOCALE, texts.LOCALE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """What the demo adds to a server: its pages, its log-ins, and the people who live as long as it runs."""

    router: Router
    logins: tuple[Login, ...]
    alive: Callable[[Database], AbstractAsyncContextManager[None]]


RealTime = Callable[[], dt.datetime]


def open_database(settings: Settings, *, durable: bool = True, real: RealTime = clock.now) -> Database:
    """The way to the database that the settings name."""
    engine = make_engine(settings.database_url, durable=durable)
    return Database(engine, clock=real, rehearsal=settings.rehearsal)


async def start_clock(settings: Settings, db: Database) -> None:
    """In a rehearsal, let the clock show at the very first start what the settings say."""
    if settings.clock_start is not None:
        async with db.transaction() as tx:
            await pacing.start_clock(tx, real_now=db.clock(), shown_at=settings.clock_start, speed=1.0)


def between_processes(settings: Settings) -> Between:
    """How this process wakes the others: by a Redis if one is named, else by the database they share."""
    if settings.realtime_url:
        from aufruf.live.by_redis import ByRedis  # noqa: PLC0415 - most offices have none

        return ByRedis(settings.realtime_url)
    if settings.database_url.startswith("sqlite"):
        return Memory()
    return ByPostgres(settings.database_url)


@cache
def read_files() -> tuple[Assets, Environment]:
    """What browsers are sent, and the pages as templates: read and compiled once in a process."""
    loaded = assets.load_assets(STATIC)
    return loaded, make_templates(TEMPLATES, loaded, LOCALES)


def make_app(
    settings: Settings,
    *,
    durable: bool = True,
    town: Town | None = None,
    real: RealTime = clock.now,
    with_jobs: bool = True,
) -> Litestar:
    """The whole server as one ASGI application; with `town` it is the demo.

    A test sets the `real` time and may leave the jobs out, which run by real intervals.
    """
    db = open_database(settings, durable=durable, real=real)
    loaded, templates = read_files()
    between = between_processes(settings)
    hub = Hub(db, between)
    switchboard = Switchboard(between, Seal(settings.secret_key))
    forecaster = Forecaster(settings.data_dir / COMPILED) if settings.forecasts else None
    forecasts = Forecasts(db, hub, forecaster)
    balancer = Balancer(settings.data_dir / COMPILED)
    speech = Speech(settings.data_dir / SPOKEN)
    wiring = Wiring(
        db=db,
        hub=hub,
        forecasts=forecasts,
        solve=balancer,
        tokens=CitizenTokens(settings.secret_key),
        switchboard=switchboard,
        ice=Ice(stun=settings.stun_urls, turn=settings.turn_urls, turn_secret=settings.turn_secret),
        base_url=settings.base_url,
        rate_limit=settings.rate_limit,
        trusted_proxies=settings.trusted_proxies,
        metrics_from=settings.metrics_from,
        rehearsal=settings.rehearsal,
        demo_logins=town.logins if town else (),
    )

    @asynccontextmanager
    async def alive(_app: Litestar) -> AsyncIterator[None]:
        await migrate(settings.database_url)
        async with AsyncExitStack() as living:
            living.push_async_callback(db.close)
            await start_clock(settings, db)
            living.push_async_callback(speech.stop)
            await living.enter_async_context(hub.alive())
            await living.enter_async_context(switchboard.alive())
            await living.enter_async_context(noting_presence(db, switchboard))
            await living.enter_async_context(forecasts.alive())
            if with_jobs:
                await living.enter_async_context(_jobs(settings, db, balancer))
            if town is not None:
                await living.enter_async_context(town.alive(db))
            yield

    app = Litestar(
        route_handlers=[
            api.router,
            Router("", route_handlers=[pages.router, display.router], exception_handlers=pages.ERRORS),
            assets.send_asset,
            texts.send_texts,
            read_aloud.make_router(names_at_kiosk),
            is_alive,
            is_ready,
            give_metrics,
            *([town.router] if town else []),
        ],
        dependencies=DEPENDENCIES,
        exception_handlers={
            **errors.HANDLERS,
            NotFoundException: pages.on_no_such_page,
            MethodNotAllowedException: pages.on_no_such_page,
        },
        middleware=[gate],
        lifespan=[alive],
        state=State(
            {
                "wiring": wiring,
                "speech": speech,
                "assets": loaded,
                "templates": templates,
            }
        ),
        request_max_body_size=BODY_LIMIT,
        openapi_config=openapi_config(VERSION),
        debug=False,
        logging_config=None,
    )
    app.asgi_handler = Answers(app.asgi_handler, settings.trusted_proxies)
    return app


def _jobs(settings: Settings, db: Database, balancer: Balancer) -> AbstractAsyncContextManager[None]:
    return running_jobs(db, url=settings.database_url, solve=balancer, emergency=settings.emergency_dir)


@get("/health/live", include_in_schema=False)
async def is_alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@get("/health/ready", include_in_schema=False)
async def is_ready(wiring: Given[Wiring]) -> Response[dict[str, str]]:
    """Somebody may be sent to this process."""
    if not wiring.hub.works:
        return Response({"status": "nothing is live in this process: restart it"}, status_code=503)
    if not await database_answers(wiring.db):
        return Response({"status": "the database does not answer"}, status_code=503)
    return Response({"status": "ready"})
