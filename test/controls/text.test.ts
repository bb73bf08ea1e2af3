import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('text');

test.each([
  ['  Ann \t', 'Ann'],
  ['   ', undefined],
  ['one\r\ntwo', 'one two'],
  ['half \ud800', 'half \ufffd'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['Ann', 'Ann']])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([
  ['Ann', ['Ann']],
  [' ', []],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
