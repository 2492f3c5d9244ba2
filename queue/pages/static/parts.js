// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps the parts of this page as they are on the server. Where htmx is loaded it changes only what differs,
// so that nothing moves under a hand; a part in which somebody is choosing stays as it is until they are done.
import { wire } from "./wire.js";

const deferred = new Map(); // parts that came while somebody was in them
const latest = { day: "", at: 0, parts: new Map() }; // the last that was sent of each part, true up to an event

function put(id, html) {
  const part = document.getElementById(id);
  if (!part) return;
  if (part.querySelector("select:focus, input:focus, textarea:focus")) return deferred.set(id, html);
  deferred.delete(id);
  if (window.htmx) return window.htmx.swap({ sourceElement: part, target: part, text: html, swap: "innerMorph" });
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.innerHTML = html;
  if (focused) document.getElementById(focused)?.focus();
}

function heard({ parts = {}, day, at, now }) {
  alive(now);
  Object.assign(latest, { day, at });
  for (const [id, html] of Object.entries(parts)) latest.parts.set(id, html);
  const page = document.querySelector("[data-day]");
  if (page && page.dataset.day === day && at < Number(page.dataset.seq)) return; // a form's answer was newer
  for (const [id, html] of Object.entries(parts)) put(id, html);
  shown(page, Object.keys(parts));
}

// The answer to a form has replaced all parts: if it was on its way while newer ones came, they count.
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (!ctx.response) return; // our own, see put
  deferred.clear();
  const page = document.querySelector("[data-day]");
  if (!page || page.dataset.day !== latest.day || latest.at <= Number(page.dataset.seq)) return shown(null, []);
  for (const [id, html] of latest.parts) put(id, html);
  shown(page, [...latest.parts.keys()]);
});

function shown(page, ids) {
  if (page) Object.assign(page.dataset, { day: latest.day, seq: latest.at });
  const title = document.querySelector("[data-title]")?.dataset.title;
  if (title) document.title = title;
  document.dispatchEvent(new CustomEvent("aufruf:parts", { detail: { ids } }));
}

// The office's time, as it was when the server was last heard.
function alive(now) {
  for (const place of document.querySelectorAll("[data-now], [data-since]")) place.textContent = now.slice(11, 19);
  const clock = document.querySelector(".rehearsal p")?.lastChild;
  if (clock) clock.data = clock.data.replace(/\d\d:\d\d/, now.slice(11, 16));
}

function state(is) {
  document.body.dataset.wire = is;
  for (const notice of document.querySelectorAll("[data-lost]")) notice.hidden = is === "live";
}

document.addEventListener("focusout", () => setTimeout(() => {
  for (const [id, html] of [...deferred]) put(id, html);
}));
const path = document.querySelector("[data-socket]")?.dataset.socket;
let line = path && wire(path, { heard, alive, state });
document.addEventListener("aufruf:language", () => { // of this page, which stays open: its parts are to be said anew
  line.end();
  line = wire(path, { heard, alive, state });
});
