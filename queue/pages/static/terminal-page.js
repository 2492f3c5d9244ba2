// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What is pressed changes the page where it stands: whoever is being helped there stays in sight, in every language.
// The server's answer to a form is this very page, and what is different in it is taken over.
const PARTS = [".skip", "[data-lost]", ".terminal-top", "#terminal", ".terminal-languages"];
const root = document.documentElement;

// Send a form; button: with which one. False: nobody knows whether it was heard.
export async function send(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (!answer) return false;
  if (answer.ok && new URL(answer.url).pathname === location.pathname) take_over(await answer.text());
  else if (answer.status < 500) location.reload(); // whoever may not any more is told so by the page itself
  return answer.ok;
}

function take_over(html) {
  const page = new DOMParser().parseFromString(html, "text/html"), other = page.documentElement;
  const speaks_otherwise = other.lang !== root.lang, held = hold();
  document.title = page.title;
  Object.assign(root, { lang: other.lang, dir: other.dir });
  for (const part of PARTS) document.querySelector(part)?.replaceChildren(...page.querySelector(part)?.childNodes ?? []);
  const bar = document.querySelector(".terminal-settings"), said = page.querySelector(".terminal-settings");
  bar.setAttribute("aria-label", said.getAttribute("aria-label"));
  for (const each of said.querySelectorAll("[data-set]")) {
    bar.querySelector(`[data-set=${each.dataset.set}] .kern-label`).textContent = each.textContent;
  }
  held();
  if (speaks_otherwise) document.dispatchEvent(new CustomEvent("aufruf:language"));
}

// Whoever goes by key is afterwards where they were; where that is gone, at the beginning of what is new.
function hold() {
  const { id, name, value } = document.activeElement ?? {}, was_inside = document.getElementById("content").contains(document.activeElement);
  return () => {
    if (!was_inside || document.getElementById("content").contains(document.activeElement)) return;
    const same = id ? document.getElementById(id) : name && document.querySelector(`main [name="${name}"][value="${value}"]`);
    (same ?? document.getElementById("content")).focus({ preventScroll: true });
  };
}
