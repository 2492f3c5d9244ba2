// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What belongs to one person does not stay for the next: after a while without a touch the first screen comes
// back. Before that it is asked, so that whoever needs longer gets longer.
const QUIET = 45_000; // ms without a touch or key
const ANSWER_WITHIN = 15_000; // ms
const question = document.getElementById("idle");
let timer = 0;

function begin() {
  clearTimeout(timer);
  timer = setTimeout(ask, QUIET);
}

function ask() {
  question.showModal();
  timer = setTimeout(() => location.replace(question.dataset.back), ANSWER_WITHIN);
}

question.addEventListener("close", begin);
for (const touch of ["pointerdown", "keydown"]) {
  document.addEventListener(touch, () => { if (!question.open) begin(); });
}
begin();
