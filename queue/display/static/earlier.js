// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The calls before the newest: what does not fit turns, page after page, so that nobody's number is gone.
import { say } from "./words.js";

const PAGE_FOR = 6_000; // ms
const list = document.getElementById("earlier");
let pages = [[]];
let at = 0;

export function show_earlier(lines) {
  list.replaceChildren(...lines);
  document.getElementById("before").hidden = lines.length === 0;
  lay_out();
}

// As many to a page as there is room for, however high each is. What comes in between does not begin anew with the
// first page: in a busy house the last would never be seen.
function lay_out() {
  const lines = [...list.children];
  for (const line of lines) line.hidden = false;
  const room = list.clientHeight;
  pages = [[]];
  let filled = 0;
  for (const line of lines) {
    const height = line.getBoundingClientRect().height;
    if (filled + height > room + 1 && pages.at(-1).length > 0) {
      pages.push([]);
      filled = 0;
    }
    pages.at(-1).push(line);
    filled += height;
  }
  turn_to(Math.min(at, pages.length - 1));
}

function turn_to(page) {
  at = page % pages.length;
  for (const line of list.children) line.hidden = !pages[at].includes(line);
  document.getElementById("page").hidden = pages.length < 2;
  say({ page: at + 1, pages: pages.length });
}

export function turn_pages() {
  setInterval(() => { if (pages.length > 1) turn_to(at + 1); }, PAGE_FOR);
  new ResizeObserver(lay_out).observe(list); // another screen, or a bar above it
  document.fonts.ready.then(lay_out);
}
