import { expect, test } from '@jest/globals';
import { keepLast } from '../src/keep-last.ts';

test('what was put there last stays, what was put there again among it', () => {
  const map = new Map<string, number>();
  for (const [at, key] of ['a', 'b', 'a', 'c'].entries()) keepLast(map, [key, at], 2);
  expect([...map]).toEqual([
    ['a', 2],
    ['c', 3],
  ]);
});
