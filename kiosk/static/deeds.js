// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What somebody wants done: sent once, with a key of its own. Without an answer it is sent again with the same
// key, so that it is done once; and what nobody waits for any more is taken back.
import { NoAnswer, Refused, new_key, send } from "./api.js";
import { h } from "./dom.js";
import { _, language } from "./texts.js";

const SOON = 400; // ms; who waits longer is told
const AGAIN_AFTER = 3_000; // ms

export class Deeds {
  constructor(kiosk) {
    this.kiosk = kiosk;
    this.now = null; // the deed that somebody waits for
    this.left = []; // of those who have gone meanwhile
    this.sending = false;
  }

  get busy() {
    return this.sending;
  }

  // done(answer) and refused(code, facts) show what came of it.
  begin(path, body, { done, refused }) {
    if (this.now) return;
    this.now = { path, body, done, refused, key: new_key(), language: language() };
    this.try_now();
  }

  async try_now() {
    const deed = this.now;
    if (!deed || this.sending) return;
    this.sending = true;
    const veil = setTimeout(() => show_veil(), SOON);
    document.body.dataset.busy = "";
    let then;
    try {
      const answer = await send(deed.path, deed.body, deed);
      then = () => this.end(deed, () => deed.done(answer));
    } catch (error) {
      if (error instanceof Refused) then = () => this.end(deed, () => this.refuse(deed, error));
      else if (error instanceof NoAnswer) then = () => this.say_trouble(deed, error);
      else throw error;
    } finally {
      clearTimeout(veil);
      hide_veil();
      this.sending = false;
      delete document.body.dataset.busy;
    }
    if (deed === this.now) then();
    else this.settle();
  }

  refuse(deed, { status, code, facts }) {
    if (status === 401 || status === 403) this.kiosk.go("revoked");
    else deed.refused(code, facts);
  }

  end(deed, show) {
    this.now = null;
    clearTimeout(this.timer);
    // The screen that says that there was trouble is nothing to come back to.
    if (this.kiosk.shown.name === "trouble") this.kiosk.shown = this.kiosk.trail.pop() ?? null;
    show();
  }

  say_trouble(deed, { slow }) {
    const { name } = this.kiosk.shown;
    // Not drawn again where it stands already: else nobody would ever be asked whether they are still there.
    if (name !== "trouble" && name !== "languages") this.kiosk.go("trouble", { slow });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.try_now(), AGAIN_AFTER);
  }

  // The server answers again.
  back_again() {
    if (this.now && !this.sending && this.kiosk.shown?.name === "trouble") this.try_now();
    this.settle();
  }

  // Whoever waited for it has gone. A check-in is left as it is: they are here, and can ask. So is a ticket that a
  // helper has drawn and told them of.
  leave() {
    clearTimeout(this.timer);
    if (this.now && this.now.path !== "/check-ins" && !this.now.path.endsWith("/collect")) this.left.push(this.now);
    this.now = null;
    this.settle();
  }

  // A ticket that perhaps was drawn, for somebody who did not see it: find out, and give it back.
  async settle() {
    while (this.left.length && !this.sending && !this.settling) {
      this.settling = true;
      const deed = this.left[0];
      try {
        const given = await send(deed.path, deed.body, deed);
        await give_back(given);
        this.left.shift();
      } catch (error) {
        if (!(error instanceof Refused)) return;
        this.left.shift();
      } finally {
        this.settling = false;
      }
    }
  }
}

async function give_back({ visit, id, token }) {
  const path = visit ? `/../visits/${visit}/leave` : `/../appointments/${id}/cancel`;
  if (token) await send(path, {}, { token }).catch((error) => { if (!(error instanceof Refused)) throw error; });
}

function show_veil() {
  document.getElementById("veil").replaceChildren(h("p", {}, _("Einen Moment …")));
}

function hide_veil() {
  document.getElementById("veil").replaceChildren();
}
