// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// "Hilfe", on every screen: by touch, by F1 (no key that somebody types with), by whatever reads the screen.
import { choice } from "../dom.js";
import { _ } from "../texts.js";

export const KEYS = ["F1", "Help"];

export function draw_button(help) {
  return choice(_("Hilfe"), { kind: "help-call", icon: "ask", id: "help-button", "aria-keyshortcuts": KEYS[0], "aria-controls": "help-panel", on: () => help.pressed() });
}

export function listen(help) {
  addEventListener("keydown", (event) => {
    if (!KEYS.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault(); // not the browser's own
    if (!event.repeat && document.getElementById("help-button") && !document.querySelector("dialog[open]")) help.pressed();
  });
}
