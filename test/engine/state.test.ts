import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readState, type SessionState } from '../../src/engine/state.ts';

const open = {
  version: 1,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: { one: { a: 1 }, two: {} },
  pages: { one: 'p' },
  carried: { two: { a: 'x' } },
};
const submitted = { ...open, status: 'submitted', submittedAt: 1, parsed: 'AA==', dormant: { three: {} } };
const stored = { format: 1, wizards: { trip: open, visa: submitted } };

const codeOf = (state: unknown): string => {
  try {
    readState(state);
    return 'read';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

/** The same with something that only the schemas read: what they say of the rest. */
const forTheSchemas = (state: unknown): unknown => {
  const copy = structuredClone(state) as { wizards?: { [id: string]: unknown } } | null;
  if (typeof copy !== 'object' || copy === null || typeof copy.wizards !== 'object') return copy;
  for (const each of Object.values(copy.wizards ?? {}))
    if (typeof each === 'object' && each !== null) Object.assign(each, { rejected: {} });
  return copy;
};

/** Every place in a value, as the way to it. */
const placesIn = (value: unknown): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[key], ...placesIn(inner).map((way) => [key, ...way])])
    : [];

const damaged = (value: unknown, [key, ...way]: readonly string[], damage: unknown): unknown =>
  key === undefined
    ? damage
    : {
        ...(value as object),
        [key]: damaged((value as { [key: string]: unknown })[key], way, damage),
      };

describe('what is stored under the key of Stepway', () => {
  test('is read as it is, without a copy', () => {
    expect(readState(stored)).toBe(stored as unknown as SessionState);
  });

  test('can name where a saved run is, and the way of one that comes', () => {
    const away = { other: { saved: 's', until: 5 } };
    const arrival = { saved: 's', claim: 'c' };
    const state = { format: 1, wizards: { trip: { ...open, arrival } }, away };
    expect(readState(state)).toEqual(state);
    expect(codeOf({ ...state, wizards: { trip: { ...open, arrival: { saved: 's' } } } })).toBe(
      'SESSION_UNREADABLE',
    );
  });

  test('is an empty state when it is nothing', () => {
    expect(readState(undefined)).toEqual({ format: 1, wizards: {} });
  });

  test('is refused wherever it is damaged, as the schemas refuse it', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom([], ...placesIn(stored)), fc.jsonValue(), (way, damage) => {
        const spoilt = damaged(stored, way, damage);
        const code = codeOf(spoilt);
        outcomes.add(code);
        expect(code).toBe(codeOf(forTheSchemas(spoilt)));
      }),
      { numRuns: 500 },
    );
    expect(outcomes).toContain('read');
    expect(outcomes).toContain('SESSION_UNREADABLE');
  });

  test('is of a later Stepway when its format is higher', () => {
    expect(codeOf({ ...stored, format: 2 })).toBe('STATE_NEWER');
  });
});
