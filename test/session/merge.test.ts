import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changedKeys, mergeSession, partsOf, textOf } from '../../src/session/merge.ts';

const cookie = { originalMaxAge: 86_400_000, expires: '2026-01-02T00:00:00.000Z', httpOnly: true, path: '/' };
const merge = (baseline: object, mine: object, theirs: object) => {
  const merged = mergeSession({ baseline: partsOf(baseline), mine: partsOf(mine), theirs: partsOf(theirs) });
  return merged === 'conflict' ? merged : (JSON.parse(textOf(merged)) as unknown);
};

describe('what a session is made of', () => {
  test('is put together again as JSON would write it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (session) => {
        expect(textOf(partsOf(session))).toBe(JSON.stringify(session));
      }),
    );
  });

  test('leaves out what JSON leaves out', () => {
    expect(partsOf({ a: 1, b: undefined, c: () => 1 })).toEqual({ a: '1' });
  });
});

describe('changed keys', () => {
  test('are the ones that were set, changed or deleted', () => {
    expect(changedKeys(partsOf({ a: 1, b: 2, c: 3 }), partsOf({ a: 1, b: 9, d: 4 }))).toEqual([
      'b',
      'c',
      'd',
    ]);
  });

  test('do not count the cookie when only its end has moved', () => {
    const moved = { ...cookie, expires: '2026-01-03T00:00:00.000Z', originalMaxAge: 86_399_999 };
    expect(changedKeys(partsOf({ cookie }), partsOf({ cookie: moved }))).toEqual([]);
  });

  test('count the cookie when its settings were changed', () => {
    const longer = { ...cookie, originalMaxAge: 30 * 86_400_000 };
    expect(changedKeys(partsOf({ cookie }), partsOf({ cookie: longer }))).toEqual(['cookie']);
  });

  test('may be named as anything that an object has by itself', () => {
    expect(changedKeys(partsOf({}), partsOf({ constructor: 1, hasOwnProperty: 2 }))).toEqual([
      'constructor',
      'hasOwnProperty',
    ]);
  });
});

describe('merging', () => {
  test('keeps what either side changed', () => {
    expect(merge({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, b: 3, c: 4 })).toEqual({ a: 2, b: 3, c: 4 });
  });

  test('deletes what either side deleted', () => {
    expect(merge({ a: 1, b: 1, c: 1 }, { b: 1, c: 1 }, { a: 1, c: 1 })).toEqual({ c: 1 });
  });

  test('lets the later save win a key of the host that both changed', () => {
    expect(merge({ a: 1 }, { a: 2 }, { a: 3 })).toEqual({ a: 2 });
  });

  test('is a conflict when both changed the key of Stepway', () => {
    expect(merge({ stepway: 1 }, { stepway: 2 }, { stepway: 3 })).toBe('conflict');
  });

  test('is a conflict when one changed and the other deleted the key of Stepway', () => {
    expect(merge({ stepway: 1 }, {}, { stepway: 3 })).toBe('conflict');
    expect(merge({ stepway: 1 }, { stepway: 3 }, {})).toBe('conflict');
  });

  test('is a conflict even when both brought the key of Stepway to the same value', () => {
    expect(merge({ stepway: 1 }, { stepway: 2 }, { stepway: 2 })).toBe('conflict');
  });

  test('is no conflict when only the other changed the key of Stepway', () => {
    expect(merge({ stepway: 1, a: 1 }, { stepway: 1, a: 2 }, { stepway: 3, a: 1 })).toEqual({
      stepway: 3,
      a: 2,
    });
  });

  test('never is a conflict for the cookie, and keeps the one that was changed', () => {
    const longer = { ...cookie, originalMaxAge: 30 * 86_400_000 };
    const secure = { ...cookie, secure: true };
    expect(merge({ cookie }, { cookie: longer }, { cookie })).toEqual({ cookie: longer });
    expect(merge({ cookie }, { cookie }, { cookie: secure })).toEqual({ cookie: secure });
    expect(merge({ cookie }, { cookie: longer }, { cookie: secure })).toEqual({ cookie: longer });
  });

  test('loses no change of either side to different keys', () => {
    const host = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.jsonValue());
    const other = fc.dictionary(fc.constantFrom('d', 'e', 'stepway'), fc.jsonValue());
    fc.assert(
      fc.property(host, other, host, other, (hostBefore, otherBefore, hostAfter, otherAfter) => {
        const before = { ...hostBefore, ...otherBefore };
        const merged = merge(before, { ...hostAfter, ...otherBefore }, { ...hostBefore, ...otherAfter });
        expect(merged).toEqual(JSON.parse(JSON.stringify({ ...hostAfter, ...otherAfter })));
      }),
    );
  });
});
