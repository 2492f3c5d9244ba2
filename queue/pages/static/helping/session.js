// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Helping from afar: one line to the device, and what goes over it. When it is over nothing of it stays on this page.
import "../find.js";
import "./ending.js";
import { make_chat } from "./chat.js";
import { make_consents } from "./consents.js";
import { make_guide } from "./guide.js";
import { make_mirror } from "./mirror.js";
import { make_talking } from "./talking.js";
import { wire } from "../wire.js";

const main = document.getElementById("content");
const id = main.dataset.request;
const words = JSON.parse(document.getElementById("words").textContent);
const instance = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
let standing = null, is_over = false;

const there = document.getElementById("there");
const talking = make_talking({ words, say });
const consents = make_consents({ words, say, asked_to_talk: talking.asked });
const guide = make_guide({ words, say, mark: (place) => mirror.mark(place) });
const mirror = make_mirror({ words, say, point: guide.point });
const chat = make_chat({ words, say, language: main.dataset.language });

const HEARD = {
  help: stand,
  screen: (message) => { guide.screen(message); chat.speak(message.language); },
  mirror: ({ events, origin }) => mirror.show(events, origin),
  done: guide.done,
  chat: (message) => {
    if (message.phrase === "no") consents.declined();
    chat.hear(message);
  },
  signal: ({ signal }) => talking.hear(signal),
  refused: ({ code, of }) => guide.refused(words.refused[code] ?? words.refused.not_valid, of, code) || chat.refused(words.refused[code] ?? words.refused.not_valid),
  over: ({ why }) => over(why),
};
const line = wire(`/api/v1/help-requests/${id}/socket?instance=${instance}`, {
  heard: (message) => HEARD[message.type]?.(message),
  state: (is) => {
    document.body.dataset.wire = is;
    if (is === "lost") mirror.lost();
    for (const notice of document.querySelectorAll("[data-lost]")) notice.hidden = is === "live" || is_over;
  },
});

function say(message) {
  return !is_over && line.say(message);
}

// How it stands, as the server says: who is there, what is agreed to.
function stand(message) {
  standing = message;
  if (["withdrawn", "closed"].includes(message.state)) return over("ended");
  there.textContent = message.there ? words.there : words.away;
  there.classList.toggle("away", !message.there);
  document.body.dataset.there = message.there ? "yes" : "no";
  consents.stand(message.consent);
  mirror.stand(message);
  guide.stand(message);
  talking.stand(message);
}

function over(why) {
  if (is_over) return;
  is_over = true;
  line.end();
  forget();
  for (const notice of document.querySelectorAll("[data-lost]")) notice.hidden = true;
  const known = why === "ended" && standing?.state === "withdrawn" ? "withdrawn" : why;
  document.getElementById("over-words").textContent = words.over[known] ?? words.over.cut;
  document.getElementById("here-again").hidden = ["ended", "not_allowed", "returned"].includes(why);
  const end = document.getElementById("over");
  end.hidden = false;
  end.focus();
  document.body.dataset.over = why;
}

// No camera runs on, and nothing that was seen or written stands here any longer.
function forget() {
  talking.stop();
  mirror.clear();
  document.getElementById("session").replaceChildren();
}

document.getElementById("here-again").addEventListener("click", () => location.reload());
addEventListener("pagehide", () => {
  is_over = true;
  line.end();
  forget();
});
addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
