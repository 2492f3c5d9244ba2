// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Two soft tones for each call, one call after the other, made here: no file, no licence, no network.
const TONES = [659.25, 523.25]; // hertz: e, then c
const LENGTH = 1.4; // seconds until the next may sound

let context = null;
let line = Promise.resolve();

// Sound once; played(true) when it has ended, played(false) if the browser does not let us.
export function gong(played = () => {}) {
  line = line.then(sound).then(played, () => played(false));
}

// Whether the browser waits for a touch before it makes any sound.
export function is_blocked() {
  context ??= new AudioContext();
  return context.state === "suspended";
}

// After a touch of somebody.
export async function unblock() {
  context ??= new AudioContext();
  await context.resume();
}

async function sound() {
  if (is_blocked()) await Promise.race([context.resume(), new Promise((go) => setTimeout(go, 200))]);
  if (context.state !== "running") return false;
  TONES.forEach((hertz, index) => strike(hertz, context.currentTime + index * 0.45));
  await new Promise((go) => setTimeout(go, LENGTH * 1000));
  return true;
}

function strike(hertz, at) {
  const tone = new OscillatorNode(context, { frequency: hertz, type: "sine" });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.5, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + 1);
}
