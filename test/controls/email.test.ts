import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('email');

test.each([
  [' ann @example.com ', 'ann@example.com'],
  ['\u200bann@example.com', 'ann@example.com'],
  ['Ann@EXAMPLE.com', 'Ann@example.com'],
  ['ann@müller.de', 'ann@xn--mller-kva.de'],
  ['ann@xn--mller-kva.de', 'ann@xn--mller-kva.de'],
  ['ann@пример.рф', 'ann@xn--e1afmkfd.xn--p1ai'],
  ['ann＠例子。中国', 'ann@xn--fsqu00a.xn--fiqs8s'],
  ['ann@a b/c', 'ann@ab/c'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  ['ann@example.com', 'ann@example.com'],
  ['ann@xn--mller-kva.de', 'ann@müller.de'],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([
  ['ann@example.com', ['ann@example.com']],
  ['ann@xn--e1afmkfd.xn--p1ai', ['ann@пример.рф']],
  ['ann@xn--zz', ['ann@xn--zz']],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
