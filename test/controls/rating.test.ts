import { expect, test } from '@jest/globals';
import { rating as control } from '../../src/controls/rating.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { rating } from '../../src/index.ts';
import { english } from '../../src/language/language.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('rating');

test.each([
  ['4', 4],
  ['', undefined],
  ['good', 'good'],
])('%j is read as %j', (sent, becomes) => {
  expect(read(sent)).toBe(becomes);
});

test('a stored grade is chosen again, and reads as what it is out of', () => {
  expect(typed(4)).toBe('4');
  expect(lines(4)).toEqual(['4 of 5']);
});

test('the ends have their words', () => {
  const { field } = introspect('it', rating('How?', { most: 3, low: 'bad', high: 'good' }));
  const choices = control.choices?.(field, { say: english.say, language: 'en' });
  expect(choices?.map(({ value, label }) => [value, label])).toEqual([
    ['1', '1 – bad'],
    ['2', '2'],
    ['3', '3 – good'],
  ]);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test('a most that cannot be is reported', () => {
  expect(introspect('it', rating('How?', { most: 1 })).faults).toMatchObject([{ property: 'most' }]);
  expect(introspect('it', rating('How?', { most: 'x' as never })).faults).toMatchObject([
    { property: 'most' },
  ]);
});
