// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Beside a machine nobody presses "next": a form that says after how many seconds sends itself. What it changed
// comes back by the page's socket. Twice by accident does no harm: each form names the visit that it is about.
import { forget, offer_settings } from "./terminal-settings.js";

const HEALTH_EVERY = 30_000; // ms
const AGAIN_AFTER = 3_000; // ms, when the server did not answer
const instance = crypto.getRandomValues(new Uint32Array(2)).join("-");
const place = document.getElementById("terminal");
const visit_here = () => place.querySelector("input[name=visit]")?.value ?? "";
let whose = visit_here(); // the visit that was on the screen
const going = new Map(); // the timers of forms that send themselves, by what is sent

function look() {
  if (whose && visit_here() !== whose) forget();
  whose = visit_here();
  const forms = new Map([...place.querySelectorAll("form[data-after]")].map((form) => [name_of(form), form]));
  for (const [name, timer] of [...going]) {
    if (forms.has(name)) continue;
    clearTimeout(timer);
    going.delete(name);
  }
  for (const [name, form] of forms) if (!going.has(name)) start(name, Number(form.dataset.after) * 1000);
}

function name_of(form) {
  return `${form.getAttribute("action")} ${form.elements.visit?.value ?? ""}`;
}

function start(name, ms) {
  clearTimeout(going.get(name));
  going.set(name, setTimeout(() => send(name), ms));
}

async function send(name) {
  const form = [...place.querySelectorAll("form[data-after]")].find((each) => name_of(each) === name);
  if (!form) return going.delete(name);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.ok && name.match(/finish|miss/)) return location.reload(); // in the office's own language again
    if (answer.ok) return setTimeout(() => { going.delete(name); look(); }, AGAIN_AFTER);
  } catch { /* the bar above says that nothing can be reached */ }
  start(name, AGAIN_AFTER);
}

// Whoever is still busy at the machine is not taken to have gone.
for (const kind of ["pointerdown", "keydown"]) {
  addEventListener(kind, () => {
    for (const form of place.querySelectorAll("form[data-touch]")) start(name_of(form), Number(form.dataset.after) * 1000);
  });
}

async function say_all_is_well() {
  const body = JSON.stringify({ version: document.body.dataset.version ?? "page", instance });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/api/v1/devices/health", { method: "POST", headers, body }).catch(() => null);
  if (answer?.status === 401) location.reload();
}

place.closest("main").dataset.scripts = "on";
offer_settings(() => !visit_here());
new MutationObserver(look).observe(place, { childList: true, subtree: true });
look();
say_all_is_well();
setInterval(say_all_is_well, HEALTH_EVERY);
