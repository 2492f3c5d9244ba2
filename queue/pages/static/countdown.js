// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The minutes that are left of a reservation, counted down; at the end the page says what is true.
for (const place of document.querySelectorAll("[data-countdown]")) {
  const end = performance.now() + Number(place.dataset.countdown) * 1000;
  const words = place.textContent;
  setInterval(() => {
    const minutes = Math.ceil((end - performance.now()) / 60000);
    if (minutes <= 0) location.reload();
    else place.textContent = words.replace(/\d+/, String(minutes));
  }, 5000);
}
