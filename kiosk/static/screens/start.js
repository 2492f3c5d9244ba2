// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The first screen: in which language, and with an appointment or without.
import { choice, h, heading } from "../dom.js";
import { _, LANGUAGES, language, time, day } from "../texts.js";
import { waiting_words } from "../waits.js";
import { choose_language } from "./languages.js";

export function draw(kiosk) {
  const waiting = h("p", { id: "waiting" });
  const without = choice(_("Ich habe keinen Termin"), { kind: "first", icon: "ticket", id: "without", hint: "", on: () => kiosk.go("concern") });
  const refresh = (state) => {
    waiting.textContent = how_it_is(state);
    without.querySelector(".hint").textContent = what_there_is(kiosk);
  };
  refresh(kiosk.state);
  return {
    told: [heading(_("Willkommen! Was möchten Sie tun?")), h("p", { class: "office", lang: "de" }, kiosk.state.office.name), waiting],
    choices: [
      h("div", { class: "choices two" },
        choice(_("Ich habe einen Termin"), { kind: "first", icon: "calendar", id: "with", hint: _("Anmelden mit Code oder QR-Code"), on: () => kiosk.go("check_in") }),
        without),
      languages(kiosk),
    ],
    refresh,
  };
}

// Nothing is promised here that no concern will offer.
function what_there_is({ state, books }) {
  const waits = state.open && state.services.some((each) => each.walk_ins), plans = state.services.some(books);
  if (waits) return plans ? _("Wartemarke ziehen oder Termin nehmen") : _("Wartemarke ziehen");
  return plans ? _("Termin nehmen") : "";
}

function how_it_is(state) {
  if (state.open && state.offline_since) return _("Das Netz ist gerade gestört. Wartemarken gibt es trotzdem.");
  if (state.open) return waiting_words(state.waiting);
  if (state.closed_early) return _("Heute mussten wir früher schließen. Wartemarken gibt es heute nicht mehr.");
  if (!state.opens_at) return _("Zurzeit geben wir keine Wartemarken aus.");
  const zone = state.office.timezone;
  return _("Zurzeit geben wir keine Wartemarken aus. Wieder ab %(day)s, %(time)s.", { day: day(state.opens_at, zone), time: time(state.opens_at, zone) });
}

function languages(kiosk) {
  if (kiosk.state.languages.length < 2) return null;
  return h("div", { class: "languages", role: "group", "aria-label": _("Sprache") }, kiosk.state.languages.map((each) =>
    choice(LANGUAGES[each], { kind: "small", lang: each.split("-")[0], id: `language-${each}`, "aria-pressed": String(each === language()), on: () => choose_language(kiosk, each) })));
}
