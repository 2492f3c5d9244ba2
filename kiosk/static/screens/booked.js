// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The appointment that was just taken: when, and the code that it is found by.
import { picture } from "../api.js";
import { choice, h, heading } from "../dom.js";
import { booking_paper, clear_paper } from "../paper.js";
import { _, day, time } from "../texts.js";

const QUIET = 45; // s: somebody writes it down

export function draw(kiosk, { given }) {
  const scan = h("div", { class: "scan", "data-private": true }), zone = kiosk.zone;
  const prints = !("printed" in given);
  show_code(kiosk, given, scan, prints);
  return {
    quiet: QUIET,
    told: [
      heading(_("Ihr Termin ist gebucht")),
      h("p", { class: "when" }, _("%(day)s, %(time)s", { day: day(given.start, zone), time: time(given.start, zone) })),
      h("p", {}, _("Ihr Code für die Anmeldung")),
      h("p", { class: "code", "data-private": true }, h("bdi", { dir: "ltr" }, given.booking_code)),
      h("p", { role: "status" }, how_printed(given)),
      h("p", {}, _("Melden Sie sich kurz vor dem Termin am Kiosk mit diesem Code an.")),
    ],
    choices: [scan, h("div", { class: "choices" }, prints && choice(_("Drucken"), { icon: "print", id: "print", on: () => print() }))],
  };
}

function how_printed(given) {
  if (given.printed === true) return _("Ihr Termin wird gedruckt. Bitte nehmen Sie das Papier mit.");
  if (given.printed === false) return _("Der Drucker kann gerade nicht drucken. Bitte merken oder fotografieren Sie Ihren Code.");
  return _("Bitte schreiben Sie Ihren Code ab oder fotografieren Sie ihn.");
}

async function show_code(kiosk, given, scan, prints) {
  const code = given.token ? await picture(`/appointments/${given.id}/${given.token}/qr.svg`) : null;
  if (kiosk.shown.facts?.given !== given) return;
  if (code) scan.append(h("img", { src: code, class: "qr", alt: _("QR-Code Ihres Termins") }));
  clear_paper();
  if (!prints) return;
  booking_paper(kiosk, given, code);
  if (kiosk.state.device?.prints === "browser" && !given.was_printed) {
    given.was_printed = true;
    print();
  }
}
