// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The words beside the numbers, in each language in turn; the staff's own sentences, one after the other.
const LANGUAGE_FOR = 8_000; // ms
const LINE_FOR = 10_000;
const SOFT = 350; // ms, as in display.css
const still = matchMedia("(prefers-reduced-motion: reduce)");

let texts = {}; // by language
let languages = [];
let turn = 0;
let lines = [];
let at_line = 0;
let facts = {}; // what stands in the words: time, page, pages

// What a message says anew. A language's fixed words come with the snapshot; later only what changes.
export function take_words(message) {
  if (message.type === "snapshot" && message.texts_by_language) {
    texts = message.texts_by_language;
    languages = Object.keys(texts);
    turn %= languages.length;
    lines = message.lines;
    at_line = 0;
    show_line();
  } else {
    for (const [language, some] of Object.entries(message.texts_by_language ?? {})) texts[language] = { ...texts[language], ...some };
  }
  say();
}

// Put the words of the language whose turn it is where they belong.
export function say(anew = {}) {
  facts = { ...facts, ...anew };
  const words = texts[languages[turn]];
  if (!words) return;
  for (const place of document.querySelectorAll("[data-say]")) {
    const room = place.dataset.room;
    const named = place.dataset.say === "room" && !/^\d/.test(room); // a name says by itself what it is
    const name = place.dataset.say === "to" && place.closest("[data-kind=terminal]") ? "to_terminal" : place.dataset.say;
    const text = named ? room : filled(words[name] ?? "", { ...facts, room });
    if (place.textContent !== text) place.textContent = text;
    place.lang = words.tag;
    place.dir = words.dir;
  }
  document.getElementById("lost").dir = words.dir; // two sentences: the first stands where this language begins
  const expected = document.getElementById("expected");
  expected.hidden = !words.expected || document.body.dataset.wire !== "live";
}

// The words of the first language, for those who hear the page.
export function in_first(name) {
  return texts[languages[0]]?.[name] ?? "";
}

export function take_turns() {
  setInterval(() => {
    if (languages.length < 2) return;
    turn = (turn + 1) % languages.length;
    softly(document.querySelectorAll("[data-say]"), say);
  }, LANGUAGE_FOR);
  setInterval(() => {
    if (lines.length < 2) return;
    at_line = (at_line + 1) % lines.length;
    softly([document.getElementById("line")], show_line);
  }, LINE_FOR);
}

function show_line() {
  const place = document.getElementById("line");
  place.textContent = lines[at_line] ?? "";
  place.hidden = lines.length === 0;
}

export function filled(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => values[name] ?? "");
}

function softly(places, change) {
  if (still.matches) return change();
  for (const place of places) place.classList.add("turning");
  setTimeout(() => {
    change();
    for (const place of places) place.classList.remove("turning");
  }, SOFT);
}
