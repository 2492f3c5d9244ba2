// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// One touch is one deed, also of a hand that trembles and of a key that is held down.
const AGAIN = 400; // ms
const SAME_PLACE = 48; // px

let last = { at: -Infinity, x: 0, y: 0 };

export function guard() {
  addEventListener("pointerdown", (event) => {
    const button = event.target.closest?.("button");
    if (button) button.setPointerCapture(event.pointerId); // a finger that slides off still means this one
  }, true);
  addEventListener("click", (event) => {
    if (event.detail === 0) return; // by key
    const { clientX: x, clientY: y } = event, at = performance.now();
    const twice = at - last.at < AGAIN && Math.hypot(x - last.x, y - last.y) < SAME_PLACE;
    last = { at, x, y };
    if (twice && !event.target.closest?.("[data-often]")) swallow(event);
  }, true);
  addEventListener("keydown", (event) => {
    if (event.repeat && !event.target.matches?.("input")) swallow(event);
  }, true);
  addEventListener("contextmenu", (event) => event.preventDefault()); // of a long touch
  addEventListener("dragstart", (event) => event.preventDefault());
}

export function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
