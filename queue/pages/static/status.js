// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// A visit on the phone: a call is also felt, where the phone allows that.
import "./parts.js";

const PATTERN = [200, 100, 200]; // ms
const call_of = () => document.querySelector("[data-called]")?.dataset.called;
let known = call_of();

document.addEventListener("aufruf:parts", () => {
  const call = call_of();
  // Before the first touch browsers refuse, and complain.
  if (call && call !== known && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(PATTERN);
  known = call;
});
