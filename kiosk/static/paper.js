// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What a browser prints: a strip of paper, 80 mm wide. On the screen it is never seen.
import { h } from "./dom.js";
import { _, day, time } from "./texts.js";

const paper = document.getElementById("paper");

// names: what it is for; next: what to do now.
export function ticket_paper(kiosk, given, { code, names, next }) {
  const { state, zone } = kiosk;
  paper.replaceChildren(
    h("p", { lang: "de" }, state.office.name),
    h("p", {}, _("Ihre Wartemarke")),
    h("p", { class: "paper-number", dir: "ltr" }, given.number),
    ...names.map((name) => h("p", { lang: "de" }, name)),
    h("p", {}, `${day(state.now, zone)}, ${time(state.now, zone)}`),
    h("p", {}, next),
    ...code ? [h("img", { src: code, alt: "" }), h("p", {}, _("Scannen Sie den Code: Ihr Telefon zeigt, wann Sie dran sind."))] : []);
}

export function booking_paper(kiosk, given, code) {
  const { state, zone } = kiosk, service = kiosk.service(kiosk.chosen.service);
  paper.replaceChildren(
    h("p", { lang: "de" }, state.office.name),
    h("p", {}, _("Ihr Termin")),
    h("p", { class: "paper-time" }, `${day(given.start, zone)}, ${time(given.start, zone)}`),
    service && h("p", { lang: "de" }, service.name),
    h("p", {}, _("Ihr Code für die Anmeldung")),
    h("p", { class: "paper-code", dir: "ltr" }, given.booking_code),
    ...code ? [h("img", { src: code, alt: "" })] : [],
    h("p", {}, _("Melden Sie sich kurz vor dem Termin am Kiosk mit diesem Code an.")));
}

export function clear_paper() {
  paper.replaceChildren();
}
