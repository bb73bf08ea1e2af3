import { expect, test } from '@jest/globals';
import { allOf, asAwaitable, orRejected } from '../src/awaitable.ts';

test('what is there at once makes no promise, side by side neither', () => {
  expect(allOf([1, 2])).toEqual([1, 2]);
  expect(asAwaitable({ plain: true })).toEqual({ plain: true });
});

test('a call that throws at once beside one that rejects later leaves no rejection to nobody', async () => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => void unheard.push(reason);
  process.on('unhandledRejection', hear);
  const calls = [
    async () => Promise.reject(new Error('later')),
    () => {
      throw new Error('at once');
    },
  ];
  await expect(allOf(calls.map((call) => orRejected<number>(call)))).rejects.toThrow('at once');
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});
