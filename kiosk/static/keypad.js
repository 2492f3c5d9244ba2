// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The letters and digits of a booking code, to be touched or typed: without those that look alike.
import { drawn, h } from "./dom.js";
import { _ } from "./texts.js";

export const CODE_LENGTH = 6;
const KEYS = [..."23456789ABCDEFGHJKMNPQRSTUVWXYZ"];

let newest = null; // of two on a page, typing goes to the one that came last

// pressed(key): one of them; null: take the last one back.
export function draw_keys(pressed, { keys: wanted = KEYS, label = _("Tasten für den Code") } = {}) {
  const wipe = h("button", { type: "button", class: "key wide wipe", "data-often": true, onclick: () => pressed(null) }, drawn("back"), _("Löschen"));
  const keys = wanted.map((key) => h("button", { type: "button", class: "key", "data-often": true, onclick: () => pressed(key) }, key));
  const pad = h("div", { class: "keys", "data-private": true, dir: "ltr", role: "group", "aria-label": label }, keys, wipe);
  const before = newest?.isConnected ? newest : null;
  newest = pad;
  const by_hand = (event) => {
    if (!pad.isConnected) {
      if (newest === pad) newest = before;
      return removeEventListener("keydown", by_hand);
    }
    if (newest !== pad && newest?.isConnected) return;
    if (event.target.matches?.("input, textarea") || document.querySelector("dialog[open]") || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (wanted.includes(event.key.toUpperCase())) pressed(event.key.toUpperCase());
    else if (event.key === "Backspace" || event.key === "Delete") pressed(null);
  };
  addEventListener("keydown", by_hand);
  return pad;
}
