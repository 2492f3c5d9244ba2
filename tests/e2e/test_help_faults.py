# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Helping, and what must not happen: what somebody types is on no wire, who may not does not, what breaks is said.

What may be said over the line, and by whom, tests/web/test_help_line.py asks. Here it is what people see of it.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests import databases
from tests.cable import cable_to
from tests.e2e.helping import NAMED, SOON, Place, a_word, helping_place

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("help_faults")]

BACK_WITHIN = 25_000  # ms: the other end is known to be gone after twelve seconds of silence
GONE_WITHIN = 60_000  # ms: a helper of whom nothing is heard is waited for half a minute

# A form as a page might have it, with a word in every place that may say something about somebody; and a harmless one.
PUT = """([words, marker]) => {
  const next = () => words.pop();
  const id = next(), form = document.createElement("form");
  form.id = `form-${marker}`;
  form.innerHTML = `<p>${marker}</p>
    <label for="${id}a">${next()}</label>
    <input id="${id}a" title="${next()}" placeholder="${next()}" aria-label="${next()}" value="${next()}" name="${next()}">
    <select aria-label="${next()}"><optgroup label="${next()}"><option value="${next()}">${next()}</option></optgroup>
    <option value="chosen" label="${next()}">${next()}</option></select>
    <textarea>${next()}</textarea>
    <fieldset><legend>${next()}</legend><label><input type="radio" value="${next()}">${next()}</label></fieldset>
    <span id="${id}b">${next()}</span><input aria-labelledby="${id}b" type="email" value="${next()}@${next()}.de">
    <p id="${id}c">${next()}</p><input aria-describedby="${id}c" list="${id}d"><datalist id="${id}d"><option>${next()}</datalist>
    <output>${next()}</output><div contenteditable="true" title="${next()}">${next()}</div>
    <div role="textbox" aria-label="${next()}" contenteditable="plaintext-only">${next()}</div>
    <section data-private>${next()} <b title="${next()}">${next()}</b></section>`;
  document.getElementById("told").append(form);
}"""
WORDS = 40  # more than there are places
# The same form, while the helper looks on: everything that can change does.
CHANGE = """([words, marker]) => {
  const next = () => words.pop(), form = document.getElementById(`form-${marker}`);
  form.querySelector("label").textContent = next();
  form.querySelector("label").firstChild.data = next();
  const field = form.querySelector("input");
  for (const name of ["title", "placeholder", "aria-label", "value", "data-x", "alt"]) field.setAttribute(name, next());
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
    first, second, third = a_word(), a_word(), a_word()
    async with place.citizen() as citizen, place.helper() as helper:
        screen, kiosk = citizen.page, citizen.kiosk
        await screen.evaluate(PUT, [before, first])
        await citizen.calls()
        await helper.accepts()
        await helper.asks("view", "point")
        await citizen.agrees("view")
        await citizen.agrees("point")
        await helper.mirror.get_by_text(first).wait_for(timeout=SOON)
        await screen.evaluate(PUT, [after, second])
        await helper.mirror.get_by_text(second).wait_for(timeout=SOON)
        form = screen.locator(f"#form-{second}")
        await form.locator("input").first.press_sequentially(typed)
        await form.locator("[contenteditable=true]").press_sequentially(written)
        await form.locator("select").select_option("chosen")
        await screen.evaluate(CHANGE, [changed, second])
        await form.locator("input").first.scroll_into_view_if_needed()
        await helper.page.locator("#steps button", has_text="Mit Termin anmelden").click()
        await kiosk.is_at("check_in")
        await screen.keyboard.type(CODE)
        await kiosk.touch("check-in")
        await kiosk.is_at("sorry")
        await kiosk.touch("help-write")
        await screen.locator("#help-line").fill(said)
        await screen.keyboard.press("Enter")
        await helper.page.locator("#chat", has_text=said).wait_for(timeout=SOON)
        await helper.page.locator("#text").fill(answered)
        await helper.page.keyboard.press("Enter")
        await citizen.told(answered)
        await screen.evaluate(
            "(text) => document.getElementById('told').append(Object.assign(document.createElement('p'), { textContent: text }))",
            third,
        )
        await helper.mirror.get_by_text(third).wait_for(timeout=SOON)  # and all that was before it
        shown = await helper.page.locator("body").inner_html()

        await kiosk.touch("help-end")
        await helper.over("Die Person am Gerät hat die Hilfe beendet.")
        await citizen.is_alone()
        personal = [*secrets, typed, written, CODE, " ".join(CODE)]
        for side in (citizen, helper):
            frames = "\n".join(str(each) for each in side.frames)
            assert all(each in frames for each in (first, second, third, said, answered)), "it finds nothing"
            assert [each for each in personal if each in frames] == []
            kept = await side.kept()
            assert [each for each in [*personal, first, said, answered] if each in kept] == []
        assert [each for each in personal if each in shown] == []
        stored = place.stored()
        assert b"Kiosk Eingang" in stored
        assert [each for each in [*personal, first, said, answered] if each.encode() in stored] == []
        assert said not in await helper.page.locator("body").inner_html()
        assert (helper.complaints, [each for each in citizen.complaints if "404" not in each]) == ([], [])
