// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The displays' gong, for helpers. A page that nobody has touched may not make a sound: that is said, and one touch
// allows it.
import { strike_gong } from "../gong.js";

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
  strike_gong(sound, sound.currentTime);
  document.body.dataset.rung = Number(document.body.dataset.rung ?? 0) + 1;
}

for (const touch of ["pointerup", "keyup"]) {
  document.addEventListener(touch, () => { if (document.body.dataset.sound !== "on") wake(); });
}
wake();

export const gong = { ring };
