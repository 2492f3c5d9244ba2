// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// A socket that comes back by itself, says how far it has come, and notices when nobody speaks any more.
// The server gives a sign of life every five seconds; a cable that was pulled says nothing at all.
const SILENCE = 12_000; // ms without any word: the connection is dead, whatever the browser thinks
const OPENS_WITHIN = 8_000;
const AGAIN_AFTER = 300; // ms, doubled at each try
const AGAIN_AT_MOST = 3_000;
const NOT_ALLOWED = 1008; // the server's close code for who may not listen any more
const ASK_PAGE_EVERY = 4; // tries: whoever may not look any more is told so by the page itself

// path: of the socket. heard(message): each new message but signs of life, which go to alive(now).
// state("live" | "lost"): whether what is shown may be called the present.
// What it returns: say(message), false where nobody hears it; end(), after which it does not come back.
export function wire(path, { heard, alive = () => {}, state = () => {} }) {
  let epoch = "", seq = 0, tries = 0, delay = AGAIN_AFTER, socket = null, watch = 0, again = 0, ended = false;

  function open() {
    clearTimeout(again);
    if (ended) return;
    const address = new URL(path, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    if (epoch) address.searchParams.set("since", `${epoch}.${seq}`);
    const mine = socket = new WebSocket(address);
    watch_for(OPENS_WITHIN);
    mine.onmessage = (event) => { if (mine === socket) hear(JSON.parse(event.data)); };
    mine.onclose = ({ code }) => {
      if (mine !== socket) return;
      if (code === NOT_ALLOWED) ask_page();
      lose();
    };
  }

  function hear(message) {
    watch_for(SILENCE);
    tries = 0;
    delay = AGAIN_AFTER;
    if (message.type === "beat") {
      state("live");
      return alive(message.now);
    }
    if (message.epoch) {
      const known = message.epoch === epoch && message.seq <= seq;
      if (known && !["snapshot", "texts"].includes(message.type)) return; // delivery is at least once
      ({ epoch, seq } = message);
    }
    state("live");
    heard(message);
  }

  function lose() {
    const dead = socket;
    socket = null; // whatever it still says is not heard
    clearTimeout(watch);
    dead?.close();
    state("lost");
    clearTimeout(again);
    again = setTimeout(open, delay * (0.7 + Math.random() * 0.6));
    delay = Math.min(delay * 2, AGAIN_AT_MOST);
    tries += 1;
    if (tries % ASK_PAGE_EVERY === 0) ask_page();
  }

  async function ask_page() {
    const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
    const turned_away = answer?.type === "opaqueredirect" || [401, 403, 404].includes(answer?.status); // to log in
    if (turned_away) location.reload();
  }

  function say(message) {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  function end() {
    ended = true;
    clearTimeout(watch);
    clearTimeout(again);
    const last = socket;
    socket = null;
    last?.close();
  }

  function watch_for(silence) {
    clearTimeout(watch);
    watch = setTimeout(lose, silence);
  }

  // A machine that slept or was without network need not wait for the next try.
  addEventListener("online", () => { if (!socket) open(); });
  addEventListener("pageshow", () => { if (!socket) open(); });
  open();
  return { say, end };
}
