// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Somebody asks for a person: from the first touch until nothing of it is left.
//
// The page around it is the stage, a plain object that says and does:
//   steps                 where a helper may lead it: names of steps
//   step(), topic(), language(), needs(), larger(), services()   how it stands: services as [{ id, name }]
//   offline()             whether it is known already that nobody can be reached
//   go(step), choose(service), change_language(code), set_larger(on)   done for a helper; false, if it was not
//   running()             the promise of the id of the request that goes on at this device; null, if none does
//   ended({ id, reason, visit, then })   with a ticket to be collected or times to be chosen; true, if the page shows it
//   ticket()              go to where tickets are drawn; null, where there is no such place
//   say(text)             read it aloud, for those who want that
//   changed()             the help takes another room on the page, or another time without a touch
import { NoAnswer, Refused } from "../api.js";
import { _ } from "../texts.js";
import { Asking, post } from "./asking.js";
import { draw_button, listen } from "./button.js";
import { draw_call_back } from "./call_back.js";
import { Chat } from "./chat.js";
import { obey } from "./commands.js";
import { Consents, without } from "./consent.js";
import { Line, new_instance } from "./line.js";
import { Mirror } from "./mirror.js";
import { Bar, Panel } from "./panel.js";
import { Patience } from "./patience.js";
import { Pointer } from "./pointer.js";
import { Talking } from "./talking.js";
import { how_it_stands, named, offer_words, what_goes_on } from "./words.js";

const CUT_AFTER = 4_000; // ms without a line, after which it is said
const THANKS_FOR = 20_000; // ms
const QUIET = 90, QUIET_IN_TALK = 600; // s without a touch, while help goes on: who talks touches nothing
const NO_CONSENT = { view: false, point: false, talk: false };
const NEW = { state: "open", level: "office", mode: null, people_ahead: 0, usual_seconds: null, helper: null, consent: NO_CONSENT };

export class Help {
  constructor(stage) {
    this.stage = stage;
    this.asking = new Asking();
    this.panel = new Panel({ resized: () => { stage.changed(); this.pointer.place(); } });
    this.bar = new Bar({ end: () => this.withdraw() });
    this.chat = new Chat({ send: (message) => this.line?.send(message) ?? false });
    this.consents = new Consents({ choose: (kind, yes) => this.choose(kind, yes), answered: () => this.answered() });
    this.mirror = new Mirror({ send: (events) => this.line?.send({ type: "mirror", origin: location.origin, events }), failed: () => this.panel.say(_("Dieser Bildschirm kann gerade nicht gezeigt werden.")) });
    this.pointer = new Pointer({ node: (id) => this.mirror.node(id), aloud: () => stage.needs().includes("read_aloud") });
    this.talking = new Talking({ send: (signal) => this.line?.send({ type: "signal", signal }), changed: () => stage.changed() });
    this.patience = new Patience({ over: () => this.draw() });
    this.instance = new_instance();
    this.now = null; // what goes on: { phase, id, wish, help, … }
    listen(this);
    addEventListener("pagehide", () => this.clear());
  }

  button() {
    return draw_button(this);
  }

  get runs() {
    return this.now !== null && ["asking", "open"].includes(this.now.phase);
  }

  get is_remote() {
    return this.now?.phase === "open" && this.now.help.state === "accepted" && this.now.help.mode === "remote";
  }

  // After how many seconds without a touch somebody is asked whether they are there. A waiting room is never
  // silent, so a microphone cannot say that they are.
  quiet(usual) {
    if (!this.runs) return usual;
    return this.talking.has_sound ? QUIET_IN_TALK : QUIET;
  }

  // Fifty times is once.
  pressed() {
    if (!this.runs) this.ask();
    this.panel.focus();
  }

  ask() {
    const { stage } = this, body = { step: stage.step(), language: stage.language(), needs: stage.needs(), instance: this.instance };
    if (stage.topic()) body.topic = stage.topic();
    this.begin(this.asking.prepare(body));
  }

  async begin(wish) {
    this.clear();
    const now = this.now = { phase: "asking", wish };
    this.draw();
    if (this.stage.offline()) return this.fail("no_connection");
    try {
      const { id, ...asked } = await this.asking.ask(wish);
      if (this.now === now) this.open(id, { ...NEW, ...asked });
      else this.asking.withdraw(id, now.left ?? "citizen");
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Refused)) throw error;
      if (error instanceof NoAnswer && this.now !== now) this.asking.abandon(wish, now.left ?? "citizen");
      if (this.now === now) this.fail(error instanceof NoAnswer ? "no_connection" : error.code);
    }
  }

  fail(why) {
    this.now = { phase: "failed", why, wish: why === "no_connection" ? this.now.wish : null };
    this.draw();
  }

  // It goes on here, as after a page was loaded anew. Nothing that was agreed to holds any longer.
  resume(id) {
    if (!this.runs) this.open(id, NEW);
  }

  open(id, help) {
    this.now = { phase: "open", id, help, cut: false, taken_back: new Set(), since: performance.now() };
    this.patience.hear(this.now, help);
    this.line = new Line({
      id,
      instance: this.instance,
      heard: (message) => this.hear(message),
      over: (why) => this.over(why),
      cut: () => this.lose(),
      refused: () => this.look(id),
    });
    this.draw();
  }

  lose() {
    this.mirror.stop();
    this.pointer.hide();
    this.cut_timer ??= setTimeout(() => {
      if (!this.now) return;
      this.now.cut = true;
      this.draw();
    }, CUT_AFTER);
  }

  // The line was refused: perhaps because it is over.
  async look(id) {
    const running = await this.stage.running().catch(() => undefined);
    if (running !== undefined && running !== id && this.now?.id === id) this.end("withdrawn");
  }

  hear(message) {
    const { now } = this;
    clearTimeout(this.cut_timer);
    this.cut_timer = null;
    if (now.cut) {
      now.cut = false;
      this.draw();
    }
    switch (message.type) {
      case "help": return this.stand(message);
      case "ask": return this.hear_ask(message.for ?? []);
      case "again": this.tell_screen(true); return this.mirror.again();
      case "command": return this.hear_command(message);
      case "chat": return this.hear_chat(message);
      case "signal": if (now.help.consent.talk) this.talking.hear(message.signal ?? {}); return;
      case "refused": if (message.code === "nobody_there" && this.chat.just_said) this.panel.say(_("Das ist gerade nicht angekommen.")); return;
    }
  }

  // How it stands, as the server says.
  stand(help) {
    const { now } = this, before = now.help;
    if (!now.saying) now.wanted = null;
    now.help = help = { ...help, consent: without(help.consent, now.taken_back) };
    if (["closed", "withdrawn"].includes(help.state)) return this.close();
    if (before.state === "accepted" && help.state === "open") now.before = before;
    if (before.level !== help.level) now.waits_on = false;
    this.patience.hear(now, before);
    if (this.is_remote) this.help_from_afar();
    else this.stop_from_afar();
    this.draw();
    if (help.state === "accepted" && before.state !== "accepted") this.stage.say(this.panel.title.textContent);
  }

  help_from_afar() {
    const { consent, there } = this.now.help, is_there = there !== false;
    if (consent.view && is_there) this.mirror.start();
    else this.mirror.stop();
    if (!consent.point) this.pointer.hide();
    if (consent.talk) this.talking.start(this.now.help.ice ?? []);
    else this.talking.stop({ tell: false });
    this.tell_screen(true);
  }

  stop_from_afar() {
    this.mirror.stop();
    this.pointer.hide();
    this.talking.stop({ tell: false });
    this.consents.clear();
    this.chat.clear();
    this.panel.say("");
  }

  // The page around has changed: another screen, language, size.
  drawn() {
    this.draw();
    this.pointer.place();
    this.tell_screen(false);
  }

  tell_screen(anew) {
    if (!this.is_remote) return;
    const { stage } = this, screen = { type: "screen", step: stage.step(), language: stage.language(), larger: stage.larger(), services: stage.services() }, said = JSON.stringify(screen);
    if ((anew || said !== this.now.said) && this.line?.send(screen)) this.now.said = said;
  }

  hear_ask(kinds) {
    if (!this.is_remote) return;
    const is_new = this.consents.ask(kinds, this.now.help), types = document.activeElement?.matches("input, textarea") === true;
    this.draw({ focus: is_new && !types });
    if (is_new) this.stage.say(this.consents.element.querySelector("#help-question")?.textContent ?? "");
  }

  // Taken back it holds here at once, and whatever the server says until it is given again; given, only when the server
  // knows. What is wanted is remembered until it tells: a second answer may come before that.
  async choose(kind, yes) {
    const { now } = this, was = now.wanted ?? now.help.consent;
    if (!yes && !was[kind]) return this.line?.send({ type: "chat", phrase: "no" });
    const wanted = now.wanted = { ...was, [kind]: yes };
    now.taken_back[yes ? "delete" : "add"](kind);
    if (!yes) {
      now.help = { ...now.help, consent: without(now.help.consent, now.taken_back) };
      this.help_from_afar();
      this.draw();
    }
    const before = now.saying, said = (async () => {
      await before?.catch(() => {});
      await post(now.id, "consent", { ...wanted, instance: this.instance });
    })();
    now.saying = said;
    try {
      await said;
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Refused)) throw error;
      if (this.now !== now) return;
      if (now.wanted === wanted) now.wanted = null;
      if (!yes) return this.withdraw(); // it is not known that it holds: then nothing goes on
      this.panel.say(_("Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."));
    } finally {
      if (now.saying === said) now.saying = null;
    }
  }

  // The next question, if there is one.
  answered() {
    this.draw({ focus: true });
    if (!this.consents.is_shown) this.panel.focus();
  }

  async hear_command({ number, do: what }) {
    const { now } = this, ok_so_far = this.is_remote && now.help.consent.point && what;
    const told = ok_so_far ? await obey(what, { stage: this.stage, pointer: this.pointer, name: named(now.help) }) : null;
    if (this.now !== now) return;
    this.line?.send({ type: "done", number, ok: told !== null });
    if (!told) return;
    this.panel.say(told);
    this.stage.say(told);
  }

  hear_chat(message) {
    if (!this.is_remote) return;
    const words = this.chat.hear(message);
    if (!words) return;
    if (!this.chat.is_open) {
      this.chat.is_open = true;
      this.draw();
    }
    this.stage.say(words);
  }

  // The helper has ended it, or it ended by itself.
  close() {
    const { now } = this, { id, help } = now, { reason, visit, then, state } = help;
    this.clear();
    if (reason && this.stage.ended({ id, reason, visit, then: then ?? [] })) {
      this.draw();
      return this.stage.changed();
    }
    this.thank(state === "withdrawn" ? "withdrawn" : reason, help);
  }

  over(why) {
    if (!this.now) return;
    if (!["ended", "another_page"].includes(why)) this.asking.withdraw(this.now.id, "citizen"); // nobody is to wait for us
    this.end(why === "another_page" ? why : "withdrawn");
  }

  end(why) {
    const { help } = this.now;
    this.clear();
    this.thank(why, help);
  }

  thank(why, help) {
    const now = this.now = { phase: "thanks", why, help };
    this.draw();
    this.stage.say(this.panel.title.textContent);
    setTimeout(() => { if (this.now === now) this.withdraw(); }, THANKS_FOR);
    this.stage.changed();
  }

  // "I need no help any more": one touch, at any time.
  withdraw(why = "citizen") {
    const { now } = this;
    if (now) now.left = why;
    if (now?.phase === "open") this.asking.withdraw(now.id, why);
    if (now?.phase === "failed" && now.wish) this.asking.abandon(now.wish, why);
    const had_focus = this.panel.element.contains(document.activeElement) || this.bar.element.contains(document.activeElement);
    this.clear();
    this.draw();
    if (had_focus) document.getElementById("help-button")?.focus({ preventScroll: true });
  }

  // Somebody begins anew. Who only waits for a person still does; what was agreed to from afar ends.
  start_over() {
    if (this.runs && !this.is_remote) this.now.calls_back = false;
    else this.leave("citizen");
  }

  // Nobody is here any more.
  leave(why) {
    if (this.now) this.withdraw(why);
  }

  // Nothing of it is left in this page.
  clear() {
    this.line?.close();
    this.line = null;
    this.stop_from_afar();
    clearTimeout(this.cut_timer);
    this.cut_timer = null;
    this.patience.clear();
    this.call_back = null;
    this.now = null;
  }

  draw({ focus = false } = {}) {
    const { now } = this;
    if (this.is_remote) this.bar.show(what_goes_on(now.help));
    else this.bar.hide();
    if (!now) return this.hide();
    const view = how_it_stands(now);
    this.chat.draw();
    if (this.is_remote) this.consents.draw(now.help);
    this.talking.draw();
    if (now.calls_back && view.offers.includes("call_back")) this.call_back ??= this.draw_call_back();
    else this.call_back = null;
    const asks = this.is_remote && this.consents.asked.length > 0;
    const first = [asks && this.consents.element, this.call_back];
    const parts = this.is_remote ? [!asks && this.consents.is_open && this.consents.element, this.talking.runs && this.talking.element, this.chat.is_open && this.chat.element] : [];
    const offers = asks || this.call_back ? ["withdraw"] : view.offers.filter((name) => name !== "ticket" || this.stage.ticket);
    const grown = this.panel.show({ ...view, actions: offers.map((name) => this.action(name)), first: first.filter(Boolean), parts: parts.filter(Boolean) });
    if (focus && this.consents.is_shown) this.consents.focus();
    if (grown) this.stage.changed();
  }

  hide() {
    if (!this.panel.is_shown) return;
    this.panel.hide();
    this.stage.changed();
  }

  action(name) {
    const on = {
      withdraw: () => this.withdraw(),
      close: () => this.withdraw(),
      retry: () => this.begin(this.now.wish),
      ticket: () => { this.withdraw(); this.stage.ticket(); },
      call_back: () => { this.now.calls_back = true; this.draw(); this.panel.focus(); },
      wait_on: () => { this.now.waits_on = true; this.draw(); this.panel.focus(); },
      nobody_came: () => { this.withdraw(); this.ask(); this.panel.focus(); },
      write: () => { this.chat.is_open = !this.chat.is_open; this.consents.is_open = false; this.draw(); },
      allow: () => { this.consents.is_open = !this.consents.is_open; this.chat.is_open = false; this.draw({ focus: this.consents.is_open }); },
    }[name];
    const opens = { write: this.chat.is_open, allow: this.consents.is_open }[name];
    const kind = { ticket: "first", retry: "first", nobody_came: "first", withdraw: "withdraw" }[name] ?? "";
    return { id: name.replace("_", "-"), label: offer_words(name), kind, on, ...opens !== undefined && { "aria-expanded": String(opens) } };
  }

  draw_call_back() {
    const { now } = this;
    return draw_call_back({
      id: now.id,
      back: () => { now.calls_back = false; this.draw(); this.panel.focus(); },
      done: () => { if (this.now === now) this.end("called_back"); },
    });
  }
}
