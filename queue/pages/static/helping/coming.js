// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Somebody is on their way, with this page in their hand: it says when they need not come any more.
import "./ending.js";

const LOOK_EVERY = 5_000; // ms

async function look() {
  const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect" || [401, 403, 404].includes(answer?.status)) location.reload(); // the list says why
}
setInterval(look, LOOK_EVERY);
