import { stateKey } from '../engine/state.ts';
import { stateText } from './state-token.ts';

/** A session's top-level keys, each value as its JSON text. */
export type SessionParts = { readonly [key: string]: string };

/** The session's top-level keys as JSON; keys that JSON leaves out (functions, undefined) are left out. */
export function partsOf(session: object): SessionParts {
  const parts: [string, string][] = [];
  for (const [key, value] of Object.entries(session)) {
    const text = key === stateKey ? stateText(value) : (JSON.stringify(value) as string | undefined);
    if (text !== undefined) parts.push([key, text]);
  }
  return Object.fromEntries(parts);
}

/** The JSON text of a whole session, put together from its parts. */
export function textOf(parts: SessionParts): string {
  return `{${Object.entries(parts)
    .map(([key, text]) => `${JSON.stringify(key)}:${text}`)
    .join()}}`;
}

/** The top-level keys that one side set, changed or deleted since the baseline. */
export function changedKeys(baseline: SessionParts, side: SessionParts): readonly string[] {
  return Object.keys({ ...baseline, ...side }).filter((key) => !isSame(key, baseline, side));
}

/**
 * What a save writes when another request has written since this one read: everything as it is stored now, with what
 * this request changed or deleted on top. Of a host's key that both changed, this save's value stays.
 *
 * @returns `conflict` only when Stepway's own key was changed on both sides, to the same value even: whether that is
 *   one write seen twice or two of them only its owner can tell
 */
export function mergeSession(sides: {
  readonly baseline: SessionParts;
  readonly mine: SessionParts;
  readonly theirs: SessionParts;
}): SessionParts | 'conflict' {
  const { baseline, mine, theirs } = sides;
  const changed = changedKeys(baseline, mine);
  if (changed.includes(stateKey) && !isSame(stateKey, baseline, theirs)) return 'conflict';
  const merged = new Map(Object.entries(theirs));
  for (const key of changed) {
    const text = partOf(mine, key);
    if (text === undefined) merged.delete(key);
    else merged.set(key, text);
  }
  return Object.fromEntries(merged);
}

function isSame(key: string, one: SessionParts, other: SessionParts): boolean {
  const [left, right] = [partOf(one, key), partOf(other, key)];
  return left === right || (key === 'cookie' && cookieSettings(left) === cookieSettings(right));
}

function partOf(parts: SessionParts, key: string): string | undefined {
  return Object.hasOwn(parts, key) ? parts[key] : undefined;
}

/**
 * What of express-session's cookie a host can have meant to change. It moves `expires` with every request, and
 * `originalMaxAge` by the millisecond between two readings of the clock.
 */
function cookieSettings(text: string | undefined): string {
  const { expires: _, originalMaxAge, ...settings } = JSON.parse(text ?? '{}') as { [name: string]: unknown };
  const maxAge = typeof originalMaxAge === 'number' ? Math.round(originalMaxAge / 1000) : null;
  return JSON.stringify({ ...settings, maxAge });
}
