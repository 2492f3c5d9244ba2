// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Finds by typing: what does not fit is put out of sight, Enter takes the first that does. A list of services
// (data-next) has what fits best on top: "perso" means the one that begins so, not one that has it somewhere.
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
  if (field.dataset.next) best_first(list, wanted[0] ?? "");
}

function best_first(list, word) {
  const all = [...list.querySelectorAll(":scope > [data-words]")];
  all.forEach((one, index) => { one.place ??= index; });
  const rank = (one) => {
    const words = plain(one.dataset.words);
    return words.startsWith(word) ? 0 : words.includes(` ${word}`) ? 1 : 2;
  };
  const sorted = all.toSorted((one, other) => rank(one) - rank(other) || one.place - other.place);
  if (sorted.some((one, index) => one !== all[index])) list.prepend(...sorted);
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
