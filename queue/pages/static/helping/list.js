// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Who waits for help, live and to be heard. The socket says that something is new; what it is like, the page's
// own part says, as the server writes it.
import "../keys.js";
import "../once.js";
import { gong } from "./gong.js";
import { wire } from "../wire.js";

const LOOK_AGAIN = 10_000; // ms: levels and promises change, though nothing happens
const RING_EVERY = 6_000; // ms from one gong to the next while somebody waits
const main = document.getElementById("content");
const now = document.getElementById("now");
const words = JSON.parse(document.getElementById("words").textContent);
let looking = false, again = false, known = read(), heard_at = 0, ringing = 0;

// What stands on the page: the open requests by their ids, those that somebody else has taken, and one's own.
function read() {
  const all = (name) => [...document.querySelectorAll(`[data-${name}]`)].map(({ dataset }) => [dataset[name], { ...dataset }]);
  return { open: new Map(all("request")), taken: new Map(all("taken")), mine: new Map(all("mine")) };
}

async function look() {
  if (looking) return void (again = true);
  looking = true;
  try {
    const answer = await fetch(main.dataset.part, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) return location.reload(); // to log in
    if (answer.ok) await put(await answer.text());
  } catch { /* the socket notices that nobody is there, and says so */ } finally {
    looking = false;
  }
  if (again) {
    again = false;
    look();
  }
}

async function put(text) {
  const focused = document.activeElement;
  await window.htmx.swap({ sourceElement: now, target: now, text, swap: "innerMorph" });
  if (focused !== document.body && !focused.isConnected) main.focus({ preventScroll: true });
  heard_at = performance.now();
  tell();
  tick();
}

// What has changed, in words and with sound; a request that others are asked for makes no noise here.
function tell() {
  const before = known.open;
  known = read();
  const news = [];
  for (const [id, each] of known.open) if (!before.has(id)) news.push(`${words.new} ${each.called}`);
  for (const [id, each] of before) {
    if (!known.open.has(id) && !known.mine.has(id)) news.push(`${known.taken.has(id) ? words.taken : words.gone} ${each.called}`);
  }
  if (news.length) document.getElementById("news").textContent = news.join(" ");
  const fresh = [...known.open].filter(([id, each]) => "rings" in each && !("rings" in (before.get(id) ?? {})));
  for (const [id, each] of fresh) notify(id, each.called);
  ring(fresh.length > 0);
}

function ring(at_once) {
  const count = [...known.open.values()].filter((each) => "rings" in each).length;
  document.title = (count ? `(${count}) ` : "") + `${words.title} – Aufruf`;
  if (!count) {
    clearInterval(ringing);
    ringing = 0;
  } else if (at_once || !ringing) {
    clearInterval(ringing);
    ringing = setInterval(gong.ring, RING_EVERY);
    gong.ring();
  }
}

// While a request waits its seconds run, and those until the promise.
function tick() {
  const passed = Math.floor((performance.now() - heard_at) / 1000);
  for (const place of document.querySelectorAll("[data-waited]")) place.textContent = minutes(Number(place.dataset.waited) + passed);
  for (const place of document.querySelectorAll("[data-left]")) {
    const left = Number(place.dataset.left) - passed, promise = place.closest(".promise");
    place.textContent = minutes(Math.max(0, left));
    promise.classList.toggle("broken", left < 0);
    promise.querySelector("[data-within]").hidden = left < 0;
    promise.querySelector("[data-beyond]").hidden = left >= 0;
  }
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// Somebody looks at another window: the system may say it, if that was wanted.
const ask = document.getElementById("notify");
function may_ask() {
  ask.hidden = !("Notification" in window) || Notification.permission !== "default" || !window.isSecureContext;
}
ask.addEventListener("click", async () => {
  await Notification.requestPermission();
  may_ask();
});
function notify(tag, body) {
  if (!("Notification" in window) || Notification.permission !== "granted" || document.visibilityState === "visible") return;
  try {
    new Notification(words.title, { body, tag }).onclick = () => window.focus();
  } catch { /* a phone's browser has them for service workers alone */ }
}

function clock(time) {
  for (const place of document.querySelectorAll("[data-now], [data-since]")) place.textContent = time.slice(11, 19);
}

function state(is) {
  const came_back = is === "live" && document.body.dataset.wire !== "live";
  document.body.dataset.wire = is;
  for (const notice of document.querySelectorAll("[data-lost]")) notice.hidden = is === "live";
  if (came_back) look();
}

if (now) {
  may_ask();
  heard_at = performance.now();
  ring(known.open.size > 0);
  setInterval(tick, 1000);
  setInterval(look, LOOK_AGAIN);
  wire(main.dataset.follow, { heard: look, alive: clock, state });
}
