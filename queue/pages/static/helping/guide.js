// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Leading the device: from a short list that the server checks, and each with an answer of the device.
// mark(place): what is pointed at, or null, is to be seen in the mirror.
export function make_guide({ words, say, mark }) {
  const find = (id) => document.getElementById(id);
  const said = find("guide-said"), larger = find("larger"), language = find("their-language");
  const waiting = new Map(); // commands that have no answer yet, by their numbers
  const chosen = new Map(); // concerns, by the numbers of commands
  let number = 0, consent = {}, steps = "", offered = "", at = "";

  function command(doing, name) {
    number += 1;
    if (!say({ type: "command", number, do: doing })) return tell(words.not_sent);
    waiting.set(number, name);
    tell(name && `${name}: ${words.under_way}`);
  }

  function forget_point() {
    find("point-words").textContent = "";
    find("pointing").hidden = true;
    mark(null);
  }

  function tell(text) {
    said.textContent = text;
  }

  function answer(of, text) {
    const name = waiting.get(of);
    if (name === undefined) return false;
    waiting.delete(of);
    if (name && text) tell(`${name}: ${text}`);
    return true;
  }

  function button(text, deed) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kern-btn kern-btn--secondary";
    made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: text }));
    made.addEventListener("click", deed);
    return made;
  }

  function put_steps(names) {
    if (steps === names.join()) return;
    steps = names.join();
    find("steps").replaceChildren(...names.map((step) => {
      const name = words.steps[step] ?? step;
      return button(name, () => command({ kind: "go", step }, name));
    }));
  }

  function put_services(services) {
    const now = JSON.stringify(services);
    if (offered === now) return;
    offered = now;
    const list = find("services"), none = list.querySelector("[data-none]");
    list.replaceChildren(...services.map(({ id, name }) => {
      const row = document.createElement("li");
      row.dataset.words = name;
      const made = button(name, () => {
        command({ kind: "choose", service: id }, name);
        chosen.set(number, id);
      });
      made.lang = "de";
      row.append(made);
      return row;
    }), none);
    find("concerns").hidden = services.length === 0;
    document.dispatchEvent(new CustomEvent("aufruf:parts", { detail: { ids: ["services"] } })); // found by typing, see find.js
  }

  find("change-language").addEventListener("click", () => {
    command({ kind: "language", language: language.value }, language.selectedOptions[0].textContent);
  });
  larger.addEventListener("click", () => {
    command({ kind: "larger", on: larger.getAttribute("aria-pressed") !== "true" }, larger.textContent.trim());
  });
  find("point-off").addEventListener("click", () => {
    command({ kind: "point_off" }, "");
    forget_point();
  });

  return {
    // What is pointed at in the mirror, or chosen from its list.
    point({ node, x, y, name }) {
      if (!consent.point) return void (find("point-words").textContent = words.no_point);
      command({ kind: "point", node, x, y }, "");
      find("point-words").textContent = `${words.pointed_at} ${name || words.a_place}`;
      find("pointing").hidden = false;
      mark({ node, x, y });
    },
    stand(message) {
      ({ consent } = message);
      put_steps(message.steps ?? []);
      find("guide-deeds").hidden = !consent.point;
      find("guide-words").hidden = consent.point;
      if (!consent.point) forget_point();
    },
    screen({ step, language: spoken, larger: is_larger, services }) {
      const name = [...language.options].find(({ value }) => value === spoken)?.textContent ?? spoken;
      if (at !== step) forget_point();
      at = step;
      find("step").textContent = words.steps[step] ?? step;
      Object.assign(find("language"), { textContent: name, lang: spoken });
      find("standing").textContent = [`${words.standing} ${words.steps[step] ?? step}`, name, ...(is_larger ? [words.larger] : [])].join(", ");
      larger.setAttribute("aria-pressed", String(is_larger));
      if (document.activeElement !== language) language.value = spoken;
      put_services(services);
    },
    done({ number: of, ok }) {
      if (!ok && waiting.get(of) === "") mark(null);
      answer(of, ok ? words.done : words.failed);
      if (ok && chosen.has(of)) find("service").value = chosen.get(of); // it most likely ends with that
      if (!ok && !said.textContent) tell(words.failed);
    },
    refused(text, of) {
      if (of === null || !waiting.has(of)) return false;
      if (!waiting.get(of)) {
        find("point-words").textContent = text;
        mark(null);
      }
      return answer(of, text);
    },
  };
}
