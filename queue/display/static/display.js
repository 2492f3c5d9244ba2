// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The waiting room's screen: each call in its moment, and plain words when it cannot know.
import { announce, is_blocked, prepare, unblock } from "./announce.js";
import { stay_known } from "./display-health.js";
import { show_earlier, turn_pages } from "./earlier.js";
import { after } from "./screen.js";
import { wander } from "./shift.js";
import { wire } from "./wire.js";
import { in_first, say, take_turns, take_words } from "./words.js";

const FRESH = 20_000; // ms; an older call, found again after a cut, is shown and not sounded
const REMEMBERED = 200; // calls
const SETTLED = 1_000; // ms that a browser is given to say whether it makes a sound
const NOTED = 60; // parts of calls that were heard
const LONG = 4, LONGEST = 12; // letters of a counter's name
const page = document.body;
const find = (name) => document.getElementById(name);
const key = (call) => `${call.number} ${call.counter} ${call.at}`;
let calls = [];
let known = []; // calls that were announced, or were here before this page was
let sound = { gong: false, speech: [] };
let said = null; // the call that those who listen were told last
let clock = null; // what the office's clock showed, and when that was heard
let settled = false;
let changed = () => {};

function show() {
  const [newest, ...others] = calls;
  find("none").hidden = Boolean(newest);
  find("newest").hidden = !newest;
  if (newest) fill(find("newest"), newest);
  show_earlier(others.map((call) => fill(find("one").content.firstElementChild.cloneNode(true), call)));
}

function fill(place, call) {
  const counter = place.querySelector("[data-counter]");
  place.querySelector("[data-number]").textContent = call.number;
  counter.textContent = call.counter;
  counter.classList.toggle("long", call.counter.length > LONG);
  counter.classList.toggle("longest", call.counter.length > LONGEST);
  if (call.kind) place.dataset.kind = call.kind; // words.js says what it is that they go to
  else delete place.dataset.kind;
  const room = place.querySelector("[data-say=room]");
  room.dataset.room = call.room ?? "";
  room.hidden = !call.room;
  return place;
}

function heard(message) {
  if (message.now) alive(message.now);
  if (message.type === "snapshot") choose(message);
  if ("closed_early" in message) find("closed").hidden = !message.closed_early;
  const before = calls;
  calls = after(calls, message);
  if (calls !== before) show();
  if (!calls.some(({ number, counter }) => number === said?.number && counter === said.counter)) unsay();
  take_words(message);
  const fresh = called_by(message).filter((call) => is_fresh(call, message));
  known = [...known, ...called_by(message).map(key)].slice(-REMEMBERED);
  if (fresh.length > 0) tell(fresh);
  page.dataset.state = "live";
}

function choose({ gong, speech, speechless }) {
  sound = { gong: gong ?? true, speech: speech ?? [] };
  find("speechless").hidden = !speechless || "preview" in page.dataset;
  if (makes_sound()) prepare(offer_sound);
  offer_sound();
}

// The oldest first: so they are heard.
function called_by(message) {
  if (message.type === "snapshot") return [...message.calls].reverse();
  return ["call", "recall"].includes(message.type) ? [message] : [];
}

function is_fresh(call, { type }) {
  if (page.dataset.state === "new" || (clock !== null && now() - Date.parse(call.at) >= FRESH)) return false;
  return type === "recall" || !known.includes(key(call));
}

function tell(fresh) {
  flash();
  said = fresh.at(-1);
  const { number, counter, room, kind } = said;
  find("said").textContent = [number, in_first(kind === "terminal" ? "to_terminal" : "to"), counter, room].filter(Boolean).join(" ");
  if (!sound.gong && sound.speech.length === 0) return;
  for (const call of fresh) {
    announce({
      number: call.number,
      has_gong: sound.gong,
      addresses: sound.speech.map((language) => [page.dataset.path, "speech", language, ...[call.number, call.counter].map(encodeURIComponent)].join("/")),
      is_still_called: () => calls.some((each) => each.number === call.number && each.counter === call.counter),
      heard: note,
    });
  }
}

// Nobody finds a call there that this display no longer shows.
function unsay() {
  said = null;
  find("said").textContent = "";
}

// For whoever looks into it, tests too: what was heard of which call, from when to when.
function note(part) {
  if (part.part === "gong" && part.ok) page.dataset.gongs = Number(page.dataset.gongs ?? 0) + 1;
  page.dataset.heard = JSON.stringify([...JSON.parse(page.dataset.heard ?? "[]"), part].slice(-NOTED));
  dispatchEvent(new CustomEvent("aufruf:heard", { detail: part }));
  offer_sound();
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
  if (page.dataset.wire !== "lost" && is === "lost") say({ time: find("clock").textContent });
  page.dataset.wire = is;
  find("lost").hidden = is === "live";
  say();
}

const makes_sound = () => !("preview" in page.dataset) && (sound.gong || sound.speech.length > 0);

const is_silenced = () => settled && makes_sound() && is_blocked();

function offer_sound() {
  find("sound").hidden = !is_silenced();
  changed();
}

function facts() {
  const is = makes_sound() ? (is_silenced() ? "blocked" : "on") : "off";
  return { version: page.dataset.version, sound: is, speech: sound.speech.length > 0 };
}

find("sound").addEventListener("click", () => unblock().then(offer_sound));
page.dataset.state = "new";
wire(page.dataset.socket, { heard, alive, state });
if ("device" in page.dataset) changed = stay_known(facts, { revoked: () => { find("revoked").hidden = false; } });
setTimeout(() => { settled = true; offer_sound(); }, SETTLED);
setInterval(tick, 1000);
take_turns();
turn_pages();
wander(find("wall"));
