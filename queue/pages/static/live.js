// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Looks at the same page again every few seconds, and changes only the parts that have changed.
// Nothing moves under a hand: a part in which somebody is choosing stays as it is.
const EVERY = 4000;

async function look() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const newer = fresh.getElementById(part.id);
    const busy = part.querySelector("select:focus, input:focus");
    if (!newer || busy || newer.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    part.innerHTML = newer.innerHTML;
    if (focused) document.getElementById(focused)?.focus();
  }
  const clock = fresh.querySelector(".rehearsal p");
  if (clock) document.querySelector(".rehearsal p")?.replaceChildren(...clock.childNodes);
}

setInterval(look, EVERY);
