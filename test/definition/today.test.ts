import { expect, test } from '@jest/globals';
import { dayFrom, dayOfLimit, isFromToday, shiftProblem, today } from '../../src/definition/today.ts';

test.each([
  ['2026-11-28', { years: -18 }, '2008-11-28'],
  ['2026-11-28', {}, '2026-11-28'],
  ['2027-01-31', { months: 1 }, '2027-02-28'],
  ['2028-02-29', { years: -1 }, '2027-02-28'],
  ['2027-01-31', { months: 1, days: 1 }, '2027-03-01'],
  ['2026-12-30', { days: 3 }, '2027-01-02'],
  ['2026-11-28', { weeks: -2 }, '2026-11-14'],
  ['2026-11-28', { months: -14 }, '2025-09-28'],
  ['2026-03-28', { days: 2 }, '2026-03-30'],
])('from %s by %j it is %s', (day, shift, becomes) => {
  expect(dayFrom(day, shift)).toBe(becomes);
});

test.each([
  ['today', '2026-11-28'],
  ['today - 18 years', '2008-11-28'],
  ['today + 1 month', '2026-12-28'],
  ['today-90 days', '2026-08-30'],
  ['2030-01-01', '2030-01-01'],
])('the limit %j is the day %s', (limit, day) => {
  expect(dayOfLimit(limit, '2026-11-28')).toBe(day);
});

test.each([
  'today - 18',
  'today - years',
  '18 years',
  'tomorrow',
  'today - 1.5 years',
  'today - 1 year - 1 day',
])('%j is no limit that is counted from today', (limit) => {
  expect(isFromToday(limit)).toBe(false);
});

test.each([
  [{ years: -18 }, undefined],
  [{ years: 0.5 }, /whole numbers/],
  [{ year: 1 }, /counts "year"; known: years, months/],
  [18, /no shift/],
])('a shift of %j is looked at', (shift, problem) => {
  const found = shiftProblem(shift);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(problem);
});

test('a day from today is data', () => {
  expect(JSON.parse(JSON.stringify(today({ years: -18 })))).toEqual({ today: { years: -18 } });
});
