// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What a helper may do, each asked by itself, each no as long as nobody said yes, each to be taken back.
import { h } from "../dom.js";
import { _ } from "../texts.js";
import { button } from "./panel.js";
import { consent_words } from "./words.js";

export const KINDS = ["view", "point", "talk"];
const STEADY = 500; // ms: where one question was answered the next one stands, and a hand may tremble

// What holds of what the server has been told, if this much was taken back meanwhile.
export function without(consent, taken_back) {
  return Object.fromEntries(KINDS.map((kind) => [kind, consent[kind] === true && !taken_back.has(kind)]));
}

export class Consents {
  // choose(kind, yes): somebody said so. answered(): a question is gone.
  constructor({ choose, answered }) {
    Object.assign(this, { choose, answered });
    this.element = h("div", { class: "help-consents", role: "group" });
    this.asked = []; // what a helper has asked for and nobody answered yet
    this.is_open = false; // the whole list, as somebody opened it
    this.drawn = "";
  }

  get is_shown() {
    return this.is_open || this.asked.length > 0;
  }

  ask(kinds, help) {
    const before = this.asked[0];
    for (const kind of KINDS) if (kinds.includes(kind) && !help.consent[kind] && !this.asked.includes(kind)) this.asked.push(kind);
    return this.asked[0] !== before;
  }

  draw(help) {
    this.asked = this.asked.filter((kind) => !help.consent[kind]);
    const drawn = JSON.stringify([this.asked[0], this.is_open, help.consent, help.helper, document.documentElement.lang]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focus = this.element.contains(document.activeElement) ? document.activeElement.id : null;
    const [kind] = this.asked;
    if (!kind) this.stands = null;
    this.element.setAttribute("aria-label", _("Was ist erlaubt?"));
    this.element.replaceChildren(...kind ? this.question(kind, help) : this.list(help));
    if (focus) document.getElementById(focus)?.focus();
  }

  question(kind, help) {
    const { ask, means } = consent_words(kind, help), wait = this.wait_for(kind);
    const answer = (yes) => {
      if (this.wait_for(kind) > 0) return;
      this.asked = this.asked.filter((each) => each !== kind);
      this.choose(kind, yes);
      this.answered();
    };
    const buttons = [
      button({ id: `yes-${kind}`, label: _("Ja"), kind: "first", on: () => answer(true), "aria-describedby": "help-question" }),
      button({ id: `no-${kind}`, label: _("Nein"), on: () => answer(false), "aria-describedby": "help-question" }),
    ];
    if (wait > 0) {
      for (const each of buttons) each.setAttribute("aria-disabled", "true"); // not disabled: the focus may be there
      setTimeout(() => buttons.forEach((each) => each.removeAttribute("aria-disabled")), wait);
    }
    return [h("h3", { id: "help-question", tabindex: "-1" }, ask), h("p", {}, means), h("div", { class: "help-row" }, ...buttons)];
  }

  // How many ms a question has yet to stand before it can be answered.
  wait_for(kind) {
    if (this.stands?.kind !== kind) this.stands = { kind, since: performance.now() };
    return Math.max(0, STEADY - (performance.now() - this.stands.since));
  }

  list(help) {
    return KINDS.map((kind) => {
      const { label, means } = consent_words(kind, help), yes = help.consent[kind];
      return button({ id: `may-${kind}`, label, hint: yes ? _("Erlaubt. Berühren, um es zu beenden.") : means, kind: "switch", "aria-pressed": String(yes), on: () => this.choose(kind, !yes) });
    });
  }

  focus() {
    (this.element.querySelector("#help-question") ?? this.element.querySelector("button"))?.focus();
  }

  clear() {
    this.asked = [];
    this.stands = null;
    this.is_open = false;
    this.drawn = "";
    this.element.replaceChildren();
  }
}
