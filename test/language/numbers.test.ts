import { expect, test } from '@jest/globals';
import { currencySign, formatDuration, formatMoney, formatNumber } from '../../src/language/numbers.ts';

test('whole amounts of money have no decimals, others have two', () => {
  expect(formatMoney(50, 'GBP', 'en')).toBe('£50');
  expect(formatMoney(1200.5, 'GBP', 'en')).toBe('£1,200.50');
  expect(currencySign('EUR', 'fr')).toBe('€');
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
