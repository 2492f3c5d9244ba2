// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Two soft tones, made here: no file, no licence, no network. Short, so that speech can begin within a second.
const TONES = [659.25, 523.25]; // hertz: e, then c
const APART = 0.3; // seconds
const RINGS = 0.55; // seconds that each is heard

export const GONG_LENGTH = APART + RINGS;

// Let it sound from this moment of the context's clock on.
export function strike_gong(context, at) {
  TONES.forEach((hertz, index) => strike(context, hertz, at + index * APART));
}

function strike(context, hertz, at) {
  const tone = new OscillatorNode(context, { frequency: hertz, type: "sine" });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, at);
  loudness.gain.linearRampToValueAtTime(0.5, at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, at + RINGS);
  tone.connect(loudness).connect(context.destination);
  tone.start(at);
  tone.stop(at + RINGS + 0.05);
}
