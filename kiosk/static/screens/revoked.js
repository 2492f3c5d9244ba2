// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The staff has signed this device off, or it never was let in.
import { h, heading } from "../dom.js";
import { _ } from "../texts.js";

export function draw() {
  return {
    quiet: 0,
    told: [heading(_("Dieses Gerät wurde abgemeldet")), h("p", { class: "much" }, _("Bitte wenden Sie sich an den Empfang.")),
      h("p", {}, _("Für das Personal: Hier wird das Gerät wieder angemeldet."))],
    choices: [h("div", { class: "choices" }, h("a", { class: "choice", href: "/pairing?kind=kiosk" }, _("Gerät anmelden")))],
  };
}
