// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Nobody is there, and somebody would rather be called: their number, which is seen by nobody else here.
import { NoAnswer, Refused } from "../api.js";
import { h } from "../dom.js";
import { draw_keys } from "../keypad.js";
import { _ } from "../texts.js";
import { post } from "./asking.js";
import { button } from "./panel.js";

const DIGITS = [..."1234567890+"];
const SHORTEST = 5, LONGEST = 20;

// id: of the request. done(): they will be called. back(): they would rather not.
export function draw_call_back({ id, done, back }) {
  let phone = "";
  const shown = h("output", { class: "help-number", dir: "ltr", "aria-live": "polite" });
  const trouble = h("p", { role: "alert" });
  const go = button({ id: "call-me", label: _("Bitte zurückrufen"), kind: "first", disabled: true, on: async () => {
    go.disabled = true;
    trouble.textContent = "";
    const wrong = await send(id, phone);
    if (wrong === null) return done();
    trouble.textContent = wrong;
    draw();
  } });
  const draw = () => {
    shown.textContent = phone || "–";
    shown.setAttribute("aria-label", phone ? _("Ihre Nummer: %(number)s", { number: [...phone].join(" ") }) : _("Ihre Nummer"));
    go.disabled = phone.length < SHORTEST;
  };
  const keys = draw_keys((key) => {
    if (key === null) phone = phone.slice(0, -1);
    else if (phone.length < LONGEST && (key !== "+" || !phone)) phone += key;
    draw();
  }, { keys: DIGITS, label: _("Tasten für die Telefonnummer") });
  draw();
  return h("div", { class: "help-call-back" },
    h("p", {}, _("Unter welcher Nummer dürfen wir Sie anrufen? Sie wird nur dafür benutzt und danach gelöscht.")),
    shown, trouble, keys, h("div", { class: "help-row" }, go, button({ id: "call-back-off", label: _("Zurück"), on: back })));
}

// Null, or what was wrong.
async function send(id, phone) {
  try {
    await post(id, "call-back", { phone });
    return null;
  } catch (error) {
    if (error instanceof NoAnswer) return _("Gerade ist keine Verbindung. Bitte versuchen Sie es gleich noch einmal.");
    if (!(error instanceof Refused)) throw error;
    if (error.status === 422) return _("Diese Nummer kennen wir so nicht. Bitte prüfen Sie sie.");
    return _("Das geht gerade nicht. Bitte fragen Sie am Empfang.");
  }
}
