// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Ready sentences for writing to each other, each side in its own language: over the wire goes their name.
import { _ } from "../texts.js";

export const CITIZENS = {
  yes: () => _("Ja"),
  no: () => _("Nein"),
  thanks: () => _("Danke"),
  not_understood: () => _("Das verstehe ich nicht."),
  slower: () => _("Bitte langsamer."),
  moment: () => _("Einen Moment bitte."),
  not_found: () => _("Das finde ich nicht."),
  done: () => _("Das habe ich gemacht."),
  come: () => _("Können Sie bitte zu mir kommen?"),
};

export const HELPERS = {
  hello: () => _("Guten Tag! Ich helfe Ihnen."),
  what_for: () => _("Wobei kann ich helfen?"),
  may_see: () => _("Darf ich Ihren Bildschirm sehen? Was Sie eintippen, sehe ich nicht."),
  look: () => _("Bitte sehen Sie auf die Stelle, die ich Ihnen zeige."),
  touch: () => _("Bitte berühren Sie das Feld mit dem Rahmen."),
  choose_concern: () => _("Bitte wählen Sie, worum es geht."),
  scan: () => _("Bitte halten Sie den Code vor den Scanner."),
  type_in: () => _("Bitte tippen Sie es selbst ein. Ich sehe nicht, was Sie schreiben."),
  wait: () => _("Einen Moment, ich sehe nach."),
  ticket: () => _("Ich ziehe eine Wartemarke für Sie."),
  appointment: () => _("Ich zeige Ihnen freie Termine."),
  someone_comes: () => _("Ich schicke jemanden zu Ihnen."),
  all_well: () => _("Hat alles geklappt?"),
  right_so: () => _("Ja, das ist richtig so."),
  not_so: () => _("Nein, bitte noch nicht."),
  goodbye: () => _("Gern geschehen. Auf Wiedersehen!"),
};

// What a phrase says in the language that is spoken; null for one that there is not.
export function phrase(name) {
  const found = Object.hasOwn(CITIZENS, name) ? CITIZENS[name] : Object.hasOwn(HELPERS, name) ? HELPERS[name] : null;
  return found && found();
}
