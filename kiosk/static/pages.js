// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Many choices are leafed through, so that nothing moves under a finger. How many fit is measured.
import { h, drawn } from "./dom.js";
import { is_on } from "./settings.js";
import { _ } from "./texts.js";

const FEWEST = 2, MOST = 12;
const is_standing = matchMedia("(min-width: 48rem) and (max-aspect-ratio: 1/1)"); // where there is a lower half

// A list of choices of which a page is shown at a time.
export function leaves(tiles, facts = {}) {
  const list = h("div", { class: "tiles", role: "list", ...facts }, tiles.map((tile) => h("div", { role: "listitem" }, tile)));
  list.dataset.leaves = "0";
  const turn = h("nav", { class: "turn", "aria-label": _("Weitere Seiten"), hidden: true },
    step(_("Vorige Seite"), "back", () => move(list, -1)), h("p", { "aria-live": "polite" }), step(_("Nächste Seite"), "forth", () => move(list, 1)));
  return [list, turn];
}

function step(label, name, on) {
  return h("button", { type: "button", class: `choice quiet ${name}`, "data-often": true, onclick: on }, drawn("back"), h("span", { class: "words" }, label));
}

function move(list, by) {
  list.dataset.leaves = String(Number(list.dataset.leaves) + by);
  show(list, Number(list.dataset.each));
}

// Measure again: after a change of size, or of what is shown.
export function fit({ main, choices }) {
  const list = choices.querySelector("[data-leaves]");
  if (!list) return;
  const first = Number(list.dataset.leaves) * Number(list.dataset.each ?? 0); // of those that are seen
  list.dataset.leaves = "0";
  const all = list.children.length;
  let each = Math.min(all, MOST);
  show(list, each);
  while (each > FEWEST && is_too_full(main, choices)) show(list, --each);
  if (first === 0) return;
  list.dataset.leaves = String(Math.floor(first / each));
  show(list, each);
}

function is_too_full(main, choices) {
  if (is_on("low") && is_standing.matches && choices.getBoundingClientRect().top < innerHeight / 2) return true;
  if (getComputedStyle(main).overflowY === "visible") return false; // a phone: the page itself is long
  return main.scrollHeight > main.clientHeight + 1 || choices.scrollHeight > choices.clientHeight + 1;
}

function show(list, each) {
  const turn = list.nextElementSibling, tiles = [...list.children];
  if (tiles.length === 0) return;
  const pages = Math.ceil(tiles.length / each), page = Math.min(Math.max(Number(list.dataset.leaves), 0), pages - 1);
  Object.assign(list.dataset, { leaves: page, each });
  tiles.forEach((tile, index) => { tile.hidden = Math.floor(index / each) !== page; });
  turn.hidden = pages < 2;
  const [before, said, after] = turn.children;
  before.disabled = page === 0;
  after.disabled = page === pages - 1;
  said.textContent = _("Seite %(page)s von %(pages)s", { page: page + 1, pages });
  if (document.activeElement === document.body) tiles.find((tile) => !tile.hidden)?.querySelector("button").focus();
}
