// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What the display shows, by the same rule as domain/screen.py: one line for each counter that has called
// somebody, the latest call first, until that person leaves the counter.
export function after(calls, message) {
  switch (message.type) {
    case "snapshot":
      return message.calls;
    case "call":
    case "recall": {
      const { number, counter, at, room, kind } = message;
      const others = calls.filter((call) => call.number !== number && call.counter !== counter);
      const place = others.findIndex((call) => Date.parse(call.at) <= Date.parse(at));
      others.splice(place < 0 ? others.length : place, 0, { number, counter, at, room, kind });
      return others;
    }
    case "cleared":
      return calls.filter((call) => call.number !== message.number);
    default:
      return calls;
  }
}
