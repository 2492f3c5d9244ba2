// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// One key for each deed: a letter presses the button that carries it, or goes to the field that does.
// Never while somebody is writing, never twice for a key held down, and not at all for who switches it off.
const WRITING = "input:not([type=checkbox], [type=radio]), select, textarea";
const help = document.getElementById("keys");
const wanted = document.getElementById("keys-wanted");

wanted.checked = localStorage.getItem("aufruf-keys") !== "off";
wanted.addEventListener("change", () => localStorage.setItem("aufruf-keys", wanted.checked ? "on" : "off"));
document.addEventListener("click", (event) => { if (event.target.closest("#keys-open")) help.showModal(); });

document.addEventListener("keydown", (event) => {
  if (event.repeat) { // held down on a button, Enter would press it again and again
    if (["Enter", " "].includes(event.key) && event.target.closest("button, summary, a")) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const field = event.target.closest?.(WRITING);
  if (field) return leave(field, event);
  if (!wanted.checked) return;
  if (event.key === "?") return help.showModal();
  const all = document.querySelectorAll(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  const place = [...all].find((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled);
  if (!place) return;
  event.preventDefault();
  if (place.matches(`${WRITING}, summary, [data-go-to]`)) place.focus();
  if (place.matches(`${WRITING}, [data-go-to]`)) return;
  if (place.getAttribute("aria-disabled") !== "true") place.click();
  if (place.matches("summary") && place.parentElement.open) place.parentElement.querySelector("input")?.focus();
});

// Out of a field again: Enter saves a note and sends a choice, Escape leaves things as they are.
function leave(field, event) {
  if (event.key === "Escape") return to_desk();
  if (event.key !== "Enter") return;
  if (field.closest("[data-note]")) {
    event.preventDefault();
    to_desk(); // leaving it saves it
  } else if (field.matches("select#to")) {
    event.preventDefault();
    field.form?.requestSubmit();
  }
}

function to_desk() {
  document.getElementById("desk")?.focus({ preventScroll: true });
}
