import { expect, test } from '@jest/globals';
import { extendedEnd } from '../../src/session/revision.ts';

const minute = 60_000;
const lifetime = { idleMs: 30 * minute, absoluteMs: 60 * minute };
const session = { startedAt: 0, expiresAt: 30 * minute };

test('a session’s end is moved at most once a minute', () => {
  expect(extendedEnd(lifetime, session, minute - 1)).toBe(30 * minute);
  expect(extendedEnd(lifetime, session, minute)).toBe(31 * minute);
});

test('a session with an idle limit of a minute is kept alive by reading', () => {
  const short = { ...lifetime, idleMs: minute };
  const stored = { startedAt: 0, expiresAt: minute };
  expect(extendedEnd(short, stored, 5_000)).toBe(minute);
  expect(extendedEnd(short, stored, 15_000)).toBe(minute + 15_000);
});

test('no end is moved past the absolute limit', () => {
  expect(extendedEnd(lifetime, { startedAt: 0, expiresAt: 58 * minute }, 40 * minute)).toBe(60 * minute);
});
