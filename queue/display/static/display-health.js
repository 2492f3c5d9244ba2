// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// A display that is a device says every half minute, and when something changes, how it is.
const EVERY = 30_000; // ms
const PATH = "/api/v1/devices/health";

// facts(): what there is to say. revoked(): somebody has let this device out. Gives what to call after a change.
export function stay_known(facts, { revoked }) {
  const instance = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let said = "";

  async function say() {
    const body = JSON.stringify({ instance, ...facts() });
    said = body;
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(PATH, { method: "POST", headers, body }).catch(() => null); // the socket says if it is cut
    if (answer?.status === 401) revoked();
  }

  setInterval(say, EVERY);
  say();
  return () => { if (JSON.stringify({ instance, ...facts() }) !== said) say(); };
}
