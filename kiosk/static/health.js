// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Every half minute a paired kiosk says that it is there: so the staff sees which are not.
import { new_key, send, Refused } from "./api.js";

const EVERY = 30_000; // ms
const VERSION = "1";

// device(): which kiosk this is; null for anybody's in the demo town. revoked(): it was signed off.
export function report({ device, speech, revoked }) {
  const instance = new_key(); // of this page: two of them with one token are noticed

  async function say() {
    if (!device()) return;
    try {
      await send("/../devices/health", { version: VERSION, instance, speech: speech() }, {});
    } catch (error) {
      if (error instanceof Refused && error.status === 401) revoked();
    }
  }
  setInterval(say, EVERY);
  return say;
}
