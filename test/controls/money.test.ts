import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('money');

test.each([
  ['£1,234.50', 1234.5],
  ['GBP 12', 12],
  ['12 gbp', 12],
  ["1'234.50", 1234.5],
  ['1’234', 1234],
  ['1 234,50', 1234.5],
  ['€12', '€12'],
  ['USD 12', 'USD 12'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  [42000, '42000'],
  [12.5, '12.50'],
  [12.345, '12.3450'],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([
  [1200.5, ['£1,200.50']],
  [50, ['£50']],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
