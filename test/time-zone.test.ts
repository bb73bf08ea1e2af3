import { expect, test } from '@jest/globals';
import { dayIn, timeZoneRule } from '../src/time-zone.ts';

test.each([
  ['Europe/London', '2027-07-02'],
  ['UTC', '2027-07-01'],
  ['Pacific/Kiritimati', '2027-07-02'],
  ['America/New_York', '2027-07-01'],
])('half past eleven in the evening of 1 July, UTC, is in %s the day %s', (zone, day) => {
  expect(dayIn(Date.UTC(2027, 6, 1, 23, 30), zone)).toBe(day);
});

test('the day changes with the minute in which it does, and back', () => {
  const midnight = Date.UTC(2027, 6, 2);
  const days = [midnight - 1, midnight, midnight - 1].map((moment) => dayIn(moment, 'UTC'));
  expect(days).toEqual(['2027-07-01', '2027-07-02', '2027-07-01']);
});

test.each([
  ['Europe/London', undefined],
  ['UTC', undefined],
  ['Europe/Londn', 'must be a time zone such as "Europe/London"; did you mean "Europe/London"?'],
  ['Berlin', 'must be a time zone such as "Europe/London"; did you mean "Europe/Berlin"?'],
  ['new york', 'must be a time zone such as "Europe/London"; did you mean "America/New_York"?'],
  ['Middle-earth', 'must be a time zone such as "Europe/London"'],
  ['', 'must be a time zone such as "Europe/London"'],
  [1, 'must be a time zone such as "Europe/London"'],
])('of the time zone %j it is said: %s', (zone, rule) => {
  expect(timeZoneRule(zone)).toBe(rule);
});
