// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Coming for an appointment: by the scanner on any screen, by keys, or by touching the letters.
import { choice, h, heading } from "../dom.js";
import { CODE_LENGTH, draw_keys } from "../keypad.js";
import { code_in, is_ticket } from "../scanner.js";
import { _ } from "../texts.js";
import { refused } from "./sorry.js";

export function draw(kiosk) {
  const shown = h("output", { class: "code", "data-private": true, dir: "ltr", "aria-live": "polite", "aria-label": _("Ihr Code") });
  const done = choice(_("Anmelden"), { kind: "first", id: "check-in", icon: "tick", disabled: true, on: () => send(kiosk, code) });
  let code = "";
  const typed = (key) => {
    if (key === null) code = code.slice(0, -1);
    else if (code.length < CODE_LENGTH) code += key;
    shown.replaceChildren(...Array.from({ length: CODE_LENGTH }, (_each, index) => h("span", {}, code[index] ?? "")));
    shown.setAttribute("aria-label", code ? _("Ihr Code: %(code)s", { code: code.split("").join(" ") }) : _("Ihr Code"));
    done.disabled = code.length < CODE_LENGTH;
    if (!done.disabled && key !== null) done.focus();
  };
  const keys = draw_keys(typed);
  typed(null);
  return {
    told: [heading(_("Mit Termin anmelden")), h("p", {}, _("Halten Sie den QR-Code Ihres Termins vor den Scanner. Oder geben Sie den Code aus sechs Zeichen ein.")), shown],
    choices: [keys, h("div", { class: "choices" }, done)],
  };
}

// From any screen: whoever holds a code before the scanner wants to check in.
export function scanned(kiosk, text) {
  const code = code_in(text);
  if (code) return send(kiosk, code);
  kiosk[kiosk.shown.name === "sorry" ? "again" : "go"]("sorry", is_ticket(text) ? {
    title: _("Das ist der Code Ihrer Wartemarke."),
    text: _("Sie sind schon angemeldet. Bitte warten Sie, bis Ihre Nummer aufgerufen wird."),
  } : {
    title: _("Diesen Code kennen wir nicht."),
    text: _("Bitte halten Sie den QR-Code aus Ihrer Terminbestätigung vor den Scanner. Oder geben Sie den Code aus sechs Zeichen ein."),
    next: "check_in",
  });
}

function send(kiosk, code) {
  kiosk.deeds.begin("/check-ins", { code }, {
    done: (given) => kiosk.go("ticket", { given }),
    refused: (why, facts) => refused(kiosk, why, facts),
  });
}
