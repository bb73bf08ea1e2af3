import { expect, test } from '@jest/globals';
import type { Sent } from './history.ts';
import { mayBe } from './list-history.ts';

const move = (kind: Sent['kind'], start: number, verdict: Sent['verdict'] = 'acknowledged'): Sent => ({
  name: `${kind} at ${start}`,
  server: 0,
  isDead: false,
  onDeath: () => {},
  kind,
  item: 'n1',
  start,
  end: start + 1,
  verdict,
});

test('an item that a log-in copied from another session may be there', () => {
  const all = [move('answer', 1)];
  expect(mayBe({ item: 'n1', isThere: true }, { all, own: [] })).toBe(true);
  expect(mayBe({ item: 'n1', isThere: true }, { all: [], own: [] })).toBe(false);
});

test('an item that was removed in this session may not be there, and one that was added has to be', () => {
  const own = [move('answer', 1), move('remove', 3)];
  expect(mayBe({ item: 'n1', isThere: true }, { all: own, own })).toBe(false);
  expect(mayBe({ item: 'n1', isThere: false }, { all: own, own })).toBe(true);
  const added = [move('answer', 1)];
  expect(mayBe({ item: 'n1', isThere: false }, { all: added, own: added })).toBe(false);
});

test('an item whose removal nobody knows the outcome of may be there or gone', () => {
  const own = [move('answer', 1), move('remove', 3, 'unknown')];
  expect([true, false].map((isThere) => mayBe({ item: 'n1', isThere }, { all: own, own }))).toEqual([
    true,
    true,
  ]);
});
