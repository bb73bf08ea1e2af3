import { expect, test } from '@jest/globals';
import { isReference, randomBytes, randomIds } from '../../src/engine/ids.ts';

test('random bytes are as many as were asked for, never given twice, and stay as they were', () => {
  const first = randomBytes(16);
  const kept = first.toString('hex');
  const all = Array.from({ length: 2_000 }, () => randomBytes(16).toString('hex'));
  expect(new Set([...all, kept]).size).toBe(2_001);
  expect(all.every((each) => each.length === 32)).toBe(true);
  expect(first.toString('hex')).toBe(kept);
});

test('every reference that is made has the shape of one', () => {
  expect(Array.from({ length: 100 }, randomIds.reference).every(isReference)).toBe(true);
  expect(['', 'none', '0000-0000-0000-000U', '0000-0000-0000-0000-0000'].some(isReference)).toBe(false);
});
