// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The button that prints appears only where it works; what was asked for on paper is printed at once.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (document.querySelector("[data-print-now]")) addEventListener("load", () => setTimeout(() => window.print()));
