// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The ticket: its number, large, and what happens next.
import { picture } from "../api.js";
import { choice, h, heading } from "../dom.js";
import { clear_paper, ticket_paper } from "../paper.js";
import { _ } from "../texts.js";
import { ahead_words, wait_words } from "../waits.js";

export const QUIET = 20; // s: the next person is waiting for the screen

export function draw(kiosk, { given }) {
  const scan = h("div", { class: "scan" });
  const prints = !("printed" in given);
  show_code(kiosk, given, scan, prints);
  return {
    quiet: QUIET,
    told: [
      heading(_("Ihre Wartemarke")),
      h("p", { class: "number" }, h("bdi", { dir: "ltr" }, given.number)),
      h("p", { role: "status" }, how_printed(given)),
      given.offline && h("p", {}, _("Das Netz ist gerade gestört. Ihre Nummer gilt trotzdem.")),
      given.unchecked && h("p", {}, _("Ihr Termin wird geprüft, sobald das Netz wieder da ist. Werden Sie nicht aufgerufen, fragen Sie bitte am Empfang.")),
      h("p", {}, _("Bitte nehmen Sie im Warteraum Platz. Ihre Nummer erscheint auf dem Bildschirm und wird aufgerufen.")),
      given.ahead !== undefined && given.ahead !== null && h("p", {}, ahead_words(given.ahead)),
      given.wait && h("p", {}, wait_words(given.wait)),
    ].filter(Boolean),
    choices: [scan, h("div", { class: "choices" }, prints && choice(_("Drucken"), { icon: "print", id: "print", on: () => print() }))],
  };
}

function how_printed(given) {
  if (given.printed === true) return _("Ihre Wartemarke wird gedruckt. Bitte nehmen Sie das Papier mit.");
  if (given.printed === false) return _("Der Drucker kann gerade nicht drucken. Bitte merken oder fotografieren Sie Ihre Nummer.");
  return _("Bitte merken Sie sich Ihre Nummer.");
}

async function show_code(kiosk, given, scan, prints) {
  const code = given.token ? await picture(`/visits/${given.visit}/${given.token}/qr.svg`) : null;
  if (kiosk.shown.facts?.given !== given) return;
  if (code) {
    scan.append(h("img", { src: code, class: "qr", alt: _("QR-Code: Ihre Wartemarke auf dem Telefon") }),
      h("p", {}, _("Scannen Sie den Code: Ihr Telefon zeigt, wann Sie dran sind.")));
  }
  clear_paper();
  if (!prints) return;
  ticket_paper(kiosk, given, code);
  if (kiosk.state.device?.prints === "browser" && !given.was_printed) {
    given.was_printed = true;
    print();
  }
}
