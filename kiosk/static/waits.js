// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// How long it takes, as people say it: to five minutes where it is long, and never narrower than it is.
import { _, ngettext } from "./texts.js";

const EXACT = 15, STEP = 5; // minutes, as planning/waits/forecast.py has them

export function wait_words(wait) {
  if (!wait) return _("Wartezeit noch nicht bekannt");
  const low = wait.low <= EXACT ? wait.low : Math.floor(wait.low / STEP) * STEP;
  const top = Math.max(wait.low, wait.high);
  const high = top <= EXACT ? top : Math.ceil(top / STEP) * STEP;
  if (high < 5) return _("unter 5 Minuten Wartezeit");
  if (low < 2) return _("bis zu %(minutes)s Minuten Wartezeit", { minutes: high });
  if (low === high) return _("etwa %(minutes)s Minuten Wartezeit", { minutes: high });
  return _("%(low)s bis %(high)s Minuten Wartezeit", { low, high });
}

export function ahead_words(count) {
  if (count === 0) return _("Sie sind als Nächstes dran.");
  return ngettext("%(count)s Person wird vor Ihnen aufgerufen.", "%(count)s Personen werden vor Ihnen aufgerufen.", count);
}

export function waiting_words(count) {
  return ngettext("Zurzeit wartet %(count)s Person.", "Zurzeit warten %(count)s Personen.", count);
}
