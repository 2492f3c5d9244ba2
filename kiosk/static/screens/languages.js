// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Another language, from any screen; then it goes on where somebody was.
import { choice, heading } from "../dom.js";
import { leaves } from "../pages.js";
import { _, LANGUAGES, language, speak } from "../texts.js";

export function draw(kiosk) {
  return {
    told: [heading(_("Welche Sprache möchten Sie?"))],
    choices: leaves(kiosk.state.languages.map((each) =>
      choice(LANGUAGES[each], { lang: each.split("-")[0], "aria-pressed": String(each === language()), on: () => choose_language(kiosk, each) }))),
  };
}

export async function choose_language(kiosk, wanted) {
  await speak(wanted).catch(() => {}); // without an answer it stays as it was, and can be touched again
  if (kiosk.shown.name === "languages") kiosk.back();
  else kiosk.again(kiosk.shown.name, kiosk.shown.facts);
}
