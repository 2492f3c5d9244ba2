// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The kiosk, as somebody who helps finds it: how it stands there, and where one may be led. See help/help.js.
import { look } from "./api.js";
import { choose_language } from "./screens/languages.js";
import { is_on, turn } from "./settings.js";
import * as speech from "./speech.js";
import { _, language } from "./texts.js";

const STEPS = ["start", "concern", "wait_or_slot", "slots", "check_in", "languages"];
const WITH_CONCERN = new Set(["wait_or_slot", "slots"]);
const NEEDS = { aloud: "read_aloud", contrast: "contrast", larger: "larger_text", low: "low_reach" };

export function make_stage(kiosk) {
  // Not while something is being done for the citizen: it would be lost.
  const may_lead = () => kiosk.state && kiosk.shown && kiosk.shown.name !== "revoked" && !kiosk.deeds.busy && !kiosk.deeds.now;

  async function lead(deed) {
    if (!may_lead()) return false;
    kiosk.led = true;
    try {
      return await deed() !== false;
    } finally {
      kiosk.led = false;
    }
  }

  return {
    steps: STEPS,
    step: () => kiosk.shown?.name ?? "start",
    topic: () => kiosk.service(kiosk.chosen.service)?.id ?? null,
    language,
    needs: () => Object.entries(NEEDS).filter(([name]) => is_on(name)).map(([, need]) => need),
    larger: () => is_on("larger"),
    services: () => kiosk.state.services.map(({ id, name }) => ({ id, name })),
    offline: () => Boolean(kiosk.state.offline_since),
    running: async () => (await look()).help ?? null,
    go: (step) => lead(() => {
      const concern = kiosk.service(kiosk.chosen.service);
      if (WITH_CONCERN.has(step) && !concern) return false;
      if (step === "slots" && !kiosk.books(concern)) return false;
      if (step === "languages" && kiosk.state.languages.length < 2) return false;
      if (kiosk.shown.name !== step) kiosk.go(step);
      return true;
    }),
    choose: (service) => lead(() => {
      kiosk.chosen.service = service;
      kiosk.chosen.beside = new Set();
      kiosk.go("wait_or_slot");
    }),
    change_language: (wanted) => lead(async () => {
      if (!kiosk.state.languages.includes(wanted)) return false;
      await choose_language(kiosk, wanted);
      return language() === wanted;
    }),
    set_larger: (on) => lead(() => {
      turn("larger", on);
      kiosk.draw_bar();
      kiosk.settled();
    }),
    ticket: () => kiosk.go(kiosk.service(kiosk.chosen.service) ? "wait_or_slot" : "concern"),
    ended: (how) => ended(kiosk, how),
    say: speech.say_now,
    changed: () => kiosk.settled(),
  };
}

// True, if the screen says how it goes on.
function ended(kiosk, { id, reason, visit, then }) {
  if (reason === "ticket" && visit) {
    kiosk.deeds.begin(`/help-requests/${id}/collect`, {}, {
      done: (given) => kiosk.go("ticket", { given, services: given.services.map(({ service }) => service) }),
      refused: () => kiosk.go("sorry", { title: _("Ihre Wartemarke ist gezogen."), text: _("Wir können sie hier gerade nicht zeigen. Bitte fragen Sie am Empfang nach Ihrer Nummer.") }),
    });
    return true;
  }
  const service = kiosk.service(then[0]);
  if (reason !== "appointment" || !service) return false;
  kiosk.chosen.service = service.id;
  kiosk.chosen.beside = new Set();
  kiosk.go("slots", { why: _("Die Hilfe ist beendet. Bitte wählen Sie jetzt einen Termin.") });
  return true;
}
