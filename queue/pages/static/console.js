// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Around the console's forms, which htmx sends: what is pressed says so, what gets lost is told, the focus stays.
import "./parts.js";
import "./keys.js";
import "./once.js";

const failed = document.getElementById("failed");
const going = new WeakMap(); // notices that end by themselves, with their timers
let focused = null;

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  failed.hidden = true;
  ctx.request.submitter?.setAttribute("aria-disabled", "true"); // unlike `disabled` this keeps the focus
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  ctx.request.submitter?.removeAttribute("aria-disabled");
});
document.addEventListener("htmx:error", () => { failed.hidden = false; }); // nothing is sent again by itself

document.addEventListener("htmx:before:swap", () => { focused = document.activeElement; });
document.addEventListener("htmx:after:swap", () => {
  const lost = document.activeElement === document.body && focused !== document.body;
  if (lost) (document.getElementById(focused.id) ?? document.getElementById("desk"))?.focus({ preventScroll: true });
});

document.addEventListener("aufruf:parts", ({ detail: { ids } }) => {
  if (ids.length > 0) failed.hidden = true;
  for (const id of ids) for (const past of document.querySelectorAll(`[data-until="${id}"]`)) past.remove();
  end_by_themselves();
});

function end_by_themselves() {
  for (const notice of document.querySelectorAll("[data-gone-in]")) {
    clearTimeout(going.get(notice));
    going.set(notice, setTimeout(() => notice.remove(), Number(notice.dataset.goneIn) * 1000));
  }
}
end_by_themselves();
