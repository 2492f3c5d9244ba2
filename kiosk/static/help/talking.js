// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// How talking looks at the device: the helper's picture, and what of oneself is on.
import { h } from "../dom.js";
import { _ } from "../texts.js";
import { button } from "./panel.js";
import { Talk } from "./talk.js";

export class Talking {
  // send(signal), changed(): it has begun or ended.
  constructor({ send, changed }) {
    Object.assign(this, { send, changed });
    this.talk = null;
    this.state = null;
    this.theirs = h("video", { class: "help-theirs", autoplay: true, playsinline: true });
    this.own = h("video", { class: "help-own", autoplay: true, playsinline: true, muted: true });
    this.own.muted = true; // nobody hears themselves
    this.words = h("p", { role: "status" });
    this.row = h("div", { class: "help-row" });
    this.element = h("div", { class: "help-talk" }, h("div", { class: "help-pictures" }, this.theirs, this.own), this.words, this.row);
    this.drawn = "";
  }

  get runs() {
    return this.talk !== null;
  }

  // Whether somebody is heard at this moment: they will not touch anything meanwhile.
  get has_sound() {
    const { state } = this;
    return state?.connection === "live" && (state.mine.audio || state.theirs.audio);
  }

  start(ice) {
    if (this.talk) {
      this.talk.ice = ice; // for the next line
      return;
    }
    this.talk = new Talk({ send: this.send, ice, polite: true, onstate: (state) => this.follow(state) });
    this.talk.start({ audio: true, video: false });
  }

  stop({ tell = true } = {}) {
    const { talk } = this;
    this.talk = null;
    talk?.stop({ tell });
    this.state = null;
    this.drawn = "";
    for (const picture of [this.theirs, this.own]) picture.srcObject = null;
    this.words.textContent = "";
    this.row.replaceChildren();
  }

  hear(signal) {
    return this.talk?.hear(signal);
  }

  follow(state) {
    if (!this.talk) return;
    const had_sound = this.has_sound;
    this.state = state;
    this.put(this.theirs, state.stream, state.stream.getTracks().length > 0);
    this.put(this.own, state.own, state.mine.video);
    this.draw();
    if (had_sound !== this.has_sound) this.changed();
  }

  put(picture, stream, wanted) {
    const source = wanted ? stream : null;
    if (picture.srcObject !== source) picture.srcObject = source;
    if (source) picture.play().catch(() => {}); // a browser that allows no sound by itself: the next touch does
  }

  draw() {
    const { state } = this;
    if (!state) return;
    this.theirs.hidden = !state.theirs.video || state.connection !== "live";
    this.own.hidden = !state.mine.video;
    this.theirs.setAttribute("aria-label", _("Bild der Helferin oder des Helfers"));
    this.own.setAttribute("aria-label", _("Ihr eigenes Bild"));
    const words = this.how_it_is().join(" ");
    if (this.words.textContent !== words) this.words.textContent = words;
    const drawn = JSON.stringify([state.mine, document.documentElement.lang]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const focus = this.row.contains(document.activeElement) ? document.activeElement.id : null;
    const { audio, video } = state.mine;
    this.row.replaceChildren(
      button({ id: "microphone", label: audio ? _("Mikrofon aus") : _("Mikrofon an"), on: () => this.talk?.turn("audio", !audio) }),
      button({ id: "camera", label: video ? _("Kamera aus") : _("Kamera an"), on: () => this.talk?.turn("video", !video) }));
    if (focus) document.getElementById(focus)?.focus();
  }

  how_it_is() {
    const { connection, mine, theirs } = this.state;
    const words = [{
      waiting: () => _("Gleich können Sie sprechen …"),
      connecting: () => _("Gleich können Sie sprechen …"),
      live: () => (mine.audio ? _("Sie können jetzt sprechen.") : _("Sie können zuhören.")),
      lost: () => _("Der Ton ist unterbrochen. Es geht von selbst weiter."),
      off: () => "",
    }[connection]()];
    if (mine.trouble) {
      words.push({
        blocked: () => _("Mikrofon oder Kamera sind hier nicht erlaubt."),
        missing: () => _("Hier ist kein Mikrofon oder keine Kamera."),
        busy: () => _("Mikrofon oder Kamera gehen gerade nicht."),
      }[mine.trouble]?.() ?? "");
      words.push(_("Sie können trotzdem zuhören und schreiben."));
    }
    if (connection === "live" && !theirs.audio) words.push(_("Die andere Seite hat gerade keinen Ton."));
    return words.filter(Boolean);
  }
}
