// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Calling somebody, and calling it off. Each is sent with a key of its own until there is an answer, so it is done
// once; and what nobody waits for any more is called off as soon as the server can be reached.
import { NoAnswer, Refused, new_key, send } from "../api.js";

const AGAIN_AFTER = 3_000; // ms
const PATIENCE = 8_000; // ms without an answer

export class Asking {
  constructor() {
    this.leaving = Promise.resolve(); // until then the same device would be told of its old request
  }

  // What is sent to call somebody; with it again it is the same call.
  prepare(body) {
    return { body, key: new_key() };
  }

  async ask(wish) {
    await Promise.race([this.leaving, no_answer()]);
    return send("/help-requests", wish.body, { key: wish.key });
  }

  // why: "citizen", or "left" where nobody is there any more.
  withdraw(id, why) {
    this.leave(() => call_off(id, why));
  }

  // It is not known whether the call arrived.
  abandon(wish, why) {
    this.leave(async () => {
      const { id } = await send("/help-requests", wish.body, { key: wish.key });
      await call_off(id, why);
    });
  }

  leave(deed) {
    this.leaving = this.leaving.then(() => until_answered(deed));
  }
}

export function post(id, path, body) {
  return send(`/help-requests/${id}/${path}`, body, { key: new_key() });
}

async function no_answer() {
  await a_while(PATIENCE);
  throw new NoAnswer(true);
}

const a_while = (ms) => new Promise((later) => { setTimeout(later, ms); });

// Twice is refused as over, which is as good.
async function call_off(id, why) {
  await send(`/help-requests/${id}/withdraw`, { why }, { key: new_key() });
}

async function until_answered(deed) {
  for (;;) {
    try {
      return await deed();
    } catch (error) {
      if (error instanceof Refused) return; // it is over already
      if (!(error instanceof NoAnswer)) throw error;
      await a_while(AGAIN_AFTER);
    }
  }
}
