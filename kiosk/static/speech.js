// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Reading aloud: what a screen says when it appears, and what has the focus. By the browser's own voice, else by
// the one of the server; if there is neither, nobody is offered it.
import { is_on } from "./settings.js";
import { language } from "./texts.js";

const spoken = { server: [], queue: [], player: null };

// Which languages can be spoken; found(): when that is known.
export async function find_voices(found) {
  const answer = await fetch("/kiosk/speech.json", { cache: "no-store" }).catch(() => null);
  spoken.server = answer?.ok ? (await answer.json()).languages : [];
  if (globalThis.speechSynthesis) speechSynthesis.onvoiceschanged = found;
  found();
}

export function can_speak(wanted) {
  return voice_for(wanted) !== undefined || spoken.server.includes(wanted);
}

function voice_for(wanted) {
  const short = wanted.split("-")[0];
  return globalThis.speechSynthesis?.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(short));
}

export function read_screen({ told, choices, foot }) {
  stop();
  if (!is_on("aloud")) return;
  const texts = [...told.querySelectorAll("h1, p, dt, dd")].filter((one) => !one.closest("[hidden]")).map(said_of);
  for (const button of [...choices.querySelectorAll("button"), ...foot.querySelectorAll("button")]) {
    if (button.checkVisibility()) texts.push(...words_of(button));
  }
  for (const text of texts) say(text);
}

function said_of(element) {
  return { text: element.textContent.trim(), language: element.closest("[lang]").lang };
}

function words_of(button) {
  const parts = [...button.querySelectorAll(".label, .hint")];
  return (parts.length ? parts : [button]).map(said_of);
}

addEventListener("focusin", ({ target }) => {
  if (!is_on("aloud") || !target.matches?.("button:focus-visible")) return;
  stop();
  for (const text of words_of(target)) say(text);
});

// Something that has just happened, at once; only for those who want to be read to.
export function say_now(text) {
  if (!is_on("aloud") || !text) return;
  stop();
  say({ text });
}

function say({ text, language: wanted }) {
  if (!text) return;
  spoken.queue.push({ text, language: wanted || language() });
  if (spoken.queue.length === 1) next();
}

function next() {
  const [text] = spoken.queue;
  if (!text) return;
  const voice = voice_for(text.language);
  const done = () => {
    if (spoken.queue[0] !== text) return; // stopped meanwhile
    spoken.queue.shift();
    next();
  };
  if (voice) {
    const words = new SpeechSynthesisUtterance(text.text);
    Object.assign(words, { voice, lang: voice.lang, onend: done, onerror: done });
    speechSynthesis.speak(words);
    return;
  }
  const query = new URLSearchParams({ text: text.text, office: document.documentElement.dataset.office });
  spoken.player = new Audio(`/kiosk/speech/${text.language}.wav?${query}`);
  spoken.player.onended = spoken.player.onerror = done;
  spoken.player.play().catch(done);
}

export function stop() {
  spoken.queue = [];
  globalThis.speechSynthesis?.cancel();
  spoken.player?.pause();
  spoken.player = null;
}
