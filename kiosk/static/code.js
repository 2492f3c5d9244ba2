// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The code of a kiosk that nobody has let in yet: as soon as somebody has, the kiosk's page comes instead.
const EVERY = 2_000; // ms
const main = document.querySelector("main");

async function look() {
  const answer = await fetch("/kiosk", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return; // the one server ends, the other begins
  const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (shown.documentElement.dataset.api) location.replace("/kiosk");
  const now = shown.querySelector("main");
  if (now && now.innerHTML !== main.innerHTML) main.replaceChildren(...now.childNodes);
}

setInterval(look, EVERY);
