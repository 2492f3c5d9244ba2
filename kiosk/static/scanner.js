// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// A scanner is a keyboard that types very fast and ends with Enter. It may come on any screen, at any time.
import { swallow } from "./touch.js";

const FAST = 60; // ms from key to key on average; nobody types like that for long
const PAUSE = 300; // ms; what comes later is something else
const SHORTEST = 4;
const LONGEST = 400;
const PREFIX = "AUFRUF:";
const CODE = /^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}$/; // domain/tickets.py: no 0 O, no 1 I L

let typed = "", first = -Infinity, last = -Infinity;

export function listen(scanned) {
  // Whoever touches the screen in between has typed what went before, however fast.
  addEventListener("pointerdown", () => { [typed, last] = ["", -Infinity]; }, true);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const now = event.timeStamp, goes_on = now - last < PAUSE;
    const fast = goes_on && now - first < FAST * typed.length;
    if (event.key === "Enter") {
      const text = fast ? typed : "";
      [typed, last] = ["", -Infinity];
      if (text.length < SHORTEST) return;
      swallow(event); // else it would press whatever has the focus
      return scanned(text);
    }
    if (event.key.length !== 1) return;
    if (!goes_on) [typed, first] = ["", now];
    typed = (typed + event.key).slice(0, LONGEST);
    last = now;
    if (fast && !event.target.matches?.("input")) event.preventDefault(); // a blank would press a button
  }, true);
}

// What was scanned or typed as a booking code; null for everything else. As read_code on the server.
export function code_in(text) {
  const code = text.trim().toUpperCase().replace(PREFIX, "").replace(/[\s-]/g, "");
  return CODE.test(code) ? code : null;
}

// Somebody holds their own ticket before the scanner.
export function is_ticket(text) {
  return /\/visits\//i.test(text);
}
