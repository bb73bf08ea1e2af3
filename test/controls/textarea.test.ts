import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('textarea');

test.each([
  [' one\r\ntwo\rthree\n', 'one\ntwo\nthree'],
  ['a\tb\u001b[2J', 'a\tb[2J'],
  ['\u200b\r\n\u200b', undefined],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['one\ntwo', 'one\ntwo']])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([['one\ntwo', ['one', 'two']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
