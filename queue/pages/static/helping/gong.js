// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// A short gong of two tones. A page that nobody has touched may not make a sound: that is said, and one touch allows it.
const TONES = [[0, 659], [0.28, 523]]; // [seconds, hertz]
const LASTS = 1.2; // seconds that a tone takes to fade
const silent = document.getElementById("silent");
let sound = null;

// Who was sent here from a page of ours by their own press may be rung for at once; else the browser would only complain.
function may_try() {
  return (navigator.userActivation?.hasBeenActive ?? true) || document.referrer.startsWith(`${location.origin}/`);
}

async function wake() {
  if (may_try()) sound ??= new AudioContext();
  if (sound && sound.state !== "running") {
    await Promise.race([sound.resume(), new Promise((go) => setTimeout(go, 200))]);
  }
  const may = sound?.state === "running";
  document.body.dataset.sound = may ? "on" : "blocked";
  silent.hidden = may;
  return may;
}

async function ring() {
  if (!await wake()) return;
  for (const [after, hertz] of TONES) {
    const tone = sound.createOscillator(), volume = sound.createGain(), at = sound.currentTime + after;
    tone.type = "sine";
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + LASTS);
    tone.connect(volume).connect(sound.destination);
    tone.start(at);
    tone.stop(at + LASTS);
  }
  document.body.dataset.rung = Number(document.body.dataset.rung ?? 0) + 1;
}

for (const touch of ["pointerup", "keyup"]) {
  document.addEventListener(touch, () => { if (document.body.dataset.sound !== "on") wake(); });
}
wake();

export const gong = { ring };
