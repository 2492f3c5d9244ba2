// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The screen as the helper sees it, live. rrweb notices what changes; scrub.js lets through what is of nobody. Nothing
// is kept: what was noticed is sent within a tenth of a second, or forgotten.
import { scrub } from "./scrub.js";

const EVERY = 80; // ms
const AT_MOST = 400; // changes in one message: more than a screen has
const RRWEB = new URL("../vendor/rrweb/record.min.js", import.meta.url);
let loading = null;

function load() {
  loading ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    script.src = RRWEB;
    script.onload = () => loaded(globalThis.rrwebRecord.record);
    script.onerror = () => {
      script.remove();
      loading = null; // it is tried again
      failed(new Error("rrweb did not arrive"));
    };
    document.head.append(script);
  });
  return loading;
}

export class Mirror {
  // send(events): on its way to the helper. failed(): it cannot be shown.
  constructor({ send, failed = () => {} }) {
    Object.assign(this, { send, failed });
    this.record = null;
    this.end = null;
    this.waiting = [];
    this.wanted = false;
  }

  get runs() {
    return this.end !== null;
  }

  async start() {
    if (this.wanted) return;
    this.wanted = true;
    try {
      this.record ??= await load();
    } catch {
      this.wanted = false;
      return this.failed();
    }
    if (!this.wanted || this.end) return; // taken back meanwhile
    this.end = this.record({
      emit: (event) => this.note(event),
      blockSelector: "[data-private]",
      maskAllInputs: true,
      inlineStylesheet: false,
      inlineImages: false,
      collectFonts: false,
      recordCanvas: false,
      recordCrossOriginIframes: false,
      slimDOMOptions: "all",
      sampling: { mousemove: false, mouseInteraction: false, scroll: 150, input: "last", media: 800 },
    }) ?? null;
  }

  // At once: what was noticed and not sent yet is forgotten, too.
  stop() {
    this.wanted = false;
    this.end?.();
    this.end = null;
    this.waiting = [];
    clearTimeout(this.timer);
    this.timer = null;
  }

  // The whole picture, for a helper who has just come.
  again() {
    if (this.end) this.record.takeFullSnapshot(true);
  }

  node(id) {
    return this.record?.mirror.getNode(id) ?? null;
  }

  note(event) {
    if (!this.wanted) return;
    const told = scrub(event, { node: (id) => this.node(id), origin: location.origin });
    if (!told) return;
    this.waiting.push(told);
    this.timer ??= setTimeout(() => this.flush(), EVERY);
  }

  flush() {
    this.timer = null;
    while (this.wanted && this.waiting.length) this.send(this.waiting.splice(0, AT_MOST));
  }
}
