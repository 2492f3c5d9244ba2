// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// How long it would take now, and whether somebody would rather come with an appointment.
import { choice, drawn, h, heading } from "../dom.js";
import { _, language } from "../texts.js";
import { wait_words } from "../waits.js";
import { refused } from "./sorry.js";

export function draw(kiosk) {
  const service = kiosk.service(kiosk.chosen.service);
  if (!service) return { told: [heading(_("Dieses Anliegen gibt es hier nicht mehr."))], choices: [] };
  const waits = service.walk_ins && kiosk.state.open;
  const books = kiosk.books(service);
  const slot = service.appointments && choice(waits ? _("Lieber einen Termin") : _("Termin nehmen"), { kind: waits ? "" : "first", icon: "calendar", id: "slot", hint: _("Sie kommen später wieder."), on: () => kiosk.go("slots") });
  const wait = h("p", { class: "much" });
  const refresh = () => {
    const now = kiosk.service(service.id) ?? service;
    wait.textContent = told_of(kiosk, now);
    if (slot) slot.hidden = !kiosk.books(now);
  };
  refresh();
  return {
    told: [
      heading(title_of(waits, books)),
      h("p", { lang: "de" }, h("strong", {}, service.name)),
      wait,
    ],
    choices: [
      waits && need(kiosk),
      ...(waits ? (service.beside ?? []).map((id) => terminal(kiosk, kiosk.service(id))) : []),
      h("div", { class: "choices two" },
        waits && choice(_("Jetzt warten"), { kind: "first", icon: "ticket", id: "wait", hint: _("Sie bekommen eine Wartemarke."), on: () => take(kiosk, service) }),
        slot),
    ].filter(Boolean),
    refresh,
  };
}

function title_of(waits, books) {
  if (!waits) return books ? _("Möchten Sie einen Termin nehmen?") : _("Das geht gerade nicht.");
  return books ? _("Jetzt warten oder einen Termin nehmen?") : _("Möchten Sie jetzt warten?");
}

function told_of(kiosk, service) {
  if (!service.walk_ins || !kiosk.state.open) {
    if (kiosk.books(service)) return _("Ohne Termin geht das gerade nicht.");
    return service.appointments ? _("Das Netz ist gerade gestört. Termine können wir hier erst später wieder vergeben. Bitte fragen Sie am Empfang.") : _("Das geht heute leider nicht mehr. Bitte kommen Sie morgen wieder oder fragen Sie am Empfang.");
  }
  const words = wait_words(service.wait);
  return service.perhaps_not_today ? _("%(wait)s. Vielleicht kommen Sie heute nicht mehr dran.", { wait: words }) : words;
}

// Whoever finds waiting hard is called earlier. Nobody has to say why.
function need(kiosk) {
  return toggle({
    id: "priority",
    is_on: () => kiosk.chosen.priority,
    turn: () => { kiosk.chosen.priority = !kiosk.chosen.priority; },
    label: h("span", { class: "label" }, _("Langes Warten fällt mir schwer")),
    hint: _("Rollstuhl, Schwangerschaft, kleine Kinder"),
  });
}

// What a machine does in this house may come first, with the same ticket.
function terminal(kiosk, service) {
  const { beside } = kiosk.chosen;
  return toggle({
    id: `beside-${service.id}`,
    is_on: () => beside.has(service.id),
    turn: () => { if (!beside.delete(service.id)) beside.add(service.id); },
    label: h("span", { class: "label", lang: "de" }, service.name),
    hint: _("Vorher, mit derselben Wartemarke"),
  });
}

function toggle({ id, is_on, turn, label, hint }) {
  const button = h("button", { type: "button", id, class: "choice toggle", "aria-pressed": String(is_on()), onclick: () => {
    turn();
    button.setAttribute("aria-pressed", String(is_on()));
  } }, h("span", { class: "box" }, drawn("tick")), h("span", { class: "words" }, label, h("span", { class: "hint" }, hint)));
  return button;
}

function take(kiosk, service) {
  const { beside, priority } = kiosk.chosen, services = [service.id, ...beside];
  const body = { services, language: language(), needs: priority ? ["priority"] : [] };
  kiosk.deeds.begin("/tickets", body, {
    done: (given) => kiosk.go("ticket", { given, services, terminal_first: beside.size > 0 }),
    refused: (code, facts) => refused(kiosk, code, facts),
  });
}
