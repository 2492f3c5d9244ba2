// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Some times to choose from, by day. What is touched is booked: there is no name to be typed.
import { look } from "../api.js";
import { choice, h, heading } from "../dom.js";
import { leaves } from "../pages.js";
import { _, day, language, time } from "../texts.js";
import { refused } from "./sorry.js";

// why: what has led here, if it was not a wish. slots: what is known already.
export function draw(kiosk, { why = null, slots = null }) {
  const service = kiosk.service(kiosk.chosen.service);
  if (!slots) find(kiosk, why);
  return {
    told: [
      heading(_("Wann möchten Sie kommen?")),
      why && h("p", { class: "why", role: "status" }, why),
      h("p", { lang: "de" }, h("strong", {}, service.name)),
      slots?.length === 0 && h("p", {}, _("In den nächsten vier Wochen ist leider kein Termin frei. Bitte fragen Sie am Empfang.")),
      !slots && h("p", {}, _("Wir suchen freie Termine …")),
    ].filter(Boolean),
    choices: leaves((slots ?? []).map(({ start }) =>
      choice(time(start, kiosk.zone), { kind: "slot", "data-start": start, hint: day(start, kiosk.zone), on: () => take(kiosk, service, start) }))),
  };
}

async function find(kiosk, why) {
  const asked = kiosk.shown;
  const found = await look("/slots", { service: kiosk.chosen.service }).catch(() => null);
  if (kiosk.shown !== asked) return; // they have gone on
  if (found) kiosk.again("slots", { why, slots: found.slots });
  else kiosk.again("sorry", { title: _("Wir können gerade keine Termine zeigen."), text: _("Die Verbindung ist unterbrochen. Bitte versuchen Sie es gleich noch einmal oder fragen Sie am Empfang.") });
}

function take(kiosk, service, start) {
  kiosk.deeds.begin("/appointments", { services: [service.id], start, language: language() }, {
    done: (given) => kiosk.go("booked", { given }),
    refused: (code, facts) => {
      if (code === "slot_taken") kiosk.again("slots", { why: _("Diese Zeit hat gerade jemand anderes genommen. Bitte wählen Sie eine andere.") });
      else refused(kiosk, code, facts);
    },
  });
}
