// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// How somebody wants to see and hear it. Kept in the page alone, and gone with them.
import { drawn, h } from "./dom.js";
import { _ } from "./texts.js";

const ASKED = ["contrast", "larger", "low"]; // of <html>, for the style sheet

export function is_on(name) {
  return name in document.documentElement.dataset;
}

export function all_off() {
  for (const name of [...ASKED, "aloud"]) delete document.documentElement.dataset[name];
}

export function any_on() {
  return [...ASKED, "aloud"].some(is_on);
}

export function turn(name, on) {
  if (on) document.documentElement.dataset[name] = "";
  else delete document.documentElement.dataset[name];
}

// The bar that is on each screen. changed(name): one of them was switched. language(): others are asked for, if there are any.
export function draw_bar({ changed, language, speaks }) {
  const words = {
    contrast: _("Starker Kontrast"),
    larger: _("Größere Schrift"),
    low: _("Bedienung unten"),
    aloud: _("Vorlesen"),
  };
  const names = speaks ? [...ASKED, "aloud"] : ASKED;
  return [
    language && h("button", { type: "button", id: "set-language", onclick: language }, drawn("language"), h("span", {}, _("Sprache"))),
    ...names.map((name) => h("button", {
      type: "button",
      id: `set-${name}`,
      "aria-pressed": String(is_on(name)),
      onclick: ({ currentTarget }) => {
        turn(name, !is_on(name));
        currentTarget.setAttribute("aria-pressed", String(is_on(name)));
        changed(name);
      },
    }, drawn(name), h("span", {}, words[name]))),
  ];
}
