import { expect, test } from '@jest/globals';
import { controlOf } from '../../src/controls/all.ts';
import { wordsIn } from '../../src/controls/reading/text.js';
import { text } from '../../src/controls/text.ts';
import { limitsOf, seeded } from '../../src/sample/generate-value.ts';
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

test.each([
  ['one two', undefined],
  ['one – two', undefined],
  ['one two three', 'tooLong'],
  ['don’t well-known', undefined],
  ['地図', undefined],
  ['大地図', 'tooLong'],
])('of at most two words, %j is %s', (answer, code) => {
  const { field } = asked('text', { meta: { maxWords: 2 } });
  expect(text.limitFault?.(answer, field, '2027-01-01')?.code).toBe(code);
});

test('its samples have no more words than they may', () => {
  for (const name of ['text', 'textarea'] as const) {
    const { field } = asked(name, { meta: { maxWords: 1 } });
    const context = {
      random: seeded(1),
      limits: limitsOf(field),
      today: '',
      tried: 0,
      matching: () => undefined,
    };
    const sample = controlOf(field).sample(field, context);
    expect(wordsIn(String(sample))).toBe(1);
  }
});
