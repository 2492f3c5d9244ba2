// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The device's screen in a frame of its own: what comes over the line goes in, what is pointed at comes out.
const FIRST_AFTER = 1_000; // ms in which the first picture comes by itself
const AGAIN_EVERY = 3_000; // ms in which the whole picture has to come, else it is asked for again

export function make_mirror({ words, say, point }) {
  const find = (id) => document.getElementById(id);
  const frame = find("mirror-frame"), figure = find("mirror"), told = find("mirror-words");
  const outline = find("outline"), items = find("outline-items");
  const early = []; // what came before the frame was there
  let ready = false, shown = false, may_view = false, were_there = false, again = 0, listed = "";

  function tell(message) {
    frame.contentWindow?.postMessage(message, location.origin);
  }

  const HEARD = {
    ready() {
      ready = true;
      for (const message of early.splice(0)) tell(message);
    },
    shown() {
      shown = true;
      draw();
    },
    size({ width, height }) {
      figure.style.setProperty("--wide", Number(width) / Number(height));
    },
    missing() { if (!shown) ask(); },
    pointed: ({ node, x, y, name }) => point({ node, x, y, name }),
    outline: list,
  };
  function hear({ origin, source, data }) {
    if (origin === location.origin && source === frame.contentWindow) HEARD[data.type]?.(data);
  }
  addEventListener("message", hear);
  tell({ type: "hello" }); // whichever of the two is there later hears the other

  function ask(after = 0) {
    clearTimeout(again);
    again = setTimeout(() => {
      if (!may_view || shown) return;
      say({ type: "again" });
      ask(AGAIN_EVERY);
    }, after);
  }

  function draw() {
    figure.hidden = !may_view;
    outline.hidden = !may_view || !shown;
    told.hidden = may_view && shown;
    told.textContent = may_view ? words.waiting_for_picture : words.no_view;
    document.body.dataset.mirror = may_view && shown ? "shown" : may_view ? "waiting" : "off";
  }

  // The screen in words, and a way to point without seeing.
  function list({ heading, items: found, lang }) {
    const now = JSON.stringify([heading, found]);
    if (now === listed || !may_view) return;
    listed = now;
    Object.assign(find("outline-heading"), { textContent: heading, lang });
    const focused = items.contains(document.activeElement) ? document.activeElement.textContent : null;
    items.replaceChildren(...found.map((each) => {
      const row = document.createElement("li"), made = document.createElement("button");
      Object.assign(made, { type: "button", className: "plainbutton", textContent: each.name, lang });
      made.addEventListener("click", () => point(each));
      row.append(made);
      return row;
    }));
    if (focused !== null) [...items.querySelectorAll("button")].find((each) => each.textContent === focused)?.focus();
  }

  function clear() {
    clearTimeout(again);
    shown = false;
    early.length = 0;
    listed = "";
    tell({ type: "clear" });
    items.replaceChildren();
    find("outline-heading").textContent = "";
  }

  draw();
  return {
    stand({ consent, there }) {
      if (may_view && !consent.view) clear();
      const begins = consent.view && !may_view, came_back = consent.view && there && !were_there;
      may_view = consent.view;
      were_there = there;
      if (begins || came_back) shown = false; // what has changed meanwhile was not told
      draw();
      if (begins) ask(FIRST_AFTER);
      else if (came_back) ask();
    },
    lost() {
      were_there = false;
    },
    show(events, origin) {
      if (!may_view) return;
      const message = { type: "show", events, origin };
      if (ready) tell(message);
      else early.push(message);
    },
    // What is pointed at; null: nothing any more.
    mark(place) {
      if (ready) tell({ type: "mark", place });
    },
    clear() {
      may_view = false;
      clear();
      removeEventListener("message", hear);
    },
  };
}
