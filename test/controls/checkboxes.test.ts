import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('checkboxes', {
  options: [
    { value: 'a', label: 'Apples' },
    { value: 'b', label: 'Bananas' },
  ],
});

test.each([
  ['a', ['a']],
  [
    ['a', 'b', 'a', ''],
    ['a', 'b'],
  ],
  [[], undefined],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([
  [
    ['a', 'gone'],
    ['Apples', 'gone'],
  ],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test('no choice at all is an empty list when one is required', () => {
  expect(asked('checkboxes', { required: true }).read(undefined)).toEqual([]);
});
