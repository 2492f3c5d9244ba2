// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// How help has ended, where no screen of the page says so and no printer stands: a ticket to be remembered, or where
// a time can be chosen. It is of the citizen alone, and does not stay for the next.
import { picture } from "../api.js";
import { h } from "../dom.js";
import { next_words } from "../screens/ticket.js";
import { _ } from "../texts.js";
import { ahead_words, wait_words } from "../waits.js";
import { button } from "./panel.js";

const STAYS = 60_000; // ms without a touch
let shown = null;

// given: the ticket as it was collected; names: what it is for.
export function show_ticket(given, names) {
  const scan = h("div", { class: "help-scan" });
  show([
    h("p", { class: "help-ticket" }, h("bdi", { dir: "ltr" }, given.number)),
    names.length > 0 && h("p", { lang: "de" }, h("strong", {}, names.join(" · "))),
    h("p", {}, _("Bitte merken Sie sich Ihre Nummer.")),
    h("p", {}, next_words(false)),
    h("p", {}, ahead_words(given.ahead)),
    given.wait && h("p", {}, wait_words(given.wait)),
    scan,
  ], _("Ihre Wartemarke"));
  show_code(given, scan);
}

// The ticket was drawn, but nobody could be asked for its number.
export function show_no_number() {
  show([h("p", {}, _("Eine Wartemarke ist für Sie gezogen. Ihre Nummer ist gerade nicht zu erreichen. Bitte fragen Sie am Empfang."))], _("Ihre Wartemarke"));
}

export function show_where_to_book(names) {
  show([
    names.length > 0 && h("p", { lang: "de" }, h("strong", {}, names.join(" · "))),
    h("p", {}, _("Einen Termin nehmen Sie am Kiosk oder mit Ihrem Telefon. Am Empfang hilft man Ihnen gern.")),
  ], _("Die Hilfe ist beendet"));
}

export function hide_outcome() {
  clearTimeout(shown?.timer);
  shown?.close();
  shown?.remove();
  shown = null;
}

function show(parts, title) {
  hide_outcome();
  const dialog = shown = h("dialog", { id: "help-outcome", "data-private": true, "aria-labelledby": "help-outcome-title" },
    h("h2", { id: "help-outcome-title", tabindex: "-1" }, title), ...parts.filter(Boolean),
    h("div", { class: "help-row" }, button({ id: "outcome-over", label: _("Fertig"), kind: "first", on: hide_outcome })));
  const wait = () => {
    clearTimeout(dialog.timer);
    dialog.timer = setTimeout(() => { if (shown === dialog) hide_outcome(); }, STAYS);
  };
  for (const kind of ["pointerdown", "keydown"]) dialog.addEventListener(kind, wait);
  dialog.addEventListener("close", () => { if (shown === dialog) hide_outcome(); });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("h2").focus();
  wait();
}

async function show_code(given, scan) {
  const code = await picture(`/visits/${given.visit}/${given.token}/qr.svg`);
  if (!code || !scan.isConnected) return;
  scan.append(h("img", { src: code, class: "qr", alt: _("QR-Code: Ihre Wartemarke auf dem Telefon") }),
    h("p", {}, _("Scannen Sie den Code: Ihr Telefon zeigt, wann Sie dran sind.")));
}
