// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What takes longer than was said is not said any longer: how long it usually takes until somebody answers, and
// that somebody comes.
const LATE_AFTER = 5 * 60_000; // ms, in which whoever comes usually has come

export class Patience {
  // over(): something has taken longer; it stands in `now` as is_slow or late.
  constructor({ over }) {
    this.over = over;
    this.timers = {};
  }

  // now: what goes on, as it stands since `before`.
  hear(now, before) {
    this.wait_for_answer(now);
    this.wait_for_coming(now, before);
  }

  clear() {
    for (const name of Object.keys(this.timers)) this.stop(name);
  }

  wait_for_answer(now) {
    const { usual_seconds, state } = now.help;
    this.stop("slow");
    if (usual_seconds == null || state !== "open" || now.is_slow) return;
    this.start("slow", now.since + usual_seconds * 1000 - performance.now(), () => { now.is_slow = true; });
  }

  wait_for_coming(now, before) {
    const comes = (help) => help.state === "accepted" && help.mode === "come";
    if (comes(now.help) && before !== now.help && comes(before)) return;
    this.stop("late");
    now.late = false;
    if (comes(now.help)) this.start("late", LATE_AFTER, () => { now.late = true; });
  }

  start(name, ms, done) {
    this.timers[name] = setTimeout(() => {
      done();
      this.over();
    }, Math.max(0, ms));
  }

  stop(name) {
    clearTimeout(this.timers[name]);
    delete this.timers[name];
  }
}
