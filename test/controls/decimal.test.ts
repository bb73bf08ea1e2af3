import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('decimal');

test.each([
  ['12,5', 12.5],
  ['12.345', 12.345],
  ['.5', 0.5],
  ['1.234,56', 1234.56],
  ['1,234,56', '1,234,56'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  [12.5, '12.5'],
  [1e-7, '0.0000001'],
  [12.345, '12.3450'],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([[12.5, ['12.5']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test('a unit behind a number is dropped, and stands in the summary', () => {
  const weight = asked('decimal', { meta: { suffix: 'kg' } });
  expect(weight.read('72.5 KG')).toBe(72.5);
  expect(weight.lines(72.5)).toEqual(['72.5 kg']);
});
