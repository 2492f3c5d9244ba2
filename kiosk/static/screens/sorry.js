// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What cannot be done: what happened, and what to do now.
import { choice, h, heading } from "../dom.js";
import { _, day, time } from "../texts.js";

// next: the screen that helps on; slots: whether a time may be chosen instead.
export function draw(kiosk, { title, text, next = null }) {
  const on = {
    check_in: () => choice(_("Code eingeben"), { kind: "first", id: "next", on: () => kiosk.go("check_in") }),
    concern: () => choice(_("Ohne Termin weiter"), { kind: "first", id: "next", icon: "ticket", on: () => kiosk.go("concern") }),
    slots: () => choice(_("Termin nehmen"), { kind: "first", id: "next", icon: "calendar", on: () => kiosk.go("slots") }),
  }[next];
  return { told: [heading(title), h("p", { class: "much" }, text)], choices: [h("div", { class: "choices" }, on?.())] };
}

// The screen for a refusal of the server.
export function refused(kiosk, code, facts) {
  const service = kiosk.service(kiosk.chosen.service);
  if (code === "no_capacity_left" && kiosk.books(service)) {
    return kiosk.go("slots", { why: _("Heute kommen Sie vor der Schließung nicht mehr dran. Bitte wählen Sie einen Termin.") });
  }
  kiosk.go("sorry", words(kiosk, code, facts, service));
}

function words(kiosk, code, facts, service) {
  const { zone } = kiosk, at = (instant) => ({ day: day(instant, zone), time: time(instant, zone) });
  switch (code) {
    case "too_early":
      return {
        title: _("Sie sind früh dran."),
        text: facts.check_in_from
          ? _("Für Ihren Termin können Sie sich ab %(day)s, %(time)s anmelden.", at(facts.check_in_from))
          : _("Für die Anmeldung ist es noch zu früh. Bitte kommen Sie kurz vor Ihrem Termin."),
      };
    case "too_late":
      return { title: _("Für diesen Termin ist es leider zu spät."), text: _("Sie können eine Wartemarke ziehen, einen neuen Termin nehmen oder am Empfang fragen."), next: "concern" };
    case "already_checked_in":
      return { title: _("Sie sind schon angemeldet."), text: _("Ihre Wartemarke gilt. Bitte warten Sie, bis Ihre Nummer aufgerufen wird. Haben Sie sie verloren? Fragen Sie am Empfang.") };
    case "not_found":
      return { title: _("Diesen Code kennen wir hier nicht."), text: _("Bitte prüfen Sie die sechs Zeichen. Ist es der richtige Standort? Am Empfang hilft man Ihnen gern."), next: "check_in" };
    case "wrong_state":
      return { title: _("Dieser Termin gilt nicht mehr."), text: _("Er wurde abgesagt oder nie bestätigt. Sie können eine Wartemarke ziehen oder am Empfang fragen."), next: "concern" };
    case "too_many":
      return { title: _("Das waren zu viele Versuche."), text: _("Bitte warten Sie einige Minuten oder fragen Sie am Empfang.") };
    case "ledger_full":
      return { title: _("Hier gibt es gerade keine Wartemarken."), text: _("Das Netz ist gestört, und dieser Kiosk kann sich nichts merken. Bitte melden Sie sich am Empfang.") };
    case "no_capacity_left":
      return { title: _("Heute geht es leider nicht mehr."), text: _("Vor der Schließung kommen Sie nicht mehr dran. Bitte kommen Sie an einem anderen Tag oder fragen Sie am Empfang.") };
    case "office_closed":
      return { title: _("Zurzeit geben wir keine Wartemarken aus."), text: closed_words(kiosk, at), next: kiosk.books(service) ? "slots" : null };
    default:
      return { title: _("Das geht gerade nicht."), text: _("Bitte beginnen Sie von vorn oder fragen Sie am Empfang.") };
  }
}

function closed_words(kiosk, at) {
  const { opens_at } = kiosk.state;
  if (opens_at) return _("Wieder ab %(day)s, %(time)s.", at(opens_at));
  return _("Bitte fragen Sie am Empfang.");
}
