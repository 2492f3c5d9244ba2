// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What somebody is told who has asked for help: how it stands, honestly, and what they can do now.
import { _, ngettext } from "../texts.js";

// How it stands: { title, texts, offers }. offers: the names of what can be touched.
export function how_it_stands(now) {
  const { phase, help, cut } = now;
  if (phase === "asking") return { title: _("Hilfe"), texts: [_("Einen Moment, wir rufen jemanden …")], offers: ["withdraw"] };
  if (phase === "failed") return failed(now);
  if (phase === "thanks") return { ...thanks(now), offers: ["close"] };
  const found = help.state === "accepted" ? accepted(now) : waiting(now);
  if (cut) found.texts = [_("Gerade ist keine Verbindung. Es geht von selbst weiter. Dauert es lange, fragen Sie bitte am Empfang."), ...found.texts];
  return found;
}

function failed({ why }) {
  if (why === "no_connection") {
    return { title: _("Gerade ist keine Verbindung"), texts: [_("Wir können von hier aus niemanden rufen. Bitte fragen Sie am Empfang."), _("Was ohne Hilfe geht, können Sie hier weiter tun.")], offers: ["retry", "close"] };
  }
  if (why === "office_closed") {
    return { title: _("Heute hilft hier niemand mehr"), texts: [_("Der Tag ist an diesem Standort zu Ende. Bitte kommen Sie an einem anderen Tag wieder.")], offers: ["close"] };
  }
  return { title: _("Von hier aus können wir niemanden rufen"), texts: [_("Bitte fragen Sie am Empfang.")], offers: ["close"] };
}

function waiting({ help, waits_on, before, is_slow }) {
  if (help.level === "nobody" && !waits_on) {
    return {
      title: _("Gerade kann leider niemand helfen"),
      texts: [_("Alle, die wir gefragt haben, sind beschäftigt. Das tut uns leid. Was möchten Sie tun?")],
      offers: ["ticket", "call_back", "wait_on", "withdraw"],
    };
  }
  const texts = [told(before)];
  if (help.level === "pool") texts.push(_("Wir fragen jetzt auch Helferinnen und Helfer an anderen Standorten."));
  if (help.level === "phone") texts.push(_("Wir fragen jetzt auch den Telefonservice."));
  if (help.level === "nobody") texts.push(_("Bisher hat niemand geantwortet. Sobald jemand Zeit hat, steht es hier."));
  if (help.people_ahead > 0) texts.push(ngettext("Vor Ihnen wartet noch %(count)s Person auf Hilfe.", "Vor Ihnen warten noch %(count)s Personen auf Hilfe.", help.people_ahead));
  if (help.level !== "nobody" && help.usual_seconds != null) texts.push(is_slow ? _("Heute dauert es länger als sonst.") : usual(help.usual_seconds));
  texts.push(_("Sie können hier inzwischen selbst weitermachen."));
  return { title: _("Hilfe ist gerufen"), texts, offers: help.level === "nobody" ? ["ticket", "call_back", "withdraw"] : ["withdraw"] };
}

// before: how it stood, if somebody helped already.
function told(before) {
  if (!before) return _("Wir haben jemandem Bescheid gesagt.");
  const name = named(before);
  if (before.mode === "come") return _("%(name)s konnte noch nicht kommen. Wir haben wieder allen Bescheid gesagt.", { name });
  return _("%(name)s kann nicht weiterhelfen. Wir haben wieder allen Bescheid gesagt.", { name });
}

function usual(seconds) {
  if (seconds < 60) return _("Meist meldet sich jemand in weniger als einer Minute.");
  return ngettext("Meist meldet sich jemand in etwa %(count)s Minute.", "Meist meldet sich jemand in etwa %(count)s Minuten.", Math.ceil(seconds / 60));
}

function accepted({ help, late }) {
  const name = named(help);
  if (help.mode === "come") {
    const texts = [late ? _("Das dauert. Ist niemand gekommen? Dann rufen wir noch einmal.") : _("Bitte bleiben Sie in der Nähe dieses Geräts.")];
    return { title: _("%(name)s kommt zu Ihnen", { name }), texts, offers: late ? ["nobody_came", "withdraw"] : ["withdraw"] };
  }
  const texts = help.there === false ? [_("%(name)s ist gerade nicht verbunden. Einen Moment …", { name })] : [];
  return { title: _("%(name)s hilft Ihnen aus der Ferne", { name }), texts, offers: ["write", "allow", "withdraw"] };
}

function thanks({ why, help }) {
  switch (why) {
    case "called_back": return { title: _("Wir rufen Sie zurück"), texts: [_("Ihre Nummer ist notiert. Sie müssen hier nicht warten.")] };
    case "solved": return { title: _("Die Hilfe ist beendet"), texts: [_("Schön, dass wir helfen konnten.")] };
    case "elsewhere": return { title: _("Die Hilfe ist beendet"), texts: [_("Für Ihr Anliegen ist eine andere Stelle da.")] };
    case "not_possible": return { title: _("Die Hilfe ist beendet"), texts: [_("Das ging heute leider nicht. Bitte fragen Sie am Empfang.")] };
    case "nobody_there": return { title: _("Die Hilfe ist beendet"), texts: [_("Sind Sie noch da und brauchen Hilfe? Dann berühren Sie noch einmal „Hilfe“.")] };
    case "another_page": return { title: _("Die Hilfe läuft jetzt an anderer Stelle"), texts: [_("Diese Seite gehört nicht mehr dazu.")] };
    case "withdrawn": return { title: _("Die Hilfe ist beendet"), texts: [_("Brauchen Sie noch Hilfe? Dann berühren Sie noch einmal „Hilfe“.")] };
    default: return { title: _("Die Hilfe ist beendet"), texts: help?.helper ? [_("Danke, dass Sie gefragt haben.")] : [] };
  }
}

export function offer_words(name) {
  return {
    withdraw: () => _("Ich brauche keine Hilfe mehr"),
    close: () => _("Schließen"),
    retry: () => _("Noch einmal versuchen"),
    ticket: () => _("Wartemarke ziehen"),
    call_back: () => _("Rückruf"),
    wait_on: () => _("Weiter warten"),
    nobody_came: () => _("Es ist niemand gekommen"),
    write: () => _("Schreiben"),
    allow: () => _("Was ist erlaubt?"),
  }[name]();
}

// What a citizen is told of whoever helps.
export function named(help) {
  if (!help.helper) return _("Unser Helferteam");
  // Among Arabic words a name keeps its own direction, dot and all.
  return document.documentElement.dir === "rtl" ? `\u2068${help.helper}\u2069` : help.helper;
}

// What goes on from afar at this moment: it is always to be seen.
export function what_goes_on(help) {
  const name = named(help), { view, point, talk } = help.consent;
  const parts = [
    view && _("%(name)s sieht diesen Bildschirm.", { name }),
    point && _("%(name)s zeigt und führt.", { name }),
    talk && _("%(name)s spricht mit Ihnen.", { name }),
  ].filter(Boolean);
  return parts.length ? parts : [_("%(name)s hilft Ihnen und sieht diesen Bildschirm nicht.", { name })];
}

// What is asked, and what it means, in plain words.
export function consent_words(what, help) {
  const name = named(help);
  return {
    view: () => ({ ask: _("Darf %(name)s diesen Bildschirm sehen?", { name }), label: _("Bildschirm sehen"), means: _("Was Sie eintippen oder auswählen, wird dabei nicht gezeigt.") }),
    point: () => ({ ask: _("Darf %(name)s auf etwas zeigen und Sie führen?", { name }), label: _("Zeigen und führen"), means: _("Sie sehen jeden Schritt und können jederzeit selbst weitermachen.") }),
    talk: () => ({ ask: _("Möchten Sie mit %(name)s sprechen?", { name }), label: _("Sprechen"), means: _("Ihr Mikrofon geht an. Ihre Kamera bleibt aus, bis Sie sie einschalten.") }),
  }[what]();
}
