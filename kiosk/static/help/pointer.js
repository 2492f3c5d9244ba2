// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What a helper points at has a ring around it, which does not flash. Who goes by keys or by ear is brought there.
import { h } from "../dom.js";

const CAN_BE_TOUCHED = "button, a[href], input, select, textarea, [tabindex]";
const AROUND = 6; // px
const SPOT = 72; // px; where there is nothing to be named
const LASTS = 30_000; // ms

let by_key = false;
addEventListener("keydown", () => { by_key = true; }, true);
addEventListener("pointerdown", () => { by_key = false; }, true);

export class Pointer {
  // node(id): what rrweb has numbered so, or null. aloud(): whether somebody goes by ear.
  constructor({ node, aloud }) {
    Object.assign(this, { node, aloud });
    this.ring = h("div", { id: "help-ring", "data-private": true, "aria-hidden": "true", hidden: true });
    document.body.append(this.ring);
    // Its place is a rule of a sheet: a style attribute that changes makes rrweb write one, which our policy forbids.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("#help-ring { left: 0; top: 0; width: 0; height: 0; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    [this.rule] = sheet.cssRules;
    this.target = null;
    this.move = () => this.place();
    for (const change of ["scroll", "resize"]) addEventListener(change, this.move, true);
  }

  // What is pointed at, in words ("" for a spot that has none); null, if it is not there.
  show({ node = null, x = null, y = null }) {
    const found = node === null ? null : element_of(this.node(node));
    if (node !== null && !found && (x === null || y === null)) return null;
    this.spot = x === null || y === null ? null : { x, y };
    this.target = found ?? this.under(this.spot);
    if (!this.target && !this.spot) return null;
    this.target?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.ring.hidden = false;
    this.place();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), LASTS);
    if (this.target && (by_key || this.aloud())) this.bring();
    return this.target ? words_of(this.target) : "";
  }

  under({ x, y }) {
    const found = document.elementsFromPoint(x * innerWidth, y * innerHeight).find((each) => each !== this.ring);
    if (!found || found === document.documentElement || found === document.body) return null;
    return found.closest(CAN_BE_TOUCHED) ?? (found.childElementCount ? null : found);
  }

  place() {
    if (this.ring.hidden) return;
    if (this.target && !(this.target.isConnected && this.target.checkVisibility())) return this.hide(); // another screen
    const box = this.target?.getBoundingClientRect() ?? { left: this.spot.x * innerWidth - SPOT / 2, top: this.spot.y * innerHeight - SPOT / 2, width: SPOT, height: SPOT };
    Object.assign(this.rule.style, { left: `${box.left - AROUND}px`, top: `${box.top - AROUND}px`, width: `${box.width + 2 * AROUND}px`, height: `${box.height + 2 * AROUND}px` });
  }

  // Focus goes there, also to what is only read.
  bring() {
    const { target } = this;
    if (!target.matches(CAN_BE_TOUCHED)) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true, focusVisible: true });
  }

  hide() {
    clearTimeout(this.timer);
    this.target = null;
    this.ring.hidden = true;
  }
}

function element_of(node) {
  const element = node?.nodeType === 1 ? node : node?.parentElement;
  if (!element?.isConnected || !element.checkVisibility()) return null;
  return element.closest(CAN_BE_TOUCHED) ?? element;
}

function words_of(element) {
  if (element.matches("input, textarea, select")) return element.labels?.[0]?.textContent.trim() || element.getAttribute("aria-label") || "";
  const label = element.querySelector(".label");
  return (element.getAttribute("aria-label") ?? (label ?? element).textContent).trim().slice(0, 120);
}
