// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Around the console's forms, which htmx sends: what is pressed says so, what gets lost is told, the focus stays.
import "./parts.js";
import "./keys.js";
import "./once.js";
import "./alarm.js";

const failed = document.getElementById("failed");
const alarm_failed = document.getElementById("alarm-failed");
const today = document.getElementById("today");
const going = new WeakMap(); // notices that end by themselves, with their timers
const moment = document.getElementById("moment");
const under_way = new Set(); // presses whose answer is not there yet: as long as there is one, htmx drops the next
const MOMENT_FOR = 5_000; // ms
const ALARM_WITHIN = 2_000; // ms without an answer: whoever needs help must not wait for a time-out
let focused = null, was_mine = is_mine(), unanswered = 0, moment_over = 0;

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  if (is_note(ctx.sourceElement)) return;
  failed.hidden = alarm_failed.hidden = true;
  if (is_deed(ctx.sourceElement)) set_out(ctx);
  if (is_alarm(ctx.sourceElement)) unanswered = setTimeout(() => { alarm_failed.hidden = false; }, ALARM_WITHIN);
  ctx.request.submitter?.setAttribute("aria-disabled", "true"); // unlike `disabled` this keeps the focus
  if (ctx.sourceElement.closest("dialog")) today.close();
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  come_back(ctx);
  ctx.request.submitter?.removeAttribute("aria-disabled");
});
document.addEventListener("htmx:error", ({ detail: { ctx } }) => { // nothing is sent again by itself
  if (is_note(ctx?.sourceElement)) return say_of_note(ctx.sourceElement, "unsaved");
  (is_alarm(ctx?.sourceElement) ? alarm_failed : failed).hidden = false;
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (is_alarm(ctx.sourceElement)) {
    clearTimeout(unanswered);
    alarm_failed.hidden = ctx.response.status < 400;
  }
  if (is_note(ctx.sourceElement)) say_of_note(ctx.sourceElement, ctx.response.status < 300 ? "saved" : "unsaved");
});

// Pressed before the answer to the last press is here: it is not done later, when somebody else may be at the
// counter; that it was not done is said.
function set_out(ctx) {
  say_moment("");
  under_way.add(ctx);
  document.body.dataset.underWay = "yes";
}
function come_back(ctx) {
  under_way.delete(ctx);
  if (under_way.size === 0) delete document.body.dataset.underWay;
}
document.addEventListener("submit", ({ target, submitter }) => {
  if (under_way.size === 0 || !is_deed(target) || !target.hasAttribute("hx-post")) return;
  if (submitter?.getAttribute("aria-disabled") !== "true") say_moment(moment.dataset.words); // else the same press twice
}, true);
function say_moment(words) {
  clearTimeout(moment_over);
  moment.textContent = words;
  if (words) moment_over = setTimeout(() => say_moment(""), MOMENT_FOR);
}

document.addEventListener("htmx:before:swap", () => { focused = document.activeElement; });
document.addEventListener("htmx:after:swap", () => {
  const lost = document.activeElement === document.body && focused && focused !== document.body;
  if (lost) (document.getElementById(focused.id) ?? document.getElementById("desk"))?.focus({ preventScroll: true });
  look_at_seat();
});

document.addEventListener("aufruf:parts", ({ detail: { ids } }) => {
  if (ids.length > 0) failed.hidden = true;
  for (const id of ids) for (const past of document.querySelectorAll(`[data-until="${id}"]`)) past.remove();
  if (document.querySelector("#alarm .own")) { // it has arrived after all
    clearTimeout(unanswered);
    alarm_failed.hidden = true;
  }
  end_by_themselves();
  look_at_seat();
});

function end_by_themselves() {
  for (const notice of document.querySelectorAll("[data-gone-in]")) {
    clearTimeout(going.get(notice));
    going.set(notice, setTimeout(() => notice.remove(), Number(notice.dataset.goneIn) * 1000));
  }
}
end_by_themselves();

// Whose counter this was, and somebody else sits there now: that is said until they have it again.
function is_mine() {
  return document.querySelector("#desk [data-mine]") !== null;
}
function look_at_seat() {
  const mine = is_mine(), theirs = document.querySelector("#desk [data-theirs]") !== null;
  if (was_mine && theirs) document.body.dataset.taken = "yes";
  if (mine) delete document.body.dataset.taken;
  was_mine = mine;
}

// Whatever waits for the answer to another: not a note, nor anything about an alarm.
function is_deed(form) {
  return Boolean(form?.closest?.("#content")) && !is_note(form) && !is_alarm(form) && !form.closest("#alarm");
}

function is_alarm(form) {
  return form?.id === "alarm-form";
}

// A note is saved when its field is left, by Enter too; then the keys are keys again.
function is_note(form) {
  return form?.matches?.("[data-note]") ?? false;
}
function say_of_note(form, what) {
  const said = form.querySelector("[data-saved]");
  if (said) said.textContent = said.dataset[what];
}
document.addEventListener("input", ({ target }) => {
  const said = target.closest("[data-note]")?.querySelector("[data-saved]");
  if (said) said.textContent = "";
});
addEventListener("beforeunload", (event) => {
  const note = document.querySelector("[data-note] input[name=note]");
  if (note && note.value !== note.defaultValue && note === document.activeElement) event.preventDefault();
});

// Whom this counter has called today, read anew at each look.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("#today-open");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const answer = await fetch(link.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return answer ? location.assign(link.href) : (failed.hidden = false);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = page.getElementById("today-list");
  document.getElementById("today-here").replaceChildren(list);
  window.htmx?.process(list);
  today.showModal();
});

// Only those who may be called here, if wanted; remembered in this browser.
const only_mine = document.getElementById("only-mine");
only_mine.checked = localStorage.getItem("aufruf-only-mine") === "on";
function show_mine() {
  const wanted = document.getElementById("only-mine").checked;
  document.body.toggleAttribute("data-only-mine", wanted);
  localStorage.setItem("aufruf-only-mine", wanted ? "on" : "off");
}
document.addEventListener("change", ({ target }) => { if (target.id === "only-mine") show_mine(); });
show_mine();
