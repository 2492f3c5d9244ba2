// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What belongs to one person does not stay for the next. Before it goes it is asked, and whoever needs longer
// gets longer (WCAG 2.2.1: by any key or touch, within 20 seconds).
import { choice, h } from "./dom.js";
import { _ } from "./texts.js";
import { swallow } from "./touch.js";

const ANSWER_WITHIN = 20; // s
const TOUCHES = ["pointerdown", "keydown"];

let quiet = 0, timer = 0, ticking = 0, dialog = null, leave = () => {}, warning = () => [];

// Ask after so many seconds without a touch; 0: never.
export function watch(seconds) {
  quiet = seconds;
  begin();
}

// reset(): nobody is there. warns(): what is said before that, as parts of a sentence: what ends in 20 seconds, and
// what to do against it.
export function start(reset, warns) {
  leave = reset;
  warning = warns;
  for (const touch of TOUCHES) addEventListener(touch, touched, true);
}

// Somebody is here: scanned, typed or touched.
export function touched(event) {
  if (event?.repeat) return; // a key that something lies on is nobody
  if (!dialog) return begin();
  const by_key = event?.type === "keydown", button = event?.target.closest?.("#idle button");
  if (button && (!by_key || "leave" in button.dataset)) return; // it is about to be pressed
  if (event) swallow(event); // it says that somebody is here, and nothing else
  stay();
}

function begin() {
  clearTimeout(timer);
  if (quiet && !dialog) timer = setTimeout(ask, quiet * 1000);
}

function ask() {
  const before = document.activeElement, ends = Date.now() + ANSWER_WITHIN * 1000;
  const left = h("strong", { class: "countdown", "aria-hidden": "true" }, String(ANSWER_WITHIN));
  dialog = h("dialog", { id: "idle", role: "alertdialog", "aria-labelledby": "idle-title", "aria-describedby": "idle-text" },
    h("h2", { id: "idle-title" }, _("Brauchen Sie mehr Zeit?")),
    h("p", { id: "idle-text" }, ...warning()),
    left,
    h("div", { class: "choices" },
      choice(_("Ich bin noch da"), { kind: "first", id: "stay", on: () => stay() }),
      choice(_("Ich bin fertig"), { on: go, "data-leave": true })));
  dialog.before = before;
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("#stay").focus();
  ticking = setInterval(() => {
    const seconds = Math.ceil((ends - Date.now()) / 1000);
    if (seconds <= 0) return go();
    left.textContent = String(seconds);
  }, 250);
}

function stay() {
  const before = dialog?.before;
  close();
  before?.isConnected && before.focus();
  begin();
}

function go() {
  close();
  leave();
}

export function close() {
  clearInterval(ticking);
  clearTimeout(timer);
  dialog?.close();
  dialog?.remove();
  dialog = null;
}
