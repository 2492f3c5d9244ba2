// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// A device shows its code and asks whether it was let in, until it was; then it goes to its own page.
// A code lasts ten minutes and is then replaced. A reload of the page keeps it.
const EVERY = 2000; // ms
const RARELY = 30_000; // ms, after too many attempts
const page = document.getElementById("pairing");
const kind = page.dataset.kind;
const KEPT = `aufruf-pairing-${kind}`;
const says = document.getElementById("waits");

function show({ code }) {
  const [first, second] = document.getElementById("code").querySelectorAll("span");
  if (first.textContent + second.textContent === code) return;
  first.textContent = code.slice(0, 3);
  second.textContent = code.slice(3);
  const picture = document.getElementById("qr");
  picture.src = `/pairing/${code}/qr.svg`;
  picture.hidden = false;
  document.getElementById("until").hidden = false;
}

function tell(what) {
  if (says.textContent !== says.dataset[what]) says.textContent = says.dataset[what];
}

// Whether it is still valid the server knows: a device's own clock may be wrong.
function kept() {
  const text = sessionStorage.getItem(KEPT);
  return text ? JSON.parse(text) : null;
}

async function ask_for_code() {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch("/api/v1/devices/pairings", { method: "POST", headers, body: JSON.stringify({ kind }) });
  if (answer.status === 429) return tell("often"), null;
  if (!answer.ok) return tell("cut"), null;
  const pairing = await answer.json();
  sessionStorage.setItem(KEPT, JSON.stringify(pairing));
  return pairing;
}

// Gives how long to wait before the next question; null once it is over.
async function look() {
  const pairing = kept() ?? await ask_for_code();
  if (!pairing) return RARELY / 6;
  show(pairing);
  const body = new URLSearchParams({ kind, code: pairing.code, secret: pairing.secret, until: pairing.expires_at });
  const answer = await fetch("/pairing/collect", { method: "POST", body, redirect: "manual" });
  if (answer.type === "opaqueredirect") {
    sessionStorage.removeItem(KEPT);
    tell("in");
    location.replace("/pairing/done");
    return null;
  }
  if (answer.status === 404 || answer.status === 410) sessionStorage.removeItem(KEPT); // over: a new one
  tell(answer.status === 429 ? "often" : answer.status >= 500 ? "cut" : "waiting");
  return answer.status === 429 ? RARELY : EVERY;
}

async function go_on() {
  const pause = await look().catch(() => { tell("cut"); return EVERY; });
  if (pause !== null) setTimeout(go_on, pause);
}

page.classList.add("live"); // the buttons for browsers without JavaScript are not needed
go_on();
