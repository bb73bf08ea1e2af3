import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('text');

test.each([
  ['  Ann \t', 'Ann'],
  ['   ', undefined],
  ['one\r\ntwo', 'one two'],
  ['half \ud800', 'half \ufffd'],
  ['Ann\u0000 Lee\u0003\u009b', 'Ann Lee'],
  ['one\u2028two\tthree', 'one two three'],
  ['\u200b\u2060', undefined],
  ['\u00ad\u3164\u2800', undefined],
  ['\u200bAnn\ufeff', 'Ann'],
  ['می‌خواهم', 'می‌خواهم'],
  ['क्‍ष', 'क्‍ष'],
  ['❤️', '❤️'],
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
