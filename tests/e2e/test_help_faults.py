# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Helping, and what must not happen: what is typed is on no wire, who may not does not, what breaks is said.

What may be said over the line, and by whom, tests/web/test_help_line.py asks: here it is what people see.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests import databases
from tests.cable import cable_to
from tests.e2e.helping import NAMED, SOON, Citizen, Helper, Place, a_word, helping_place

if TYPE_CHECKING:
    from playwright.async_api import Route

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("help_faults")]

BACK_WITHIN = 25_000  # ms: the other end is known to be gone after twelve seconds of silence
GONE_WITHIN = 60_000  # ms: a helper of whom nothing is heard is waited for half a minute

# A form as a page might have it: a word wherever something may be said of somebody, and a harmless one.
PUT = """([words, marker]) => {
  const next = () => words.pop();
  const id = next(), form = document.createElement("form");
  form.id = `form-${marker}`;
  form.innerHTML = `<p>${marker}</p>
    <label for="${id}a">${next()}</label>
    <input id="${id}a" title="${next()}" placeholder="${next()}" aria-label="${next()}"
      value="${next()}" name="${next()}">
    <select aria-label="${next()}"><optgroup label="${next()}"><option value="${next()}">${next()}</option>
    </optgroup><option value="chosen" label="${next()}">${next()}</option></select>
    <textarea>${next()}</textarea>
    <fieldset><legend>${next()}</legend><label><input type="radio" value="${next()}">${next()}
    </label></fieldset>
    <span id="${id}b">${next()}</span>
    <input aria-labelledby="${id}b" type="email" value="${next()}@${next()}.de">
    <p id="${id}c">${next()}</p><input aria-describedby="${id}c" list="${id}d">
    <datalist id="${id}d"><option>${next()}</datalist>
    <output>${next()}</output><div contenteditable="true" title="${next()}">${next()}</div>
    <div role="textbox" aria-label="${next()}" contenteditable="plaintext-only">${next()}</div>
    <section data-private>${next()} <b title="${next()}">${next()}</b></section>`;
  document.getElementById("told").append(form);
}"""
# What stands in a tree of its own: of that nobody knows what it is about.
APART = """([shadowed, framed]) => {
  const host = document.createElement("div"), frame = document.createElement("iframe");
  host.attachShadow({ mode: "open" }).innerHTML = `<p id="apart">${shadowed}</p>`;
  document.getElementById("told").append(host, frame);
  frame.contentDocument.body.textContent = framed;
}"""
ADD = """(text) => {
  document.getElementById("told").append(Object.assign(document.createElement("p"), { textContent: text }));
}"""
WORDS = 40  # more than there are places
# The same form, while the helper looks on: everything that can change does.
CHANGE = """([words, marker]) => {
  const next = () => words.pop(), form = document.getElementById(`form-${marker}`);
  form.querySelector("label").textContent = next();
  form.querySelector("label").firstChild.data = next();
  const field = form.querySelector("input");
  const names = ["title", "placeholder", "aria-label", "value", "data-x", "alt"];
  for (const name of names) field.setAttribute(name, next());
  form.querySelector("option").textContent = next();
  form.querySelector("optgroup").label = next();
  form.querySelector("select").append(new Option(next(), next()));
  form.querySelector("select").value = "chosen";
  form.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  form.querySelector("legend").firstChild.data = next();
  form.querySelector("output").value = next();
  form.querySelector("span").firstChild.data = next();
  form.querySelector("[data-private] b").firstChild.data = next();
  document.title = next();
}"""
# Somebody's own socket, out of the console: what is said to it, up to its end.
RAW = """([id, instance, messages]) => new Promise((over) => {
  const heard = [], socket = new WebSocket(`/api/v1/help-requests/${id}/socket?instance=${instance}`);
  const text = (each) => typeof each === "string" ? each : JSON.stringify(each);
  // Each is answered before the next.
  const next = () => messages.length && socket.send(text(messages.shift()));
  socket.onopen = next;
  socket.onmessage = ({ data }) => {
    const { type, code, of, why } = JSON.parse(data);
    heard.push([type, ...type === "refused" ? [code, of] : type === "over" ? [why] : []]);
    if (type === "refused") next();
  };
  socket.onclose = ({ code }) => over([...heard, ["closed", code]]);
})"""
COMMAND = {
    "type": "command",
    "number": 1,
    "do": {"kind": "evaluate", "script": "location = 'https://fremd.example'"},
}
NOT_LISTED = [["refused", "not_listed", number] for number in (1, 2)]
ELSEWHERE = {"type": "command", "number": 2, "do": {"kind": "go", "step": "admin"}}
CODE, PHONE = "K7PQ9X", "01512837465"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    """Helpers have neither microphone nor camera here."""
    url = databases.copied_file(sqlite_template, tmp_path_factory.mktemp("help") / "aufruf.sqlite")
    async with helping_place(url, helpers_have_devices=False) as place:
        yield place


async def test_what_somebody_types_chooses_or_reads_in_a_field_is_on_no_wire_and_nothing_is_kept(
    place: Place,
) -> None:
    secrets = [a_word() for _ in range(3 * WORDS)]
    before, after, changed = secrets[:WORDS], secrets[WORDS : 2 * WORDS], secrets[2 * WORDS :]
    typed, written, said, answered = a_word(), a_word(), a_word(), a_word()
    first, second, third, apart = a_word(), a_word(), a_word(), [a_word(), a_word()]
    secrets += apart
    async with place.citizen() as citizen, place.helper() as helper:
        screen, kiosk = citizen.page, citizen.kiosk
        await screen.evaluate(PUT, [before, first])
        await citizen.calls()
        await helper.accepts(citizen)
        await helper.asks("view", "point")
        await citizen.agrees("view")
        await citizen.agrees("point")
        await helper.mirror.get_by_text(first).wait_for(timeout=SOON)
        await screen.evaluate(PUT, [after, second])
        await screen.evaluate(APART, apart)
        await helper.mirror.get_by_text(second).wait_for(timeout=SOON)
        form = screen.locator(f"#form-{second}")
        await form.locator("input").first.press_sequentially(typed)
        await form.locator("[contenteditable=true]").press_sequentially(written)
        await form.locator("select").select_option("chosen")
        await screen.evaluate(CHANGE, [changed, second])
        await form.locator("input").first.scroll_into_view_if_needed()
        await helper.page.locator("#steps button", has_text="Mit Termin anmelden").click()
        await kiosk.is_at("check_in")
        await screen.keyboard.type(CODE)  # as fast as a scanner, which touches nothing before its Enter
        await kiosk.touch("check-in")
        await kiosk.is_at("sorry")
        await kiosk.touch("help-write")
        await screen.locator("#help-line").fill(said)
        await screen.keyboard.press("Enter")
        await helper.page.locator("#chat", has_text=said).wait_for(timeout=SOON)
        await helper.page.locator("#text").fill(answered)
        await helper.page.keyboard.press("Enter")
        await citizen.told(answered)
        await screen.evaluate(ADD, third)
        await helper.mirror.get_by_text(third).wait_for(timeout=SOON)  # and all that was before it
        shown = await helper.page.locator("body").inner_html()

        await kiosk.touch("help-end")
        await helper.over("Die Person am Gerät hat die Hilfe beendet.")
        await citizen.is_alone()
        await nothing_is_left(place, citizen, helper, [*secrets, typed, written], [first, said, answered])
        frames = str(citizen.frames), str(helper.frames)
        assert all(each in of_one for each in (first, second, third, said, answered) for of_one in frames)
        assert [each for each in [*secrets, typed, written, CODE, " ".join(CODE)] if each in shown] == []
        assert (helper.complaints, [each for each in citizen.complaints if "404" not in each]) == ([], [])


async def nothing_is_left(
    place: Place, citizen: Citizen, helper: Helper, personal: list[str], passing: list[str]
) -> None:
    """What is personal was on no wire; neither that nor what was said in passing is kept anywhere."""
    personal = [*personal, CODE, " ".join(CODE)]
    for side in (citizen, helper):
        frames, kept = "\n".join(str(each) for each in side.frames), await side.kept()
        assert [each for each in personal if each in frames] == []
        assert [each for each in [*personal, *passing] if each in kept] == []
        assert [each for each in passing if each in await side.page.content()] in ([], passing[:1])
    stored = place.stored()
    assert citizen.place.encode() in stored
    assert [each for each in [*personal, *passing] if each.encode() in stored] == []


async def test_consent_taken_back_ends_mirror_and_talk_at_once_and_without_devices_it_goes_on(
    place: Place,
) -> None:
    async with place.citizen(permissions=[]) as citizen, place.helper() as helper:
        screen, kiosk = citizen.page, citizen.kiosk
        await citizen.calls()
        await helper.accepts(citizen)
        await helper.asks("view", "talk")
        await citizen.agrees("view")
        await citizen.agrees("talk")
        await helper.page.locator("body[data-mirror=shown][data-talk=live]").wait_for(timeout=SOON)
        await citizen.told("Mikrofon oder Kamera sind hier nicht erlaubt.")
        await citizen.told("Sie können trotzdem zuhören und schreiben.")
        trouble = helper.page.locator("#talk-trouble")
        await trouble.get_by_text(
            "Mikrofon oder Kamera fehlen. Es geht auch ohne: Sie hören weiter."
        ).wait_for()
        assert "Am Gerät sind Mikrofon oder Kamera gesperrt." in await trouble.inner_text()

        await kiosk.touch("help-allow")
        said = 0
        for kind, goes_on in (("view", "sieht diesen Bildschirm."), ("talk", "spricht mit Ihnen.")):
            await kiosk.touch(f"help-may-{kind}")
            await screen.locator("#help-bar", has_not_text=f"{NAMED} {goes_on}").wait_for(timeout=SOON)
            row = helper.page.locator(f"[data-consent={kind}][data-agreed=no]")
            await row.get_by_text("nicht mehr erlaubt").wait_for(timeout=SOON)
            said = said or len(citizen.frames)  # from the first that was taken back on
        assert await helper.page.locator("#mirror").is_hidden()
        assert await helper.page.locator("#talk").is_hidden()
        await citizen.media_end()
        await helper.media_end()
        await kiosk.touch("without")
        await helper.page.locator("#standing", has_text="Anliegen wählen").wait_for(timeout=SOON)
        assert not [each for each in citizen.frames[said:] if '"mirror"' in str(each)]
        assert await helper.mirror.locator("body").count() == 0
        await helper.page.locator("#phrases button").first.click()
        await citizen.told("Guten Tag! Ich helfe Ihnen.")
        await citizen.context_closes()
        await helper.page.locator("#there", has_text="nicht verbunden").wait_for(timeout=SOON)


async def test_what_was_told_before_consent_was_taken_back_begins_nothing_anew(place: Place) -> None:
    async with place.citizen() as citizen, place.helper() as helper:
        screen = citizen.page
        await citizen.calls()
        await helper.accepts(citizen)
        await helper.asks("view", "talk")
        await citizen.agrees("view")
        await citizen.agrees("talk")
        await helper.page.locator("body[data-mirror=shown][data-talk=live]").wait_for(timeout=SOON)
        await screen.locator("#help-allow").click()
        let_through = asyncio.Event()

        async def hold(route: "Route") -> None:
            await let_through.wait()
            await route.continue_()

        await screen.route("**/consent", hold)  # a slow network: the server knows nothing yet
        for kind in ("view", "talk"):
            await screen.locator(f"#help-may-{kind}").click()
        await citizen.media_end()
        said = len(citizen.frames)
        await helper.page.reload()  # which the device is told of, together with what was agreed to
        await helper.page.locator("body[data-there=yes]").wait_for(timeout=SOON)
        await helper.page.locator("#phrases button").first.click()
        await citizen.told("Guten Tag! Ich helfe Ihnen.")
        await screen.locator("#without").click()
        await helper.page.locator("#standing", has_text="Anliegen wählen").wait_for(timeout=SOON)
        assert not [each for each in citizen.frames[said:] if '"type":"mirror"' in str(each)]
        assert "sieht diesen Bildschirm." not in await screen.locator("#help-bar").inner_text()
        await citizen.media_end()
        let_through.set()
        await helper.page.locator("[data-consent=view][data-agreed=no]").wait_for(timeout=SOON)
        await screen.locator("#help-may-view").click()  # and it can be agreed to again
        await helper.page.locator("body[data-mirror=shown]").wait_for(timeout=SOON)
        await screen.locator("#help-end").click()
        await citizen.is_alone()


async def test_a_network_that_goes_and_comes_back_and_a_helper_who_does_not(place: Place) -> None:
    async with (
        cable_to(place.house.server.port) as cable,
        place.citizen() as waiting,
        place.citizen(url=f"http://127.0.0.1:{cable.port}") as citizen,
        place.helper() as helper,
    ):
        async with place.helper("heiko") as heiko:
            await waiting.calls()
            await heiko.accepts(waiting)
            await waiting.title("hilft Ihnen aus der Ferne")
        await waiting.told("ist gerade nicht verbunden. Einen Moment …")  # Heiko's computer is off

        await citizen.calls()
        await helper.accepts(citizen)
        await helper.asks("view")
        await citizen.agrees("view")
        await helper.page.locator("body[data-mirror=shown]").wait_for(timeout=SOON)
        cable.pull()
        await citizen.page.locator(
            "#help-panel", has_text="Gerade ist keine Verbindung. Es geht von selbst weiter."
        ).wait_for(timeout=BACK_WITHIN)
        cable.plug()
        await citizen.page.locator("#without").click()
        await helper.mirror.get_by_text("Worum geht es?").wait_for(
            timeout=BACK_WITHIN
        )  # the same page: it still may
        await citizen.sees(f"{NAMED} sieht diesen Bildschirm.")

        await waiting.page.locator(
            "#help-panel", has_text="kann nicht weiterhelfen. Wir haben wieder allen Bescheid"
        ).wait_for(timeout=GONE_WITHIN)
        await helper.page.goto(f"{place.house.url}/help")
        await helper.request(waiting).wait_for(timeout=SOON)
        for each in (waiting, citizen):
            await each.kiosk.touch("help-withdraw")


async def test_another_tab_a_forged_command_a_stranger_and_five_megabytes(place: Place) -> None:
    async with place.citizen() as citizen, place.helper() as helper, place.helper("fremd") as stranger:
        await citizen.calls()
        assert await stranger.request(citizen).count() == 0
        await helper.accepts(citizen)
        id_ = helper.page.url.rpartition("/")[2]
        assert await stranger.page.evaluate(RAW, [id_, "stranger-stranger", [COMMAND]]) == [["closed", 1006]]
        answer = await stranger.page.goto(helper.page.url)
        assert answer is not None
        assert (answer.status, await stranger.page.locator("#session").count()) == (403, 0)

        # Another tab of the helper has the line; out of its console nobody may more than its page does.
        other = await place.helpers_page(helper.page.context, "hanna", at=f"help/{id_}")
        await helper.over("Diese Hilfe läuft in einem anderen Fenster weiter.")
        await other.page.locator("body[data-there=yes]").wait_for(timeout=SOON)
        await other.asks("point")
        await citizen.agrees("point")
        await other.may("point")
        said = await helper.page.evaluate(
            RAW, [id_, "devtools-devtools", [COMMAND, ELSEWHERE, "x" * 5_000_000]]
        )
        await other.over("Diese Hilfe läuft in einem anderen Fenster weiter.")
        assert [each for each in said if each[0] == "refused"] == NOT_LISTED
        assert said[-2:] == [["over", "too_large"], ["closed", 1009]]
        assert await citizen.page.locator("[data-screen=start]").count() == 1
        await other.page.locator("#here-again").click()
        await other.page.locator("body[data-there=yes] #session").wait_for(timeout=SOON)

        # Another tab of the device has agreed to nothing.
        async with await citizen.page.context.new_page() as tab:
            await tab.goto(citizen.page.url)
            await citizen.title("Die Hilfe läuft jetzt an anderer Stelle")
            await tab.locator(
                "#help-bar", has_text="hilft Ihnen und sieht diesen Bildschirm nicht."
            ).wait_for()
            await other.page.locator("[data-consent=point][data-agreed=no]").wait_for(timeout=SOON)
            await tab.locator("#help-end").click()
            await other.over("Die Person am Gerät hat die Hilfe beendet.")


async def test_one_level_after_the_other_is_asked_and_in_the_end_the_citizen_is_told(place: Place) -> None:
    async with place.citizen() as citizen, place.helper() as hanna:
        await citizen.calls()
        await hanna.request(citizen).wait_for(timeout=SOON)
        for words in (
            "Wir fragen jetzt auch Helferinnen und Helfer an anderen Standorten.",
            "Wir fragen jetzt auch den Telefonservice.",
        ):
            await place.advance("61s")
            await citizen.told(words)
        async with place.helper("theo") as theo:
            await theo.request(citizen).and_(theo.page.locator("[data-rings]")).wait_for(timeout=SOON)
            await place.advance("61s")
            await citizen.title("Gerade kann leider niemand helfen")
            assert await citizen.page.locator("#help-ticket").is_visible()
            await citizen.kiosk.touch("help-call-back")
            await citizen.page.keyboard.type(PHONE)
            await citizen.kiosk.touch("help-call-me")
            await citizen.title("Wir rufen Sie zurück")
            await theo.page.locator("#call-backs", has_text=PHONE).wait_for(timeout=SOON)
            await theo.page.locator("#call-backs button").click()
            await theo.page.locator("#said").wait_for()
            for side in (citizen, hanna, theo):
                assert PHONE not in "\n".join(str(each) for each in side.frames)
                assert PHONE not in await side.kept()
        await place.tidy()
        assert citizen.place.encode() in place.stored()
        assert PHONE.encode() not in place.stored()
