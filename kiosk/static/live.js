// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// How it stands, as soon as it changes: over a socket, and by asking as long as there is none.
import { look, socket_address, Refused } from "./api.js";

const SILENCE = 12_000; // ms; the server gives a sign of life every five seconds
const AGAIN_AFTER = 500; // ms, doubled at each try
const AGAIN_AT_MOST = 4_000;

// heard(state): what is new. lost(): nothing is known at the moment. revoked(): this device was signed off.
export function follow({ heard, lost, revoked }) {
  let delay = AGAIN_AFTER, watch = 0;

  function open() {
    const socket = new WebSocket(socket_address());
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      clearTimeout(watch);
      socket.close();
      ask();
    };
    const wait = () => {
      clearTimeout(watch);
      watch = setTimeout(end, SILENCE);
    };
    socket.onmessage = ({ data }) => {
      if (over) return;
      wait();
      delay = AGAIN_AFTER;
      const message = JSON.parse(data);
      if (message.type === "state") heard(message);
    };
    socket.onclose = end;
    wait();
  }

  async function ask() {
    try {
      heard(await look());
      setTimeout(open, delay);
    } catch (error) {
      if (error instanceof Refused && [401, 403].includes(error.status)) revoked();
      else lost();
      setTimeout(ask, delay * (0.7 + Math.random() * 0.6));
    }
    delay = Math.min(delay * 2, AGAIN_AT_MOST);
  }
  ask();
}
