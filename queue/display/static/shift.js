// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Against burn-in: the whole page wanders, a pixel or two a minute, along a path that takes fourteen hours.
const MINUTE = 60_000;
const WIDE = 8, HIGH = 6; // px to each side
const ROUND_WIDE = 37, ROUND_HIGH = 23; // minutes

export function place(minute) {
  const swing = (size, round) => Math.round(size * Math.sin((2 * Math.PI * minute) / round));
  return [swing(WIDE, ROUND_WIDE), swing(HIGH, ROUND_HIGH)];
}

export function wander(element) {
  let minute = 0;
  setInterval(() => {
    minute += 1;
    const [x, y] = place(minute);
    element.style.translate = `${x}px ${y}px`;
  }, MINUTE);
}
