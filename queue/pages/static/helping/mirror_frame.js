// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// In the mirror's frame: shows what comes from the page around it, and tells it what is pointed at.
import { cleaned } from "./clean.js";

const BEFORE = 50; // ms: what is younger is shown when its time has come, at once would be out of order
const RING = { lasts: 30_000, around: 6, spot: 72 }; // as at the device: ms, px, px (kiosk/static/help/pointer.js)
const MOST = 60; // things that can be pointed at without a mouse
const PRESSED = "button, a, input, select, textarea, label, summary, [role=button], [role=link], [role=radio], [role=option]";
const glass = document.getElementById("glass");
const root = document.getElementById("root");
const ring = document.getElementById("ring");
let replayer = null, size = null, outlining = 0, marked = null, fading = 0;

function tell(message) {
  parent.postMessage(message, location.origin);
}

addEventListener("message", ({ origin, source, data }) => {
  if (origin !== location.origin || source !== parent) return;
  if (data.type === "hello") tell({ type: "ready" });
  if (data.type === "show") show(data.events, data.origin);
  if (data.type === "clear") clear();
  if (data.type === "mark") mark(data.place);
});

function show(events, origin) {
  for (const raw of events) {
    const event = cleaned(raw, origin);
    if (!event) continue;
    if (event.type === 4) fit(event.data);
    if (event.type === 2 && !replayer) begin();
    if (event.type === 3 && !replayer) return tell({ type: "missing" });
    if (event.type === 3 && event.data.source === 4) fit({ width: event.data.width, height: event.data.height });
    if (replayer) replayer.addEvent(event);
    if (event.type === 2) tell({ type: "shown" });
  }
  clearTimeout(outlining);
  outlining = setTimeout(() => {
    outline();
    place_ring();
  }, 300);
}

function begin() {
  replayer = new window.rrwebReplay.Replayer([], {
    root, liveMode: true, mouseTail: false, triggerFocus: false, UNSAFE_replayCanvas: false, showWarning: false, showDebug: false,
    loadTimeout: 3000, logger: { log() {}, warn() {} },
  });
  replayer.startLive(Date.now() - BEFORE);
  if (size) replayer.addEvent({ type: 4, timestamp: Date.now(), data: { href: "about:blank", ...size } });
}

function clear() {
  replayer?.destroy();
  replayer = size = null;
  clearTimeout(outlining);
  mark(null);
  root.replaceChildren();
}

function fit({ width, height }) {
  size = { width, height };
  tell({ type: "size", width, height });
  scale();
}

function scale() {
  if (!size) return;
  const factor = Math.min(glass.clientWidth / size.width, glass.clientHeight / size.height);
  const left = (glass.clientWidth - size.width * factor) / 2;
  root.style.transform = `translate(${Math.max(0, left)}px, 0) scale(${factor})`;
  place_ring();
}
addEventListener("resize", scale);

glass.addEventListener("click", ({ clientX, clientY }) => {
  if (!replayer || !size) return;
  const frame = replayer.iframe.getBoundingClientRect();
  const x = (clientX - frame.left) / frame.width, y = (clientY - frame.top) / frame.height;
  if (x < 0 || x > 1 || y < 0 || y > 1) return;
  const found = replayer.iframe.contentDocument?.elementFromPoint(x * size.width, y * size.height);
  tell({ type: "pointed", ...at(found?.closest(PRESSED) ?? found), x, y });
});

// What is pointed at has a ring around it here as well, until it is pointed at no longer; null: nothing is.
function mark(place) {
  clearTimeout(fading);
  marked = place;
  ring.hidden = true;
  place_ring();
  if (marked) fading = setTimeout(() => mark(null), RING.lasts);
}

function place_ring() {
  if (!marked || !replayer || !size) return;
  const { node, x, y } = marked;
  const found = node === null ? null : replayer.getMirror().getNode(node);
  const element = found?.nodeType === 1 ? found : found?.parentElement;
  if (node !== null && !(element?.isConnected && element.checkVisibility())) return mark(null); // another screen
  const box = element?.getBoundingClientRect() ?? { left: x * size.width - RING.spot / 2, top: y * size.height - RING.spot / 2, width: RING.spot, height: RING.spot };
  const frame = replayer.iframe.getBoundingClientRect(), factor = frame.width / size.width;
  ring.hidden = false;
  Object.assign(ring.style, {
    left: `${frame.left + box.left * factor - RING.around}px`, top: `${frame.top + box.top * factor - RING.around}px`,
    width: `${box.width * factor + 2 * RING.around}px`, height: `${box.height * factor + 2 * RING.around}px`,
  });
}

// rrweb's number of an element, and what it says.
function at(element) {
  const node = element ? replayer.getMirror().getId(element) : -1;
  return { node: node > 0 ? node : null, name: name_of(element) };
}

// Of a field nothing is known but that it is one: its label is covered, too.
function name_of(element) {
  if (!element?.matches(PRESSED)) return "";
  const name = element.getAttribute("aria-label") || (element.querySelector(".label") ?? element).textContent || element.labels?.[0]?.textContent || "";
  return name.replace(/\s+/g, " ").trim().slice(0, 80);
}

// The screen in words, for whoever does not see it: its heading, and what can be pressed.
function outline() {
  const page = replayer?.iframe.contentDocument;
  if (!page?.body || !size) return;
  const items = [];
  for (const element of page.querySelectorAll(PRESSED)) {
    const name = name_of(element), box = element.getBoundingClientRect();
    if (!name || items.length >= MOST || !element.checkVisibility() || box.width === 0) continue;
    const x = (box.left + box.width / 2) / size.width, y = (box.top + box.height / 2) / size.height;
    items.push({ ...at(element), x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) });
  }
  const heading = page.querySelector("h1, h2")?.textContent.replace(/\s+/g, " ").trim().slice(0, 200) ?? "";
  tell({ type: "outline", heading, items, lang: page.documentElement.lang });
}

tell({ type: "ready" });
