import { isRecord } from '../is-record.ts';

/** The JSON text of a value that shows a token. The same symbol for every copy of this package in a process. */
const textOf: unique symbol = Symbol.for('stepway.text');

let tokens = 0;

/**
 * What stands under Stepway's key, so that JSON which is made of the whole session shows a short token in its place:
 * express-session makes such a text four times a request and hashes it, only to see whether anything was changed. Every
 * value has a token of its own, and is never changed, only replaced. Our stores write its text: decision 0011.
 *
 * @param state an object that nobody else holds
 * @param text its JSON, where that has been made
 */
export function withToken<State extends object>(state: State, text?: string): State {
  const token = `answers ${(tokens += 1)}`;
  return Object.defineProperties(state, {
    toJSON: { value: () => token },
    [textOf]: { value: text, writable: true },
  });
}

/** The JSON of what stands under Stepway's key, whatever it shows; made once for a value that shows a token. */
export function stateText(state: unknown): string | undefined {
  if (!isRecord(state) || !Object.hasOwn(state, textOf)) return JSON.stringify(state) as string | undefined;
  const held = state as { [textOf]?: string | undefined };
  // A copy has no `toJSON`.
  return (held[textOf] ??= JSON.stringify({ ...state }));
}
