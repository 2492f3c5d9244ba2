// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Strong contrast and larger text, for whoever is here now. They are written down nowhere: a form takes them along
// behind the "#" of its address, which a redirect keeps and no server sees; whoever comes next begins anew.
const NAMES = ["contrast", "larger"];
const ALONE = 60_000; // ms without a touch, while nobody is called
const root = document.documentElement;
const bar = document.querySelector(".terminal-settings");
const button = (name) => bar.querySelector(`[data-set=${name}]`);
let timer = 0;

function turn(name, on) {
  root.toggleAttribute(`data-${name}`, on);
  button(name).setAttribute("aria-pressed", String(on));
}

export function forget() {
  for (const name of NAMES) turn(name, false);
}

// is_alone(): whether nobody is called or here.
export function offer_settings(is_alone) {
  const asked = location.hash.slice(1).split("+");
  history.replaceState(null, "", location.pathname);
  for (const name of NAMES) {
    turn(name, asked.includes(name));
    button(name).addEventListener("click", () => turn(name, !root.hasAttribute(`data-${name}`)));
  }
  bar.hidden = false;
  document.addEventListener("submit", ({ target }) => {
    const set = NAMES.filter((name) => root.hasAttribute(`data-${name}`));
    if (set.length > 0 && !/finish|miss/.test(target.action)) target.action = `${target.action.split("#")[0]}#${set.join("+")}`;
  });
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (is_alone()) forget(); else wait(); }, ALONE);
  };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, wait);
  wait();
}
