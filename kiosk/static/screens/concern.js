// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What somebody comes for. Services are called what the office calls them, in German.
import { choice, heading } from "../dom.js";
import { leaves } from "../pages.js";
import { _ } from "../texts.js";
import { wait_words } from "../waits.js";

export function draw(kiosk) {
  const services = [...kiosk.state.services].sort((one, other) => one.name.localeCompare(other.name, "de"));
  const tiles = services.map((service) =>
    choice(service.name, { lang: "de", hint: hint_of(kiosk.state, service), id: `service-${service.id}`, on: () => choose(kiosk, service) }));
  return {
    told: [heading(_("Worum geht es?"))],
    choices: leaves(tiles),
    refresh(state) {
      for (const service of state.services) {
        const hint = document.querySelector(`#service-${CSS.escape(service.id)} .hint`);
        if (hint) hint.textContent = hint_of(state, service);
      }
    },
  };
}

function hint_of(state, service) {
  if (!service.walk_ins || !state.open) return service.appointments ? _("Nur mit Termin") : _("Heute nicht mehr");
  if (service.perhaps_not_today) return _("Heute vielleicht nicht mehr");
  return service.wait ? wait_words(service.wait) : ""; // that nothing is known need not be said twenty times
}

function choose(kiosk, service) {
  kiosk.chosen.service = service.id;
  kiosk.chosen.beside = new Set();
  kiosk.go("wait_or_slot");
}
