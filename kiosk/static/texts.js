// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The kiosk's words. German is the source and stands in the code: _("Noch %(count)s Plätze", { count: 3 }).
// The other languages come from kiosk/locale; what has no translation is said in German.
export const LANGUAGES = { // each by its own name
  de: "Deutsch",
  "de-simple": "Leichte Sprache",
  en: "English",
  tr: "Türkçe",
  ar: "العربية",
  uk: "Українська",
};
const GERMAN = { language: "de", locale: "de", direction: "ltr", texts: {} };
let spoken = GERMAN;

// Speak this language from now on; the page says so to whoever reads it aloud. Without an answer nothing changes.
export async function speak(language) {
  if (language !== spoken.language) spoken = language === "de" ? GERMAN : await learn(language);
  document.documentElement.lang = spoken.language;
  document.documentElement.dir = spoken.direction;
}

async function learn(language) {
  const answer = await fetch(`/kiosk/texts/${language}.json`);
  if (!answer.ok) throw new Error(`no texts in ${language}: ${answer.status}`);
  return answer.json();
}

export function language() {
  return spoken.language;
}

// A text, with values in its places.
export function _(german, values = {}) {
  return filled(spoken.texts[german] ?? german, values);
}

// A text that depends on a number, which is the value "count" too. Arabic has six forms, Ukrainian three.
export function ngettext(singular, plural, count, values = {}) {
  const forms = spoken.texts[singular] ?? { one: singular, other: plural };
  const form = forms[new Intl.PluralRules(spoken.locale).select(count)] ?? forms.other ?? Object.values(forms).at(-1);
  return filled(form, { count, ...values });
}

// "9:20 Uhr" and "Montag, 23. November" in the office's zone; digits are the same in every language.
export function time(instant, zone) {
  const shown = format(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone });
  return spoken.locale === "de" ? `${shown} Uhr` : shown;
}

export function day(instant, zone) {
  return format(instant, { weekday: "long", day: "numeric", month: "long", timeZone: zone });
}

function format(instant, options) {
  return new Intl.DateTimeFormat(`${spoken.locale}-u-nu-latn`, options).format(new Date(instant));
}

function filled(text, values) {
  return text.replace(/%\((\w+)\)s/g, (place, name) => (name in values ? values[name] : place));
}
