// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Strong contrast and larger text, for whoever is here now. They are written down nowhere: whoever comes next begins anew.
const NAMES = ["contrast", "larger"];
const ALONE = 60_000; // ms without a touch, while nobody is called
const root = document.documentElement;
const bar = document.querySelector(".terminal-settings");
const button = (name) => bar.querySelector(`[data-set=${name}]`);
let timer = 0;

export function turn(name, on) {
  root.toggleAttribute(`data-${name}`, on);
  button(name).setAttribute("aria-pressed", String(on));
}

export function is_on(name) {
  return root.hasAttribute(`data-${name}`);
}

export function forget() {
  for (const name of NAMES) turn(name, false);
}

// is_alone(): whether nobody is called, here, or helped.
export function offer_settings(is_alone) {
  for (const name of NAMES) button(name).addEventListener("click", () => turn(name, !is_on(name)));
  bar.hidden = false;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (is_alone()) forget(); else wait(); }, ALONE);
  };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, wait);
  wait();
}
