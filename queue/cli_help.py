# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands `aufruf helper-pool …` and `aufruf helper NAME …`: who helps in several offices, and how."""

from collections.abc import Awaitable, Callable

from aufruf.actions import helper_pools
from aufruf.cli_database import DONE, REFUSED, Commands, Options, say, with_database
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.help import HelpLevel
from aufruf.settings import Settings

Deed = Callable[[Transaction], Awaitable[bool | None]]


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf helper-pool` and `aufruf helper`."""
    pools = commands.add_parser("helper-pool", help="helpers whom several offices share")
    deeds = pools.add_subparsers(required=True, metavar="WHAT")
    adding = deeds.add_parser("add", help="found a pool")
    adding.add_argument("pool", metavar="ID")
    adding.add_argument("--name", required=True, help="what people call it")
    adding.add_argument(
        "--level",
        required=True,
        choices=sorted(helper_pools.SHARED),
        help="asked after the office itself, or last, as the phone service",
    )
    adding.set_defaults(run=_add)
    for word, run, what in (
        ("join", _join, "let a pool look after an office"),
        ("leave", _leave, "let it do so no longer"),
    ):
        moving = deeds.add_parser(word, help=what)
        moving.add_argument("pool", metavar="ID")
        moving.add_argument("--office", required=True)
        moving.set_defaults(run=run)
    staffing = deeds.add_parser("staff", help="let somebody help in a pool")
    staffing.add_argument("pool", metavar="ID")
    staffing.add_argument("--user", required=True, help="the name with which they log in")
    staffing.add_argument("--remove", action="store_true", help="let them do so no longer")
    staffing.set_defaults(run=_staff)

    helper = commands.add_parser("helper", help="what somebody is like as a helper")
    helper.add_argument("name", metavar="NAME", help="with which they log in")
    helper.add_argument("--shown-as", help='what citizens are told, if the office names people: "Frau K."')
    helper.add_argument("--languages", help="besides German, with commas between: en,tr")
    helper.add_argument("--services", help="ids of those that they know, with commas between, or: all")
    helper.set_defaults(run=_describe)


def _add(settings: Settings, options: Options) -> int:
    return _do(
        settings,
        lambda tx: helper_pools.add_pool(
            tx, pool=options.pool, name=options.name, level=HelpLevel(options.level)
        ),
        done=f"The pool {options.pool} was founded.",
    )


def _join(settings: Settings, options: Options) -> int:
    return _do(
        settings,
        lambda tx: helper_pools.join(tx, pool=options.pool, office=options.office),
        done=f"{options.pool} looks after {options.office}.",
    )


def _leave(settings: Settings, options: Options) -> int:
    return _do(
        settings,
        lambda tx: helper_pools.leave(tx, pool=options.pool, office=options.office),
        done=f"{options.pool} looks after {options.office} no longer.",
        else_=f"{options.pool} did not look after {options.office}",
    )


def _staff(settings: Settings, options: Options) -> int:
    if options.remove:
        return _do(
            settings,
            lambda tx: helper_pools.let_go(tx, pool=options.pool, name=options.user),
            done=f"{options.user} helps in {options.pool} no longer.",
            else_=f"{options.user} did not help in {options.pool}",
        )
    return _do(
        settings,
        lambda tx: helper_pools.take_in(tx, pool=options.pool, name=options.user),
        done=f"{options.user} helps in {options.pool}.",
    )


def _describe(settings: Settings, options: Options) -> int:
    knows_all = options.services == "all"
    return _do(
        settings,
        lambda tx: helper_pools.describe(
            tx,
            name=options.name,
            shown_as=options.shown_as,
            languages=_listed(options.languages),
            services=None if knows_all else _listed(options.services),
            all_services=knows_all,
        ),
        done=f"{options.name} is known as a helper.",
    )


def _listed(text: str | None) -> list[str] | None:
    return None if text is None else [each.strip() for each in text.split(",") if each.strip()]


def _do(settings: Settings, deed: Deed, *, done: str, else_: str = "") -> int:
    """Do it, and say so; a deed that gives False had nothing to do."""

    async def work(db: Database) -> int:
        async with db.transaction() as tx:
            found = await deed(tx)
        if found is False:
            return say(else_, status=REFUSED)
        print(done)
        return DONE

    return with_database(settings, work)
