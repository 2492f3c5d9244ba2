// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// "Hilfe" at a terminal: what the kiosk has, on this page as its stage. Whoever helps can lead nobody anywhere here,
// as the machine is another one; they can change language and size, point, write and talk.
import { NoAnswer, Refused } from "./api.js";
import * as idle from "./idle.js";
import { post } from "./help/asking.js";
import { Help } from "./help/help.js";
import { hide_outcome, show_no_number, show_ticket, show_where_to_book } from "./help/outcome.js";
import { _, speak } from "./texts.js";
import { send } from "./terminal-page.js";
import { is_on, turn } from "./terminal-settings.js";

const QUIET = 180, COMES = 600; // s without a touch, where nobody was called: while help is asked for; while somebody comes
const root = document.documentElement, main = document.getElementById("content");
const heading = () => document.querySelector("#terminal > h1");
const button = (language) => document.querySelector(`.terminal-languages [value="${language}"]`);
let help = null, asked_by = "", went_on = false, quiet = 0;

export const help_is_asked = () => help?.runs === true;

// Help goes with whoever asked for it: with their visit, or before that with the next one that begins.
export function help_follows(visit, state) {
  const is_theirs = asked_by ? visit === asked_by : state !== "serving";
  if (!help) return;
  if (help.now && !is_theirs) leave_help();
  help.drawn();
  watch(visit);
}

export function leave_help() {
  hide_outcome();
  help?.leave("left");
}

// visit_here(): the id of the visit on the screen, or "". busy(): somebody has said or shown something.
export async function offer_help({ visit_here, busy }) {
  await speak(root.lang).catch(() => {}); // German then, rather than nothing
  const stage = {
    steps: [],
    step: () => heading().dataset.state,
    topic: () => heading().dataset.service || null,
    language: () => root.lang,
    needs: () => [["contrast", "contrast"], ["larger", "larger_text"]].filter(([name]) => is_on(name)).map(([, need]) => need),
    larger: () => is_on("larger"),
    services: () => [],
    offline: () => document.body.dataset.wire === "lost",
    go: () => false,
    choose: () => false,
    change_language: async (code) => Boolean(button(code)) && send(button(code).form, button(code)),
    set_larger: (on) => { turn("larger", on); return true; },
    running: async () => {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return page.getElementById("content").dataset.helped || null;
    },
    ended: (how) => show_outcome(how),
    ticket: null,
    say: busy,
    changed: () => {
      if (help.runs && !went_on) asked_by = visit_here();
      if (went_on && !help.runs) idle.close();
      went_on = help.runs;
      if (went_on) busy();
      watch(visit_here());
    },
  };
  help = new Help(stage);
  const place = document.getElementById("terminal-help");
  const draw = () => {
    const had_focus = place.contains(document.activeElement);
    place.replaceChildren(help.button());
    if (had_focus) place.firstElementChild.focus();
  };
  draw();
  idle.start(leave_help, () => [
    _("In 20 Sekunden endet die Hilfe. Berühren Sie den Bildschirm oder drücken Sie eine Taste, wenn Sie noch da sind."),
  ]);
  document.addEventListener("aufruf:language", async () => {
    await speak(root.lang).catch(() => {});
    draw();
    help.drawn();
  });
  new MutationObserver(() => help.drawn()).observe(root, { attributeFilter: ["data-larger", "data-contrast"] });
  if (main.dataset.helped) help.resume(main.dataset.helped);
}

// A visit has a time of its own after which whoever came is taken to have gone.
function watch(visit) {
  const comes = help.now?.help?.mode === "come", now = visit || !help.runs ? 0 : comes ? COMES : Math.max(QUIET, help.quiet(0));
  if (now !== quiet) idle.watch(quiet = now);
}

function show_outcome({ id, visit, reason, then }) {
  if (reason === "appointment") show_where_to_book(names_of(then));
  else if (reason === "ticket" && visit) collect(id);
  else return false;
  return true;
}

async function collect(id) {
  try {
    const given = await post(id, "collect", {});
    show_ticket(given, names_of(given.services));
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof Refused)) throw error;
    show_no_number();
  }
}

function names_of(services) {
  const names = JSON.parse(main.dataset.names);
  return services.map((each) => names[each.service ?? each]).filter(Boolean);
}
