// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// What the citizen agrees to, as it stands; each thing is asked for by itself.
const ASKED_FOR = 60_000; // ms; after that it may be asked again as if it had not been

export function make_consents({ words, say, asked_to_talk }) {
  const rows = [...document.querySelectorAll("[data-consent]")].map((row) => ({
    row, name: row.dataset.consent, state: row.querySelector("[data-state]"), button: row.querySelector("[data-ask]"), asked: 0, had: false, refused: false,
  }));
  let consent = {};

  function ask(each) {
    if (!say({ type: "ask", for: [each.name] })) return void (each.state.textContent = words.not_sent);
    clearTimeout(each.asked);
    each.refused = false;
    each.asked = setTimeout(() => { each.asked = 0; draw(each); }, ASKED_FOR);
    if (each.name === "talk") asked_to_talk();
    draw(each);
  }

  function draw(each) {
    const agreed = consent[each.name] === true;
    const state = agreed ? words.agreed : each.asked ? words.asked : each.refused ? words.declined : each.had ? words.taken_back : words.not_yet;
    if (each.state.textContent !== state) each.state.textContent = state;
    each.row.dataset.agreed = agreed ? "yes" : "no";
    each.button.hidden = agreed;
  }

  for (const each of rows) each.button.addEventListener("click", () => ask(each));

  return {
    // A no at the device is to what was asked first.
    declined() {
      const [first] = rows.filter((each) => each.asked).sort((one, other) => one.asked - other.asked);
      if (!first) return;
      clearTimeout(first.asked);
      Object.assign(first, { asked: 0, refused: true });
      draw(first);
    },
    stand(now) {
      consent = now;
      for (const each of rows) {
        if (now[each.name]) {
          clearTimeout(each.asked);
          each.asked = 0;
          each.had = true;
        }
        draw(each);
      }
    },
  };
}
