# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office and its helpers choose about help, on both databases; the pages have tests of their own."""

from dataclasses import replace

from aufruf.actions import helper_pools
from aufruf.actions.help_choices import describe_oneself, set_rules
from aufruf.actions.users import add_user
from aufruf.domain.help import HelpLevel
from aufruf.domain.help_rules import HelpRules, Naming
from aufruf.domain.roles import Role
from aufruf.reads.help_choices import as_helper, help_of_office
from tests.actions.waiting_room import WaitingRoom

RULES = HelpRules(promise_seconds=90, naming=Naming.PERSON)


async def test_rules_pools_and_what_helpers_say_are_stored_and_found(room: WaitingRoom) -> None:
    hanna = await room.do(add_user, id_="hanna", name="hanna", role=Role.HELPER, offices=["nord"])
    for pool, level in (("telefon", HelpLevel.PHONE), ("springer", HelpLevel.POOL)):
        await room.do(helper_pools.add_pool, pool=pool, name=pool.title(), level=level)
        await room.do(helper_pools.join, pool=pool, office="mitte")
    await room.do(helper_pools.take_in, pool="springer", name="hanna")
    await room.do(set_rules, office="mitte", rules=RULES)
    await room.do(set_rules, office="mitte", rules=replace(RULES, come_minutes=5))
    async with room.db.reading() as reading:
        found = await help_of_office(reading, "mitte")
    assert found.office.help == replace(RULES, come_minutes=5)
    assert [(each.id, each.helpers) for each in found.pools] == [("springer", 1), ("telefon", 0)]
    assert found.own_helpers == 0
    for spoken in (["ar"], ["en", "tr"]):
        await room.do(describe_oneself, person=hanna, shown_as="Frau H.", languages=spoken)
        async with room.db.reading() as reading:
            helper = await as_helper(reading, hanna)
        assert (helper.shown_as, sorted(helper.languages)) == ("Frau H.", spoken)
