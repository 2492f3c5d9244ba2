// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Keeps the parts of this page as they are on the server. Where htmx is loaded it changes only what differs,
// so that nothing moves under a hand; a part in which somebody is choosing stays as it is until they are done.
import { wire } from "./wire.js";

const waiting = new Map(); // parts that came while somebody was in them

function put(id, html) {
  const part = document.getElementById(id);
  if (!part) return;
  if (part.querySelector("select:focus, input:focus, textarea:focus")) return waiting.set(id, html);
  waiting.delete(id);
  if (window.htmx) return window.htmx.swap({ sourceElement: part, target: part, text: html, swap: "innerMorph" });
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.innerHTML = html;
  if (focused) document.getElementById(focused)?.focus();
}

function state(is) {
  document.body.dataset.wire = is;
  for (const notice of document.querySelectorAll("[data-lost]")) notice.hidden = is === "live";
}

function heard({ parts }) {
  for (const [id, html] of Object.entries(parts ?? {})) put(id, html);
  document.dispatchEvent(new CustomEvent("aufruf:parts"));
}

document.addEventListener("focusout", () => setTimeout(() => {
  for (const [id, html] of [...waiting]) put(id, html);
}));
const path = document.querySelector("[data-socket]")?.dataset.socket;
if (path) wire(path, { heard, state });
