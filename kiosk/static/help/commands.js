// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What a helper may do at the device: a short list. Each is shown to the citizen and answered. The server has
// checked it; here it is checked once more, as nobody else knows what is on the screen by now.
import { _, LANGUAGES } from "../texts.js";

// What was done, as the citizen is told; null, if it was not.
export async function obey({ kind, ...what }, { stage, pointer, name }) {
  switch (kind) {
    case "go":
      return stage.steps.includes(what.step) && await stage.go(what.step) ? _("%(name)s hat einen anderen Schritt geöffnet.", { name }) : null;
    case "choose": {
      const service = stage.services().find(({ id }) => id === what.service);
      return service && await stage.choose(service.id) ? _("%(name)s hat „%(service)s“ gewählt.", { name, service: service.name }) : null;
    }
    case "language":
      return await stage.change_language(what.language) ? _("%(name)s hat die Sprache umgestellt: %(language)s", { name, language: LANGUAGES[what.language] ?? what.language }) : null;
    case "larger":
      if (!await stage.set_larger(what.on === true)) return null;
      return what.on ? _("%(name)s hat die Schrift vergrößert.", { name }) : _("%(name)s hat die Schrift wieder verkleinert.", { name });
    case "point": {
      const target = pointer.show(what);
      if (target === null) return null;
      return target ? _("%(name)s zeigt auf: %(what)s", { name, what: target }) : _("%(name)s zeigt auf eine Stelle des Bildschirms.", { name });
    }
    case "point_off":
      pointer.hide();
      return "";
    default:
      return null;
  }
}
