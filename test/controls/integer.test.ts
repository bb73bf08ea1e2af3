import { expect, test } from '@jest/globals';
import { answerLines } from '../../src/controls/display.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { integer } from '../../src/index.ts';
import { english } from '../../src/language/language.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('integer');

test.each([
  ['30', 30],
  ['1,234', 1234],
  ['1 234', 1234],
  ['1\u202f234\u00a0567', 1234567],
  ['12,34,567', 1234567],
  ['１２', 12],
  ['-4', -4],
  ['−4', -4],
  ['-0', 0],
  ['1.5', 1.5],
  ['1.000', '1.000'],
  ['thirty', 'thirty'],
  ['1,2,3', '1,2,3'],
  ['5²', '5²'],
  ['1e3', '1e3'],
  ['9'.repeat(400), '9'.repeat(400)],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  [30, '30'],
  [1e21, '1000000000000000000000'],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([[1234, ['1,234']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test('a year is no number to count with, in a summary and in messages', () => {
  const field = introspect('year', integer('Year', { grouping: false })).field;
  expect(answerLines(2001, field, { say: english.say, language: 'en' })).toEqual(['2001']);
  const fault = { key: 'tooSmall', values: { limit: 1900 } } as const;
  expect(english.sayFault(field, fault)).toContain('1900');
  expect(english.sayFault(introspect('sum', integer('Sum')).field, fault)).toContain('1,900');
});
