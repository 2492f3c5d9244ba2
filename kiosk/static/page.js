// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The kiosk's page: which screen is shown, what the person before it has chosen so far, and that nothing of it
// stays. There is no address for a screen: so there is nothing to go back to after somebody has left.
import * as idle from "./idle.js";
import { follow } from "./live.js";
import { choice, h } from "./dom.js";
import { Deeds } from "./deeds.js";
import { report } from "./health.js";
import { Help } from "./help/help.js";
import { fit } from "./pages.js";
import { clear_paper } from "./paper.js";
import * as scanner from "./scanner.js";
import * as settings from "./settings.js";
import * as speech from "./speech.js";
import { make_stage } from "./stage.js";
import { _, language, speak } from "./texts.js";
import { guard } from "./touch.js";
import * as booked from "./screens/booked.js";
import * as check_in from "./screens/check_in.js";
import * as concern from "./screens/concern.js";
import * as languages from "./screens/languages.js";
import * as revoked from "./screens/revoked.js";
import * as slots from "./screens/slots.js";
import * as sorry from "./screens/sorry.js";
import * as start from "./screens/start.js";
import * as ticket from "./screens/ticket.js";
import * as trouble from "./screens/trouble.js";
import * as wait_or_slot from "./screens/wait_or_slot.js";

const SCREENS = { booked, check_in, concern, languages, revoked, slots, sorry, start, ticket, trouble, wait_or_slot };
const QUIET = 45; // s without a touch
const ALONE = new Set(["start", "revoked"]); // there is nothing before them
const DONE = new Set(["ticket", "booked"]); // nothing leads back from these
const PASSING = new Set(["trouble", "sorry", "languages", ...DONE]); // nor to these
const place = {
  bar: document.getElementById("bar"),
  main: document.getElementById("screen"),
  told: document.getElementById("told"),
  choices: document.getElementById("choices"),
  foot: document.getElementById("foot"),
  lost: document.getElementById("lost"),
};

const kiosk = {
  state: null, // as the server says: GET /api/v1/kiosk
  chosen: fresh(),
  shown: null,
  trail: [],
  get zone() { return kiosk.state.office.timezone; },
  books: (service) => Boolean(service?.appointments && !kiosk.state.offline_since), // nobody can say which times are free
  service: (id) => kiosk.state.services.find((each) => each.id === id),
  go, back, again, start_over, draw_bar, settled,
  led: false, // what is shown next a helper has chosen: it says nothing of somebody being here
};
kiosk.deeds = new Deeds(kiosk);
kiosk.help = new Help(make_stage(kiosk));

function fresh() {
  return { service: null, priority: false, beside: new Set() };
}

// Show a screen; from it one may go back to the one before.
function go(name, facts = {}) {
  if (kiosk.shown && (name === "languages" || !PASSING.has(kiosk.shown.name))) kiosk.trail.push(kiosk.shown);
  if (ALONE.has(name) || DONE.has(name)) kiosk.trail = [];
  put({ name, facts });
}

// Show another in the place of this one: what is over is nothing to go back to.
function again(name, facts = {}) {
  put({ name, facts });
}

function back() {
  if (kiosk.shown.name === "trouble") kiosk.deeds.leave();
  const before = kiosk.trail.pop();
  if (before) put(before);
  else start_over();
}

function put(shown) {
  kiosk.shown = shown;
  const screen = kiosk.screen = SCREENS[shown.name].draw(kiosk, shown.facts);
  document.body.dataset.screen = shown.name;
  const [title, ...told] = screen.told;
  document.title = title.textContent;
  place.told.replaceChildren(title, ...told);
  place.choices.replaceChildren(...screen.choices);
  draw_foot(shown.name);
  draw_bar();
  place.main.scrollTo(0, 0);
  kiosk.help.drawn();
  fit(place);
  if (!kiosk.led) {
    idle.close();
    watch();
  }
  title.focus({ preventScroll: true });
  speech.read_screen(place);
}

// After so many seconds without a touch somebody is asked whether they are still here.
function quiet() {
  return kiosk.help.quiet(kiosk.screen.quiet ?? (is_untouched() ? 0 : QUIET));
}

function watch() {
  idle.watch(kiosk.watched = quiet());
}

// Beside the screen there is more now, or less; and perhaps it is to be seen for longer.
function settled() {
  if (!kiosk.screen) return;
  fit(place);
  if (quiet() !== kiosk.watched) watch();
}

function is_untouched() {
  return kiosk.shown.name === "start" && !settings.any_on() && language() === first_language();
}

function draw_foot(name) {
  const goes_back = kiosk.trail.length > 0 && !DONE.has(name), over = !ALONE.has(name);
  place.foot.replaceChildren(...[
    over && goes_back && choice(_("Zurück"), { kind: "quiet", icon: "back", id: "back", on: back }),
    over && choice(DONE.has(name) ? _("Fertig") : _("Von vorn beginnen"), { kind: DONE.has(name) ? "first" : "quiet", icon: DONE.has(name) ? "tick" : "over", id: "over", on: () => start_over(DONE.has(name) ? "done" : "again") }),
    name !== "revoked" && kiosk.help.button(),
  ].filter(Boolean));
}

function draw_bar() {
  place.bar.replaceChildren(...settings.draw_bar({
    speaks: speech.can_speak(language()),
    language: kiosk.shown?.name !== "languages" && kiosk.state?.languages.length > 1 && (() => go("languages")),
    changed: (name) => {
      fit(place);
      if (name === "aloud") speech.read_screen(place);
      kiosk.help.drawn();
      watch();
    },
  }).filter(Boolean));
}

function first_language() {
  return kiosk.state?.languages[0] ?? "de";
}

// As if nobody had been here. why: "again" and "done", as somebody has touched; "left", if nobody is here.
async function start_over(why = "again") {
  if (why === "again") kiosk.help.start_over();
  else kiosk.help.leave(why === "left" ? why : "citizen");
  kiosk.deeds.leave();
  idle.close();
  speech.stop();
  settings.all_off();
  kiosk.chosen = fresh();
  kiosk.trail = [];
  kiosk.shown = null;
  clear_paper();
  await speak(first_language()).catch(() => {});
  performance.clearResourceTimings();
  getSelection()?.removeAllRanges();
  put({ name: "start", facts: {} });
}

function heard(state) {
  const first = kiosk.state === null;
  kiosk.state = state;
  place.lost.hidden = true;
  document.body.dataset.wire = "live";
  kiosk.deeds.back_again();
  if (first) say_health();
  if (!kiosk.shown || kiosk.shown.name === "revoked") return begin(); // also if the first try went wrong
  kiosk.screen.refresh?.(state);
}

async function begin() {
  await start_over();
  // The page was loaded anew while somebody was being helped. Not in the demo town, where all share one kiosk.
  if (kiosk.state.help && kiosk.state.device) kiosk.help.resume(kiosk.state.help);
}

function lost() {
  if (kiosk.state === null) return; // the page says that it is starting
  place.lost.textContent = _("Die Verbindung ist unterbrochen. Es geht von selbst weiter.");
  place.lost.hidden = false;
  document.body.dataset.wire = "lost";
}

function signed_off() {
  kiosk.deeds.leave();
  kiosk.state ??= { languages: ["de"], services: [], office: { name: "", timezone: "Europe/Berlin" } };
  kiosk.help.leave("left");
  if (kiosk.shown?.name !== "revoked") go("revoked");
}

guard();
scanner.listen((text) => { // before the question whether somebody is there, which takes the first key
  idle.touched();
  if (kiosk.state && !kiosk.deeds.busy && kiosk.shown.name !== "revoked") check_in.scanned(kiosk, text);
});
idle.start(() => start_over("left"), () => [
  kiosk.help.runs ? _("Sonst endet die Hilfe.") : null, " ",
  _("In 20 Sekunden beginnt alles von vorn. Berühren Sie den Bildschirm oder drücken Sie eine Taste, wenn Sie noch da sind."),
]);
addEventListener("resize", () => fit(place));
speech.find_voices(() => { if (kiosk.shown) draw_bar(); });
const say_health = report({ device: () => kiosk.state?.device, speech: () => speech.can_speak(language()), revoked: signed_off });
follow({ heard, lost, revoked: signed_off });
delete document.documentElement.dataset.starts; // see begin.js
