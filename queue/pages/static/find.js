// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Finds by typing: what does not fit is put out of sight, Enter takes the first that does.
const fields = [...document.querySelectorAll("[data-filter]")];

// As somebody writes it who has only heard it, on a German keyboard.
const ALIKE = { "ı": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe" };

function plain(text) {
  const bare = text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  return bare.replace(/[ıßøłđæœ]/g, (letter) => ALIKE[letter]);
}

function filter(field) {
  const wanted = plain(field.value).split(/\s+/).filter(Boolean);
  const list = document.getElementById(field.dataset.filter);
  let found = 0;
  for (const one of list.querySelectorAll("[data-words]")) {
    const words = plain(one.dataset.words);
    one.hidden = !wanted.every((word) => words.includes(word));
    found += one.hidden ? 0 : 1;
  }
  const none = list.querySelector("[data-none]");
  if (none) none.hidden = found > 0;
}

for (const field of fields) {
  field.addEventListener("input", () => filter(field));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    if (event.repeat) return;
    const list = document.getElementById(field.dataset.filter);
    const first = [...list.querySelectorAll("[data-words]")].find((one) => !one.hidden);
    const goal = first?.querySelector("input, button");
    if (!goal) return;
    if (goal.type === "radio") {
      goal.checked = true;
      goal.dispatchEvent(new Event("change", { bubbles: true }));
    }
    (event.key === "Enter" && goal.type === "radio" ? document.getElementById(field.dataset.next) : goal)?.focus();
  });
  filter(field);
}
document.addEventListener("aufruf:parts", () => fields.forEach(filter)); // a list that came anew is whole again
