import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('consent');

test.each([
  ['yes', true],
  ['on', true],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  [true, 'yes'],
  [false, undefined],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([
  [true, ['Yes']],
  [false, ['No']],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test('a box that is not ticked says no when an answer is due', () => {
  expect(asked('consent', { required: true }).read(undefined)).toBe(false);
  expect(asked('consent').read(undefined)).toBeUndefined();
});
