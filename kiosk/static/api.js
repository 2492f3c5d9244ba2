// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What this page asks of its own server. Nothing is done twice, however often it is sent: each deed has a key.
const { api = "/api/v1/kiosk", office = "" } = document.documentElement.dataset;
const PATIENCE = 8_000; // ms without an answer

// No answer: it is not known whether the deed was done. With the same key it may be sent again.
export class NoAnswer extends Error {
  constructor(slow) {
    super(slow ? "slow" : "gone");
    this.slow = slow;
  }
}

// A refusal of the server, by its code, with what it adds.
export class Refused extends Error {
  constructor(status, facts) {
    super(facts.code ?? String(status));
    this.status = status;
    this.code = facts.code ?? "internal";
    this.facts = facts;
  }
}

export function address(path, query = {}) {
  const found = new URL(`${api}${path}`, location.href);
  for (const [name, value] of Object.entries(query)) found.searchParams.set(name, value);
  if (office) found.searchParams.set("office", office); // in the demo town, where nobody pairs a device
  return found;
}

export function socket_address() {
  const found = address("/socket");
  found.protocol = found.protocol.replace("http", "ws");
  return found;
}

export const look = (path = "", query = {}) => ask(address(path, query), {});

export function send(path, body, { key, language, token }) {
  const headers = { "Content-Type": "application/json" };
  if (language) headers["Accept-Language"] = language;
  if (key) headers["Idempotency-Key"] = key;
  if (token) headers.Authorization = `Bearer ${token}`;
  return ask(address(path), { method: "POST", headers, body: JSON.stringify(body) });
}

async function ask(where, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(where, { cache: "no-store", redirect: "error", ...options, signal: stop.signal });
    const said = answer.status === 204 ? {} : await answer.json();
    if (answer.ok) return said;
    if (answer.status >= 500) throw new NoAnswer(false);
    throw new Refused(answer.status, said);
  } catch (error) {
    if (error instanceof Refused || error instanceof NoAnswer) throw error;
    throw new NoAnswer(stop.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}

// Not randomUUID: that is missing where the page comes over plain http.
export function new_key() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A picture as text in the page: nothing of it stays in the browser's cache.
export async function picture(path) {
  const answer = await fetch(path, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return null;
  const bytes = new TextEncoder().encode(await answer.text());
  return `data:image/svg+xml;base64,${btoa(String.fromCharCode(...bytes))}`;
}
