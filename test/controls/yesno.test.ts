import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('yesno');

test.each([
  ['yes', true],
  ['no', false],
  ['false', false],
  ['maybe', 'maybe'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  [true, 'yes'],
  [false, 'no'],
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
