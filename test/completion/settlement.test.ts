import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from '../../src/completion/settlement.ts';

test('a wait lies between nothing and the ceiling, which doubles up to five minutes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (n, r) => {
        const waitMs = backoffMs(n, r);
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(Math.min(300_000, 1000 * 2 ** (n - 1)));
      },
    ),
  );
});

test('the jitter is full: the same attempt waits anything from nothing to the whole ceiling', () => {
  expect(backoffMs(3, 0)).toBe(0);
  expect(backoffMs(3, 0.5)).toBe(2000);
  expect(backoffMs(3, 0.999)).toBe(3996);
  expect(backoffMs(50, 0.5)).toBe(150_000);
});
