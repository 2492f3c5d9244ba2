// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Nobody stands beside a kiosk who would load its page again. If one of its scripts did not arrive the page loads
// itself anew: but only once its server answers, since a browser's own error page would never come back.
(() => {
  const PATIENCE = 10_000; // ms from the page to its first script

  async function look() {
    if (!("starts" in document.documentElement.dataset)) return; // page.js runs
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (answer?.ok) location.reload();
    else setTimeout(look, PATIENCE);
  }
  setTimeout(look, PATIENCE);
})();
