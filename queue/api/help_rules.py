# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How help is given at an office's devices: its rules, and how many look after it."""

from litestar import Router, get, put
from litestar.params import JSONBody

from aufruf.actions.help_choices import set_rules
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.help_rules import HelpRules, Naming
from aufruf.domain.roles import Right
from aufruf.reads.help_choices import HelpOfOffice, help_of_office
from aufruf.web.wire import Answer, PathId, Sent
from aufruf.web.wiring import Given

USUAL = HelpRules()


class SentHelpRules(Sent, frozen=True):
    """The rules of an office, whole: what is left out becomes what is usual."""

    promise_seconds: int = USUAL.promise_seconds
    office_seconds: int = USUAL.office_seconds
    pool_seconds: int = USUAL.pool_seconds
    phone_seconds: int = USUAL.phone_seconds
    come_minutes: int = USUAL.come_minutes
    naming: Naming = USUAL.naming
    service_name: str = USUAL.service_name


class HelperPoolAnswer(Answer, frozen=True):
    """A pool that looks after the office: `level` is pool or phone; how many help in it, never who."""

    id: str
    name: str
    level: str
    helpers: int


class HelpRulesAnswer(Answer, frozen=True):
    """The rules as they hold, how many helpers the office has itself, and the pools it has joined."""

    promise_seconds: int
    office_seconds: int
    pool_seconds: int
    phone_seconds: int
    come_minutes: int
    naming: Naming
    service_name: str
    own_helpers: int
    pools: list[HelperPoolAnswer]


@get("/offices/{office:str}/help-rules")
async def show_rules(office: PathId, caller: Given[Caller], db: Given[Database]) -> HelpRulesAnswer:
    """Who is asked for how long, how helpers are named, and who looks after the office."""
    async with db.reading(snapshot=True) as reading:
        found = await help_of_office(reading, office)
        person_with(caller, Right.SUPERVISE, found.office)
    return _answer(found)


@put("/offices/{office:str}/help-rules")
async def change_rules(
    office: PathId, data: JSONBody[SentHelpRules], caller: Given[Caller], db: Given[Database]
) -> HelpRulesAnswer:
    """Choose them anew. Requests that were asked before keep the promise that held then."""
    wanted = HelpRules(
        promise_seconds=data.promise_seconds,
        office_seconds=data.office_seconds,
        pool_seconds=data.pool_seconds,
        phone_seconds=data.phone_seconds,
        come_minutes=data.come_minutes,
        naming=data.naming,
        service_name=data.service_name.strip(),
    )
    async with db.transaction() as tx:
        person_with(caller, Right.SUPERVISE, await tx.office(office))
        await set_rules(tx, office=office, rules=wanted)
    async with db.reading(snapshot=True) as reading:
        return _answer(await help_of_office(reading, office))


def _answer(found: HelpOfOffice) -> HelpRulesAnswer:
    rules = found.office.help
    return HelpRulesAnswer(
        promise_seconds=rules.promise_seconds,
        office_seconds=rules.office_seconds,
        pool_seconds=rules.pool_seconds,
        phone_seconds=rules.phone_seconds,
        come_minutes=rules.come_minutes,
        naming=rules.naming,
        service_name=rules.service_name,
        own_helpers=found.own_helpers,
        pools=[
            HelperPoolAnswer(id=each.id, name=each.name, level=each.level, helpers=each.helpers)
            for each in found.pools
        ],
    )


router = Router("", route_handlers=[show_rules, change_rules], tags=["Help"])
