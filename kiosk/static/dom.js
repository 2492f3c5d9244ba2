// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Pieces of a screen, made without HTML from strings.

// What is said of an element: properties (onclick, disabled), attributes, and what stands in it.
export function h(tag, facts = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A place to touch: big words, perhaps smaller ones under them.
export function choice(label, { hint = null, kind = "", icon = null, lang = null, on, ...facts } = {}) {
  const words = [h("span", { class: "label", lang }, label), hint !== null && h("span", { class: "hint" }, hint)];
  return h("button", { type: "button", class: `choice ${kind}`.trim(), onclick: on, ...facts }, icon && drawn(icon),
    h("span", { class: "words" }, ...words));
}

export function heading(text) {
  return h("h1", { tabindex: "-1" }, text);
}

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = { // on 24 × 24
  language: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3.5 9h17M3.5 15h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
  contrast: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 5.5v13a6.5 6.5 0 0 1 0-13z",
  larger: "M3 19 9 5l6 14M5.2 14h7.6M19 7v8M15 11h8",
  low: "M12 4v13M6 12l6 6 6-6M4 21h16",
  aloud: "M4 9v6h4l5 4V5L8 9zM16 8.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12",
  back: "M20 12H5M11 5l-7 7 7 7",
  over: "M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5",
  ticket: "M3 7h18v3.5a1.5 1.5 0 0 0 0 3V17H3v-3.5a1.5 1.5 0 0 0 0-3zM14 7v10",
  calendar: "M4 6h16v14H4zM4 10.5h16M8 3v5M16 3v5",
  tick: "M4 12.5 9.5 18 20 6",
  ask: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.2 9.4a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.1-1.5 2.2M12 17.2v.2",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
};

// A picture that says what the words beside it say.
export function drawn(name) {
  const picture = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: `icon ${name}`, "aria-hidden": "true" })) {
    picture.setAttribute(key, value);
  }
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", DRAWN[name]);
  picture.append(line);
  return picture;
}
