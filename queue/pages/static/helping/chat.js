// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Writing to each other: ready sentences, which each side reads in its own language, and what somebody writes themselves.
import { HELPERS, phrase } from "../help/phrases.js";

export function make_chat({ words, say, language }) {
  const find = (id) => document.getElementById(id);
  const log = find("chat"), field = find("text"), said = find("chat-said"), phrases = find("phrases");
  const spoken = { ours: {}, theirs: {}, of: "" }; // texts of this page's language, and of the citizen's

  function in_both(name) {
    const german = phrase(name);
    if (german === null) return null;
    const ours = spoken.ours[german] ?? german, theirs = spoken.theirs[german] ?? german;
    return { ours, theirs: theirs === ours ? "" : theirs };
  }

  function line_of(ours, theirs) {
    const text = Object.assign(document.createElement("span"), { textContent: ours });
    if (!theirs) return [text];
    const other = Object.assign(document.createElement("span"), { textContent: theirs, lang: spoken.of, className: "other" });
    other.dir = "auto";
    return [text, other];
  }

  function put(who, ours, theirs, mine) {
    const entry = document.createElement("li");
    entry.className = mine ? "mine" : "theirs";
    entry.append(Object.assign(document.createElement("strong"), { textContent: `${who}:` }), " ", ...line_of(ours, theirs));
    log.append(entry);
    log.scrollTop = log.scrollHeight;
  }

  function send(message, ours, theirs) {
    if (!say({ type: "chat", ...message })) {
      said.textContent = words.not_sent;
      return false;
    }
    said.textContent = "";
    put(words.you, ours, theirs, true);
    return true;
  }

  function list() {
    phrases.replaceChildren(...Object.keys(HELPERS).map((name) => {
      const { ours, theirs } = in_both(name);
      const row = document.createElement("li"), made = document.createElement("button");
      Object.assign(made, { type: "button", className: "phrase" });
      made.dataset.phrase = name;
      made.append(...line_of(ours, theirs));
      made.addEventListener("click", () => send({ phrase: name }, ours, theirs));
      row.append(made);
      return row;
    }));
  }

  async function texts(of) {
    if (of === "de") return {};
    const answer = await fetch(`/kiosk/texts/${encodeURIComponent(of)}.json`).catch(() => null);
    return answer?.ok ? (await answer.json()).texts : {};
  }

  async function speak(of) {
    if (of === spoken.of) return;
    spoken.of = of;
    const found = await texts(of);
    if (of !== spoken.of || !phrases.isConnected) return;
    spoken.theirs = found;
    list();
  }

  find("write").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text && send({ text }, text, "")) field.value = "";
    field.focus();
  });

  list();
  texts(document.documentElement.lang).then((found) => {
    spoken.ours = found;
    list();
  });
  speak(language);

  return {
    speak,
    hear({ phrase: name, text }) {
      const found = name === undefined ? { ours: text, theirs: "" } : in_both(name);
      if (found) put(words.citizen, found.ours, found.theirs, false);
    },
    refused(text) {
      said.textContent = text;
    },
  };
}
