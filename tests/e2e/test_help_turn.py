# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where networks let nothing through from browser to browser, a real TURN server carries the talk."""

from typing import TYPE_CHECKING

from tests.e2e.helping import NAMED, SOON, helping_place
from tests.e2e.turn_server import turn_server

if TYPE_CHECKING:
    from playwright.async_api import Page

SECRET = "so lang und zufaellig wie noetig"
# What a firewall between two networks leaves of all ways.
NO_DIRECT_WAY = """
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(given, ...more) { super({ ...given, iceTransportPolicy: "relay" }, ...more); }
};
"""
# By which kind of way the packets of a page's line leave, and where they go.
WAYS = """async () => {
  const [line] = window.lines.slice(-1);
  const found = [...(await line.getStats()).values()];
  const pairs = found.filter(({ type, nominated }) => type === "candidate-pair" && nominated);
  const used = pairs.find(({ state }) => state === "succeeded");
  const kind = (id) => found.find((each) => each.id === id)?.candidateType;
  return [kind(used?.localCandidateId), kind(used?.remoteCandidateId)];
}"""


async def ways_of(page: "Page") -> list[str]:
    found: list[str] = await page.evaluate(WAYS)
    return found


async def test_two_whom_no_direct_way_leads_to_each_other_talk_by_way_of_the_turn_server(
    sqlite_url: str,
) -> None:
    with turn_server(SECRET) as turn:
        settings = {"AUFRUF_TURN_URL": turn.url, "AUFRUF_TURN_SECRET": SECRET}
        async with (
            helping_place(sqlite_url, script=NO_DIRECT_WAY, settings=settings) as place,
            place.citizen() as citizen,
            place.helper() as helper,
        ):
            await citizen.calls()
            await helper.accepts(citizen)
            await helper.page.locator("#with-video").check()
            await helper.asks("talk")
            await citizen.agrees("talk")
            await citizen.sees(f"{NAMED} spricht mit Ihnen.")
            await helper.page.locator("body[data-talk=live]").wait_for(timeout=2 * SOON)
            await citizen.hears("sound", "pictures")
            await helper.hears("sound")
            assert await ways_of(citizen.page) == ["relay", "relay"]
            assert await ways_of(helper.page) == ["relay", "relay"]
            assert SECRET not in "".join(map(str, [*citizen.frames, *helper.frames]))
