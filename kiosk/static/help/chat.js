// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Writing to each other: ready sentences to touch, and a line for those who have a keyboard. Kept by nobody.
import { h } from "../dom.js";
import { _ } from "../texts.js";
import { button } from "./panel.js";
import { CITIZENS, phrase } from "./phrases.js";

const KEPT = 6; // of what was said, on the screen
const LONGEST = 500;
const UNDER_WAY = 3_000; // ms, in which it is known whether something arrived

export class Chat {
  // send(message): false, if nobody is there.
  constructor({ send }) {
    this.send = send;
    this.said = []; // { mine, phrase, text }
    this.is_open = false;
    this.said_at = -UNDER_WAY;
    this.log = h("div", { class: "help-log", role: "log", tabindex: "0" });
    this.ready = h("div", { class: "help-ready", role: "group" });
    this.line = h("input", { id: "help-line", class: "help-line", maxlength: LONGEST, autocomplete: "off", spellcheck: "false" });
    this.go = button({ id: "send", label: "", on: () => this.say_text() });
    this.line.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) this.say_text(); });
    this.element = h("div", { class: "help-chat" }, this.log, this.ready, h("div", { class: "help-row" }, this.line, this.go));
    this.language = "";
  }

  draw() {
    const { lang } = document.documentElement;
    if (lang === this.language) return;
    this.language = lang;
    this.log.setAttribute("aria-label", _("Was geschrieben wurde"));
    this.ready.setAttribute("aria-label", _("Fertige Sätze"));
    this.line.setAttribute("aria-label", _("Selbst schreiben"));
    this.line.setAttribute("placeholder", _("Selbst schreiben"));
    this.go.firstChild.textContent = _("Senden");
    this.ready.replaceChildren(...Object.entries(CITIZENS).map(([name, words]) => button({ id: `say-${name}`, label: words(), on: () => this.say({ phrase: name }) })));
    this.draw_log();
  }

  draw_log() {
    this.log.replaceChildren(...this.said.map(({ mine, ...what }) =>
      h("p", { class: mine ? "mine" : "theirs" }, h("span", { class: "help-who" }, mine ? _("Sie:") : _("Hilfe:")), " ", h("bdi", {}, words_of(what)))));
  }

  get just_said() {
    return performance.now() - this.said_at < UNDER_WAY;
  }

  say_text() {
    const text = this.line.value.trim().slice(0, LONGEST);
    if (text && this.say({ text })) this.line.value = "";
  }

  say(what) {
    if (!this.send({ type: "chat", ...what })) return false;
    this.said_at = performance.now();
    this.add({ mine: true, ...what });
    return true;
  }

  // What was heard, as it is read aloud; null for what we do not know.
  hear({ phrase: name, text }) {
    const what = name ? { phrase: name } : { text: String(text ?? "").slice(0, LONGEST) }, words = words_of(what);
    if (!words) return null;
    this.add({ mine: false, ...what });
    return words;
  }

  add(one) {
    this.said = [...this.said, one].slice(-KEPT);
    this.draw_log();
    this.log.scrollTop = this.log.scrollHeight;
  }

  clear() {
    this.said = [];
    this.is_open = false;
    this.language = "";
    this.line.value = "";
    this.log.replaceChildren();
    this.ready.replaceChildren();
  }
}

function words_of({ phrase: name, text }) {
  return name ? phrase(name) : text;
}
