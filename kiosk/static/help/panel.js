// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Where somebody reads what has become of their asking for help. It covers nothing: the screen goes on beside it.
// Nothing in it is ever shown to a helper.
import { h } from "../dom.js";
import { _ } from "../texts.js";

const PLACE = "help-panel";

export class Panel {
  // resized(): it has grown or shrunk, whyever.
  constructor({ resized }) {
    this.title = h("h2", { id: "help-title", tabindex: "-1" });
    this.told = h("div", { class: "help-told" });
    this.said = h("p", { id: "help-said", role: "status" });
    this.first = h("div", { class: "help-parts" });
    this.parts = h("div", { class: "help-parts" });
    this.actions = h("div", { class: "help-actions" });
    this.element = h("section", { id: PLACE, class: "help", "data-private": true, "aria-labelledby": "help-title", hidden: true },
      h("div", { class: "help-head", role: "status" }, this.title, this.told), this.said, this.first, this.actions, this.parts);
    const place = document.getElementById(PLACE);
    if (place) place.replaceWith(this.element);
    else document.body.append(this.element);
    this.drawn = "";
    new ResizeObserver(resized).observe(this.element);
  }

  get is_shown() {
    return !this.element.hidden;
  }

  // view: { title, texts, actions: [{ id, label, kind, on, ...attributes }] }; first: elements that wait for an answer,
  // parts: the others. True, if its size may have changed.
  show({ title, texts, actions, first, parts }) {
    const drawn = JSON.stringify([title, texts, actions, first.length, parts.length, document.documentElement.lang]), was_shown = this.is_shown;
    this.element.hidden = false;
    document.body.dataset.help = "open";
    if (this.drawn !== drawn) {
      if (this.title.textContent !== title) this.title.textContent = title;
      if (this.told.innerText !== texts.join("\n")) this.told.replaceChildren(...texts.map((text) => h("p", {}, text)));
      const focus = this.actions.contains(document.activeElement) ? document.activeElement.id : null;
      this.actions.replaceChildren(...actions.map(button));
      if (focus) (document.getElementById(focus) ?? this.title).focus({ preventScroll: true });
    }
    fill(this.first, first);
    fill(this.parts, parts);
    const changed = this.drawn !== drawn || !was_shown;
    this.drawn = drawn;
    return changed;
  }

  hide() {
    const had_focus = this.element.contains(document.activeElement);
    this.element.hidden = true;
    delete document.body.dataset.help;
    this.drawn = "";
    for (const place of [this.title, this.told, this.said, this.first, this.parts, this.actions]) place.replaceChildren();
    return had_focus;
  }

  focus() {
    this.element.scrollTop = 0;
    this.title.focus({ preventScroll: true });
  }

  // Something has just happened.
  say(text) {
    this.said.textContent = text;
  }
}

// What stands there already is not put there anew: it would lose the focus.
function fill(place, parts) {
  const same = parts.length === place.children.length && parts.every((part, index) => part === place.children[index]);
  if (!same) place.replaceChildren(...parts);
}

export function button({ id, label, kind = "", on, hint = null, ...facts }) {
  return h("button", { type: "button", id: `help-${id}`, class: `help-button ${kind}`.trim(), onclick: on, ...facts },
    h("span", { class: "help-label" }, label), hint && h("span", { class: "help-hint" }, hint));
}

// What is seen all the time while somebody helps from afar, and one touch that ends it.
export class Bar {
  constructor({ end }) {
    this.words = h("p", { id: "help-goes-on" });
    this.end = button({ id: "end", label: "", kind: "end", on: end });
    this.element = h("aside", { id: "help-bar", "data-private": true, hidden: true }, this.words, this.end);
    const place = document.getElementById("help-bar");
    if (place) place.replaceWith(this.element);
    else document.body.prepend(this.element);
  }

  show(texts) {
    const said = texts.join(" ");
    this.element.setAttribute("aria-label", _("Hilfe aus der Ferne"));
    if (this.words.textContent !== said) this.words.textContent = said;
    this.end.firstChild.textContent = _("Beenden");
    this.element.hidden = false;
  }

  hide() {
    this.element.hidden = true;
    this.words.textContent = "";
  }
}
