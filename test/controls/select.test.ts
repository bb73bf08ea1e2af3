import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('select', {
  options: [
    { value: 'a', label: 'Apples' },
    { value: 'b', label: 'Bananas' },
  ],
});

test.each([
  ['', undefined],
  ['a', 'a'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['a', 'a']])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([['b', ['Bananas']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
