// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Calls are heard one after the other: each its gong, then its words in each language. What fails or comes too
// late is left out and holds up nobody.
import { GONG_LENGTH, strike_gong } from "./gong.js";

const SPEECH_WITHIN = 1_200; // ms after a call's turn came, or after what was said before it
const UNBLOCKED_WITHIN = 200; // ms
const LATEST = 45_000; // ms after which a call that had to wait for its turn is not news any more
const CROWD = 3; // calls that wait; with more, each is said in the first language alone
const SOON = 0.02; // seconds: nothing begins in the past

let context = null;
let line = Promise.resolve();
let waiting = 0;

// Get ready to make a sound; changed() is called whenever the browser lets us, or does so no longer.
export function prepare(changed) {
  context ??= new AudioContext();
  context.onstatechange = changed;
}

// Whether the browser waits for a touch before it makes any sound. It needs a moment to say that it does not.
export function is_blocked() {
  return context !== null && context.state !== "running";
}

// After a touch of somebody.
export async function unblock() {
  await context?.resume();
}

// number, has_gong, addresses: of its words. is_still_called(): whether there is any sense in it when its turn
// comes. heard({number, part, started, ended, ok}): each part that was heard, or not; moments in ms since 1970.
export function announce({ number, has_gong, addresses, is_still_called, heard }) {
  const asked = performance.now();
  const words = addresses.map(fetched);
  waiting += 1;
  const note = (part, started, ended, ok) => heard({ number, part, started, ended, ok });
  line = line.then(async () => {
    waiting -= 1;
    if (performance.now() - asked > LATEST || !is_still_called()) return note("late", wall(), wall(), false);
    await play(has_gong, waiting > CROWD ? words.slice(0, 1) : words, note);
  }).catch(() => note("error", wall(), wall(), false));
}

async function play(has_gong, words, note) {
  if (is_blocked()) await Promise.race([context.resume(), after(UNBLOCKED_WITHIN)]);
  if (context.state !== "running") return note("gong", wall(), wall(), false);
  let free = context.currentTime + SOON;
  let since = performance.now();
  if (has_gong) {
    strike_gong(context, free);
    note("gong", wall_at(free), wall_at(free + GONG_LENGTH), true);
    free += GONG_LENGTH;
  }
  for (const [index, word] of words.entries()) {
    const part = `speech ${index + 1}`;
    const left = Math.max(0, SPEECH_WITHIN - (performance.now() - since));
    const sound = await Promise.race([word, after(left)]);
    if (!sound) {
      note(part, wall(), wall(), false);
      continue;
    }
    const start = Math.max(free, context.currentTime + SOON);
    const ok = await sounded(sound, start);
    note(part, wall_at(start), wall(), ok);
    free = context.currentTime + SOON;
    since = performance.now();
  }
  const rest = free - context.currentTime;
  if (rest > 0) await after(rest * 1000);
}

// Resolves when it has been heard to its end; to false if it was not, as when the device was taken away.
function sounded(sound, start) {
  const source = new AudioBufferSourceNode(context, { buffer: sound });
  source.connect(context.destination);
  const ended = new Promise((done) => { source.onended = () => done(true); });
  source.start(start);
  const longest = (start - context.currentTime + sound.duration + 1) * 1000;
  return Promise.race([ended, after(longest)]).then(Boolean);
}

async function fetched(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await context.decodeAudioData(await answer.arrayBuffer()) : null;
  } catch {
    return null; // the gong was heard, and the number can be read
  }
}

const after = (ms) => new Promise((go) => setTimeout(go, ms, false));
const wall = () => performance.timeOrigin + performance.now();
const wall_at = (moment) => wall() + (moment - context.currentTime + (context.outputLatency || 0)) * 1000;
