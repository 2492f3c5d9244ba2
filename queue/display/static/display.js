// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The waiting room's screen: each call in its moment, and plain words when it cannot know.
import { gong, is_blocked, unblock } from "./gong.js";
import { after } from "./screen.js";
import { wire } from "./wire.js";

const FRESH = 20_000; // ms; an older call, found again after a cut, is shown and not sounded
const LINES = 6;
const page = document.body;
const find = (name) => document.getElementById(name);
let calls = [];
let clock = null; // what the office's clock showed, and when that was heard

function show() {
  const [newest, ...others] = calls.slice(0, LINES);
  find("none").hidden = Boolean(newest);
  find("newest").hidden = !newest;
  if (newest) fill(find("newest"), newest);
  const lines = others.map((call) => fill(find("line").content.firstElementChild.cloneNode(true), call));
  find("earlier").replaceChildren(...lines);
  find("before").hidden = lines.length === 0;
}

function fill(place, call) {
  place.querySelector("[data-number]").textContent = call.number;
  place.querySelector("[data-counter]").textContent = call.counter;
  return place;
}

function heard(message) {
  if (message.now) alive(message.now);
  if (message.texts) expect(message.texts.expected);
  const before = new Set(calls.map((call) => `${call.number} ${call.at}`));
  const was_empty = page.dataset.state === "new";
  calls = after(calls, message);
  show();
  const called = message.type === "snapshot" ? (was_empty ? [] : message.calls) : [message];
  const fresh = called.filter((call) => call.at && is_fresh(call) && !before.has(`${call.number} ${call.at}`));
  if (fresh.length > 0) flash();
  for (const _ of fresh) gong((heard_it) => { page.dataset.gongs = Number(page.dataset.gongs ?? 0) + heard_it; offer_sound(); });
  page.dataset.state = "live";
}

// How long it takes whoever comes now; nothing where that is not known, or may be old.
function expect(sentence) {
  find("expected").textContent = sentence ?? "";
  find("expected").hidden = !sentence;
}

function is_fresh(call) {
  return clock === null || now() - Date.parse(call.at) < FRESH;
}

function flash() {
  const newest = find("newest");
  newest.classList.remove("fresh");
  requestAnimationFrame(() => newest.classList.add("fresh"));
}

function alive(said) {
  clock = { shown: Date.parse(said), heard: performance.now(), offset: offset_of(said) };
  tick();
}

function now() {
  return clock.shown + performance.now() - clock.heard;
}

// The office's wall time, whatever the display's own clock and zone are.
function tick() {
  if (clock === null) return;
  const wall = new Date(now() + clock.offset);
  find("clock").textContent = wall.toISOString().slice(11, 16);
}

function offset_of(said) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(said) ?? [0, "+", 0, 0];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function state(is) {
  page.dataset.wire = is;
  find("lost").hidden = is === "live";
  if (is !== "live") expect("");
  find("since").textContent = find("clock").textContent;
}

function offer_sound() {
  find("sound").hidden = !is_blocked();
}

find("sound").addEventListener("click", () => unblock().then(offer_sound));
page.dataset.state = "new";
wire(page.dataset.socket, { heard, alive, state });
setInterval(tick, 1000);
offer_sound();
