// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Sound and picture. Microphone and camera are chosen before it is asked for; without either one still listens.
import { Talk } from "../help/talk.js";

export function make_talking({ words, say }) {
  const find = (id) => document.getElementById(id);
  const box = find("talk"), theirs = find("theirs"), ours = find("ours"), start = find("talk-start"), stop = find("talk-stop");
  const kinds = { audio: find("talk-audio"), video: find("talk-video") };
  const chosen = { audio: find("with-audio"), video: find("with-video") };
  let talk = null, ice = [], agreed = false, asked = false;

  function begin() {
    talk ??= new Talk({ send: (signal) => say({ type: "signal", signal }), ice, polite: false, onstate: draw });
    talk.ice = ice;
    theirs.srcObject = talk.stream;
    ours.srcObject = talk.own;
    talk.start({ audio: chosen.audio.checked, video: chosen.video.checked });
  }

  function end({ tell = true } = {}) {
    talk?.stop({ tell });
    theirs.srcObject = ours.srcObject = null;
  }

  function draw({ connection, mine, theirs: other, stream }) {
    document.body.dataset.talk = connection;
    const runs = connection !== "off";
    find("talk-state").textContent = words.talk[connection];
    start.hidden = runs;
    stop.hidden = !runs;
    for (const [kind, button] of Object.entries(kinds)) {
      button.hidden = !runs;
      button.setAttribute("aria-pressed", String(mine[kind]));
    }
    const troubles = runs ? [words.mine[mine.trouble], words.theirs[other.trouble]].filter(Boolean) : [];
    const trouble = find("talk-trouble");
    trouble.textContent = troubles.join(" ");
    trouble.hidden = troubles.length === 0;
    theirs.hidden = !(runs && other.video && stream.getVideoTracks().length);
    ours.hidden = !(runs && mine.video);
    if (runs && stream.getTracks().length) theirs.play().catch(() => {}); // it was pressed here, so it may sound
  }

  start.addEventListener("click", begin);
  stop.addEventListener("click", () => end());
  for (const [kind, button] of Object.entries(kinds)) {
    button.addEventListener("click", () => talk?.turn(kind, button.getAttribute("aria-pressed") !== "true"));
  }

  return {
    asked() {
      asked = true;
    },
    hear(signal) {
      if (agreed) talk?.hear(signal);
    },
    stand({ consent, ice: found }) {
      ice = found ?? ice;
      const was = agreed;
      agreed = consent.talk;
      box.hidden = !agreed;
      if (was && !agreed) return end({ tell: false });
      if (was || !agreed) return;
      draw({ connection: "off", mine: {}, theirs: {}, stream: new MediaStream() });
      if (asked) begin(); // they have just said yes
      asked = false;
    },
    stop() {
      end({ tell: false });
      talk = null;
    },
  };
}
