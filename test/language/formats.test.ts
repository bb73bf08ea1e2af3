import { expect, test } from '@jest/globals';
import {
  currencySign,
  formatDate,
  formatDuration,
  formatMoment,
  formatMoney,
  formatMonth,
  formatNumber,
  formatTime,
} from '../../src/language/formats.ts';

test('dates and months read in the language of the page', () => {
  expect(formatDate('2026-03-27', 'en')).toBe('27 March 2026');
  expect(formatDate('2026-03-27', 'de')).toBe('27. März 2026');
  expect(formatMonth('2027-02', 'en')).toBe('February 2027');
  expect(formatMonth('2027-02', 'fr')).toBe('février 2027');
});

test('dates are read back in the calendar in which they are asked for', () => {
  expect(formatDate('2026-03-27', 'th')).toBe('27 มีนาคม 2026');
});

test('what is no date is left as it is', () => {
  expect(formatDate('soon', 'en')).toBe('soon');
  expect(formatDate('2026-13-45', 'en')).toBe('2026-13-45');
});

const inUtc = { tag: 'en', timeZone: 'UTC' };

test('a time names its zone, and its day when that is not today', () => {
  const noon = Date.UTC(2026, 10, 21, 12);
  expect(formatTime(noon + 60_000, noon, inUtc)).toMatch(/^\d\d:01 \S+$/);
  expect(formatTime(noon + 86_400_000, noon, inUtc)).toContain('22 November 2026');
  expect(formatMoment(noon, inUtc)).toContain('21 November 2026');
  expect(formatMoment(noon, { tag: 'en', timeZone: 'Asia/Tokyo' })).toMatch(/21:00 \S+$/);
});

test('whole amounts of money have no decimals, others have two', () => {
  expect(formatMoney(50, 'GBP', 'en')).toBe('£50');
  expect(formatMoney(1200.5, 'GBP', 'en')).toBe('£1,200.50');
  expect(currencySign('EUR', 'fr')).toBe('€');
  // Not "£GB" or "£UK", as other languages write it beside their own pound.
  expect(currencySign('GBP', 'fr')).toBe('£');
});

test('numbers keep their digits', () => {
  expect(formatNumber(1234567.891, 'en')).toBe('1,234,567.891');
});

test('lengths of time are whole hours or minutes', () => {
  expect([1_800_000, 86_400_000, 5_400_000].map((ms) => formatDuration(ms, 'en'))).toEqual([
    '30 minutes',
    '24 hours',
    '90 minutes',
  ]);
});
