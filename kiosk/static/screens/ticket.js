// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The ticket: its number, large, and what happens next.
import { picture } from "../api.js";
import { choice, h, heading } from "../dom.js";
import { clear_paper, ticket_paper } from "../paper.js";
import { _ } from "../texts.js";
import { ahead_words, wait_words } from "../waits.js";

export const QUIET = 20; // s: the next person is waiting for the screen

// services: what it was drawn for; nobody says that of a check-in. terminal_first: one of them is done at a machine.
export function draw(kiosk, { given, services = [], terminal_first = false }) {
  const scan = h("div", { class: "scan", "data-private": true });
  const prints = !("printed" in given);
  const names = services.map((id) => kiosk.service(id)?.name).filter(Boolean);
  show_code(kiosk, given, scan, prints && { names, terminal_first });
  return {
    quiet: QUIET,
    told: [
      heading(_("Ihre Wartemarke")),
      h("p", { class: "number" }, h("bdi", { dir: "ltr" }, given.number)),
      names.length > 0 && h("p", { lang: "de" }, h("strong", {}, names.join(" · "))),
      h("p", { role: "status" }, how_printed(given)),
      given.offline && h("p", {}, _("Das Netz ist gerade gestört. Ihre Nummer gilt trotzdem.")),
      given.unchecked && h("p", {}, _("Ihr Termin wird geprüft, sobald das Netz wieder da ist. Werden Sie nicht aufgerufen, fragen Sie bitte am Empfang.")),
      h("p", {}, next_words(terminal_first)),
      given.ahead !== undefined && given.ahead !== null && h("p", {}, ahead_words(given.ahead)),
      given.wait && h("p", {}, wait_words(given.wait)),
    ].filter(Boolean),
    choices: [scan, h("div", { class: "choices" }, prints && choice(_("Drucken"), { icon: "print", id: "print", on: () => print() }))],
  };
}

// What to do now, on the screen and on paper. A terminal calls, too: nobody goes there by themselves.
export function next_words(terminal_first) {
  return terminal_first
    ? _("Sie werden zuerst an ein Terminal gerufen, danach an einen Schalter. Ihre Nummer bleibt dieselbe.")
    : _("Bitte nehmen Sie im Warteraum Platz. Ihre Nummer erscheint auf dem Bildschirm und wird aufgerufen.");
}

function how_printed(given) {
  if (given.printed === true) return _("Ihre Wartemarke wird gedruckt. Bitte nehmen Sie das Papier mit.");
  if (given.printed === false) return _("Der Drucker kann gerade nicht drucken. Bitte merken oder fotografieren Sie Ihre Nummer.");
  return _("Bitte merken Sie sich Ihre Nummer.");
}

// on_paper: what the browser's paper says besides; false, if a printer prints.
async function show_code(kiosk, given, scan, on_paper) {
  const code = given.token ? await picture(`/visits/${given.visit}/${given.token}/qr.svg`) : null;
  if (kiosk.shown.facts?.given !== given) return;
  if (code) {
    scan.append(h("img", { src: code, class: "qr", alt: _("QR-Code: Ihre Wartemarke auf dem Telefon") }),
      h("p", {}, _("Scannen Sie den Code: Ihr Telefon zeigt, wann Sie dran sind.")));
  }
  clear_paper();
  if (!on_paper) return;
  ticket_paper(kiosk, given, { code, names: on_paper.names, next: next_words(on_paper.terminal_first) });
  if (kiosk.state.device?.prints === "browser" && !given.was_printed) {
    given.was_printed = true;
    print();
  }
}
