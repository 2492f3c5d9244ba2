// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// A choice made with the finger or mouse is sent at once. With the keyboard nothing moves
// before the button is pressed: arrow keys pass through choices that nobody has made.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  let pointed = false;
  form.addEventListener("pointerdown", () => { pointed = true; });
  form.addEventListener("keydown", () => { pointed = false; });
  form.addEventListener("change", () => { if (pointed) form.requestSubmit(); });
}
