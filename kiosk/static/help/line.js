// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The device's line to whoever helps: docs/help.md says what goes over it. Cut off, it is taken up again by the same page.
import { address } from "../api.js";

const SILENCE = 12_000; // ms; the server gives a sign of life every five seconds
const AGAIN_AFTER = 400; // ms, doubled at each try
const AGAIN_AT_MOST = 4_000;

// A page is known by what it draws here: another page must ask the citizen anew.
export function new_instance() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Line {
  // heard(message): what the server or the helper says. over(why): it will not be taken up again. cut(): it will.
  // refused(): it could not even be opened, so the request may be over.
  constructor({ id, instance, heard, over, cut, refused }) {
    Object.assign(this, { id, instance, heard, over, cut, refused });
    this.delay = AGAIN_AFTER;
    this.ended = false;
    this.open();
  }

  get is_open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open() {
    const found = address(`/help-requests/${this.id}/socket`, { instance: this.instance });
    found.protocol = found.protocol.replace("http", "ws");
    const socket = this.socket = new WebSocket(found);
    let heard_of = false;
    const gone = () => {
      if (socket !== this.socket) return;
      this.socket = null;
      clearTimeout(this.watch);
      socket.close();
      if (!this.ended) this.again(heard_of);
    };
    const wait = () => {
      clearTimeout(this.watch);
      this.watch = setTimeout(gone, SILENCE);
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket || this.ended) return;
      heard_of = true;
      this.delay = AGAIN_AFTER;
      wait();
      const message = JSON.parse(data);
      if (message.type === "beat") return;
      if (message.type !== "over") return this.heard(message);
      this.close();
      this.over(message.why);
    };
    socket.onclose = gone;
    wait();
  }

  async again(heard_of) {
    this.cut();
    if (!heard_of) await this.refused();
    if (this.ended) return;
    this.timer = setTimeout(() => this.open(), this.delay * (0.7 + Math.random() * 0.6));
    this.delay = Math.min(this.delay * 2, AGAIN_AT_MOST);
  }

  // False: nobody can be told at the moment.
  send(message) {
    if (!this.is_open) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  close() {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.watch);
    clearTimeout(this.timer);
    this.socket?.close(1000);
    this.socket = null;
  }
}
