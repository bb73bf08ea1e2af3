import { expect, test } from '@jest/globals';
import { year as control } from '../../src/controls/year.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { year } from '../../src/index.ts';
import { generateValue, seeded } from '../../src/sample/generate-value.ts';
import { asked } from './asked.ts';

const { field, read, typed, lines, samplesFit } = asked('year');

test.each([
  ['2001', 2001],
  [' 2001 ', 2001],
  ['２００１', 2001],
  ['٢٠٠١', 2001],
  ['01', '01'],
  ['0999', '0999'],
  ['2,001', '2,001'],
  ['last year', 'last year'],
  [' ', undefined],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test('a stored year stands in the control as it was typed', () => {
  expect(typed(2001)).toBe('2001');
});

test.each(['en', 'de', 'fr'])(
  'in %s a stored year reads without a mark between its thousands',
  (language) => {
    expect(lines(2001, language)).toEqual(['2001']);
  },
);

test.each([
  [999, 'invalid.year'],
  [10_000, 'invalid.year'],
  [2001, undefined],
])('of %j this is wrong: %j', (answer, key) => {
  expect(control.limitFault?.(answer, field, '2027-01-01')?.fault.key).toBe(key);
});

test.each([
  [year('Founded'), 2007, 2027],
  [year('Founded').max(1899), 1879, 1899],
  [year('Founded').min(2030), 2030, 2050],
])('its samples are taken, and near to today', (schema, first, last) => {
  expect(samplesFit()).toBe(true);
  const sample = generateValue(introspect('founded', schema).field, seeded(3), { today: '2027-01-01' });
  expect(sample).toBeGreaterThanOrEqual(first);
  expect(sample).toBeLessThanOrEqual(last);
});
