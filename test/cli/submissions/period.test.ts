import { expect, test } from '@jest/globals';
import { sinceOf, untilOf } from '../../../src/cli/submissions/period.ts';

const now = Date.UTC(2026, 10, 28, 12);

test.each([
  ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T09:00+01:00', '2026-11-01T08:00:00.000Z'],
  ['2026-11-01T09:00:30.5Z', '2026-11-01T09:00:30.500Z'],
  ['7d', '2026-11-21T12:00:00.000Z'],
  ['48h', '2026-11-26T12:00:00.000Z'],
])('--since %s is %s', (given, instant) => {
  expect(new Date(sinceOf(given, now)).toISOString()).toBe(instant);
});

test('--until takes in the whole of its day, and ends at a time', () => {
  expect(new Date(untilOf('2026-11-30', now)).toISOString()).toBe('2026-12-01T00:00:00.000Z');
  expect(new Date(untilOf('2026-11-30T10:00Z', now)).toISOString()).toBe('2026-11-30T10:00:00.000Z');
});

test.each(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-11-01T09:00', '01/11/2026', '1', '2026'])(
  'what can be read in two ways, or is no time, is a wrong call: %p',
  (given) => {
    expect(() => sinceOf(given, now)).toThrow(`--since ${given}: give a day, a time with its zone or an age`);
  },
);
