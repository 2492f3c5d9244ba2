// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// No answer: nothing is lost, and nothing will be done twice.
import { choice, h, heading } from "../dom.js";
import { _ } from "../texts.js";

export function draw(kiosk, { slow }) {
  return {
    told: [
      heading(slow ? _("Das dauert länger als sonst.") : _("Die Verbindung ist unterbrochen.")),
      h("p", { class: "much", role: "status" }, _("Ihre Eingabe ist nicht verloren. Wir versuchen es von selbst weiter. Sie bekommen nichts doppelt.")),
      h("p", {}, _("Möchten Sie nicht warten? Fragen Sie bitte am Empfang.")),
    ],
    choices: [h("div", { class: "choices" }, choice(_("Noch einmal versuchen"), { kind: "first", icon: "over", id: "retry", on: () => kiosk.deeds.try_now() }))],
  };
}
