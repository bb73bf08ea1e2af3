import { isRecord } from '../is-record.ts';

/** Gives the JSON text of a value that shows a token. The same symbol for every copy of this package in a process. */
const textOf: unique symbol = Symbol.for('stepway.text');

let tokens = 0;

/** The JSON of a value's own properties: a copy shows no token. */
const jsonOf = (state: object): string => JSON.stringify(Object.assign({}, state));

/** A class, so that what it adds is made once: a property that is defined on each value costs as much as reading it. */
class ShowsToken {
  readonly #number = (tokens += 1);
  #text: string | undefined;

  constructor(state: object, text: string | undefined) {
    Object.assign(this, state);
    this.#text = text;
  }

  get [textOf](): string {
    // A copy that kept the class has nothing of its own to keep the text in.
    return #text in this ? (this.#text ??= jsonOf(this)) : jsonOf(this);
  }

  toJSON(): string | object {
    return #number in this ? `answers ${this.#number}` : Object.assign({}, this);
  }
}

/**
 * What stands under Stepway's key, so that JSON which is made of the whole session shows a short token in its place:
 * express-session makes such a text four times a request and hashes it, only to see whether anything was changed. Every
 * value has a token of its own, and is never changed, only replaced. Our stores write its text: decision 0011.
 *
 * @param text the JSON of the state, where that has been made
 * @returns a copy
 */
export function withToken<State extends object>(state: State, text?: string): State {
  // It has the properties of the state, by its constructor.
  return new ShowsToken(state, text) as unknown as State;
}

/** The JSON of what stands under Stepway's key, whatever it shows; made once for a value that shows a token. */
export function stateText(state: unknown): string | undefined {
  const shows = isRecord(state) && textOf in state;
  return shows
    ? (state as { readonly [textOf]: string })[textOf]
    : (JSON.stringify(state) as string | undefined);
}
