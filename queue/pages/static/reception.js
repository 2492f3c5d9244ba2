// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Around reception's forms: live parts, keys, finding by typing.
import "./parts.js";
import "./keys.js";
import "./once.js";
import "./find.js";

// "Weiterleiten" in a row: the number stands in the form, and the goal is chosen there.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-send-on]");
  if (!button) return;
  document.getElementById("number").value = button.dataset.sendOn;
  document.getElementById("to").focus();
});
