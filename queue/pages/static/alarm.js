// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Alarms: raised by pressing twice, heard at every other counter until somebody comes. Where it was raised
// nothing makes a noise, and nothing of it reaches the room.
const SURE_WITHIN = 3_000; // ms between the two presses
const PULSE = 1_400; // ms from one sound to the next
const TONES = [[0, 880], [0.22, 660], [0.44, 880]]; // [seconds, hertz]

let sound = null, pulse = 0;

function ring() {
  for (const [after, hertz] of TONES) {
    const tone = sound.createOscillator(), volume = sound.createGain(), at = sound.currentTime + after;
    tone.type = "square";
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.2);
    tone.connect(volume).connect(sound.destination);
    tone.start(at);
    tone.stop(at + 0.21);
  }
}

// A page that nobody has touched yet may not make a sound: it says so, and does from the next touch on.
async function sing() {
  if (navigator.userActivation?.hasBeenActive ?? true) sound ??= new AudioContext();
  if (sound && sound.state !== "running") {
    await Promise.race([sound.resume(), new Promise((go) => setTimeout(go, 200))]);
  }
  const may = sound?.state === "running";
  for (const muted of document.querySelectorAll("#alarm [data-muted]")) muted.hidden = may;
  if (!is_loud()) return;
  document.body.dataset.alarm = may ? "sounding" : "muted";
  if (may) ring();
}

function is_loud() {
  return document.querySelector("#alarm [data-loud]") !== null;
}

function look() {
  if (is_loud() === (pulse !== 0)) return;
  clearInterval(pulse);
  pulse = 0;
  delete document.body.dataset.alarm;
  if (!is_loud()) return;
  pulse = setInterval(sing, PULSE);
  sing();
}

for (const touch of ["pointerdown", "keydown"]) {
  document.addEventListener(touch, () => { if (pulse && document.body.dataset.alarm === "muted") sing(); });
}
document.addEventListener("aufruf:parts", look);
const title = document.querySelector("#alarm [data-title]")?.dataset.title;
if (title) document.title = title;
look();

// Pressed once it asks, pressed twice it is meant, also where the page was drawn anew in between.
let sure_until = -Infinity, label = "";
const is_asked = () => performance.now() < sure_until;

function ask(button) {
  const words = button.querySelector(".kern-label");
  if (!button.dataset.sure) label = words.innerHTML;
  button.dataset.sure = "yes";
  words.textContent = document.getElementById("alarm-asked").textContent = button.dataset.twice;
}

function forget() {
  if (is_asked()) return;
  document.getElementById("alarm-asked").textContent = "";
  for (const button of document.querySelectorAll("[data-twice][data-sure]")) {
    delete button.dataset.sure;
    button.querySelector(".kern-label").innerHTML = label;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-twice]");
  if (!button) return;
  if (is_asked()) {
    sure_until = -Infinity;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  sure_until = performance.now() + SURE_WITHIN;
  ask(button);
  setTimeout(forget, SURE_WITHIN + 1);
}, true);
document.addEventListener("aufruf:parts", () => {
  const button = document.querySelector("[data-twice]:not([data-sure])");
  if (button && is_asked()) ask(button);
});
