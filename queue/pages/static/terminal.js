// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Beside a machine nobody presses "next": a form that says after how many seconds sends itself. What it changed
// comes back by the page's socket. Twice by accident does no harm: each form names the visit that it is about.
import { help_follows, help_is_asked, leave_help, offer_help } from "./terminal-help.js";
import { send } from "./terminal-page.js";
import { forget, offer_settings } from "./terminal-settings.js";

const HEALTH_EVERY = 30_000; // ms
const AGAIN_AFTER = 3_000; // ms, when the server did not answer
const STILL_HERE = 180_000; // ms after the last touch or word of a helper, in which whoever is helped has not gone
const OVER = /finish|miss/; // the person is no longer there
const instance = crypto.getRandomValues(new Uint32Array(2)).join("-");
const place = document.getElementById("terminal");
const visit_here = () => place.querySelector("input[name=visit]")?.value ?? "";
const own_forms = () => [...place.querySelectorAll("form[data-after]")];
let whose = visit_here(); // the visit that was on the screen
const going = new Map(); // the timers of forms that send themselves, by what is sent

function look() {
  if (whose && visit_here() !== whose) forget();
  whose = visit_here();
  help_follows(whose, place.querySelector("h1").dataset.state);
  const forms = new Map(own_forms().map((form) => [name_of(form), form]));
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
  going.set(name, setTimeout(() => send_itself(name), ms));
}

async function send_itself(name) {
  const form = own_forms().find((each) => name_of(each) === name);
  if (!form) return going.delete(name);
  if (await send_over_or_on(form)) setTimeout(() => { going.delete(name); look(); }, AGAIN_AFTER);
  else start(name, AGAIN_AFTER);
}

// After somebody has gone the page begins anew, in the office's own language; until then it stays as it is.
async function send_over_or_on(form, button) {
  if (!OVER.test(form.action)) return send(form, button);
  leave_help();
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (answer?.ok) location.reload();
  return Boolean(answer?.ok);
}

// Whoever is still busy at the machine is not taken to have gone; nor is, before that, whoever is being helped.
function somebody_is_here() {
  for (const form of own_forms()) {
    const after = Number(form.dataset.after) * 1000, helped = help_is_asked() && OVER.test(form.action);
    if ("touch" in form.dataset || helped) start(name_of(form), helped ? Math.max(after, STILL_HERE) : after);
  }
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented) return; // pressed twice
  event.preventDefault();
  if (!await send_over_or_on(form, submitter)) for (const notice of document.querySelectorAll("[data-lost]")) notice.hidden = false;
  delete form.dataset.sent; // see once.js
});
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, somebody_is_here);

async function say_all_is_well() {
  const body = JSON.stringify({ version: document.body.dataset.version ?? "page", instance });
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/api/v1/devices/health", { method: "POST", headers, body }).catch(() => null);
  if (answer?.status === 401) location.reload();
}

place.closest("main").dataset.scripts = "on";
offer_settings(() => !visit_here() && !help_is_asked());
offer_help({ visit_here, busy: somebody_is_here });
new MutationObserver(look).observe(place, { childList: true, subtree: true });
look();
say_all_is_well();
setInterval(say_all_is_well, HEALTH_EVERY);
