// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// How it ended: only what the chosen reason needs is asked for, and a form is sent once.
import "../once.js";

const form = document.getElementById("end");

function look() {
  const reason = form.elements.reason.value;
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(reason);
  form.elements.service.required = !document.querySelector(".for:has(#service)").hidden;
}
form.addEventListener("change", look);
look();
