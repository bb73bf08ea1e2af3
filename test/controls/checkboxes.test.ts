import { expect, test } from '@jest/globals';
import { checkboxes } from '../../src/controls/checkboxes.ts';
import { generateValue, seeded } from '../../src/sample/generate-value.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('checkboxes', {
  options: [
    { value: 'a', label: 'Apples' },
    { value: 'b', label: 'Bananas' },
  ],
});

test.each([
  ['a', ['a']],
  [
    ['a', 'b', 'a', ''],
    ['a', 'b'],
  ],
  [[], undefined],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([
  [
    ['a', 'gone'],
    ['Apples', 'gone'],
  ],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

const none = asked('checkboxes', {
  options: [
    { value: 'a', label: 'Apples' },
    { value: 'b', label: 'Bananas' },
    { value: 'c', label: 'None of these', exclusive: true },
  ],
});

test.each([
  [['a', 'b'], undefined],
  [['c'], undefined],
  [['c', 'c'], undefined],
  [['a', 'c'], { option: { option: 'c' } }],
])('of %j with an exclusive option this is wrong: %j', (chosen, values) => {
  expect(checkboxes.limitFault?.(chosen, none.field, '2027-01-01')?.fault.values).toEqual(values);
});

test('a sample never has an exclusive option together with another', () => {
  const samples = Array.from({ length: 50 }, (_, seed) =>
    generateValue(none.field, seeded(seed), { today: '2027-01-01' }),
  );
  expect(samples).toContainEqual(['c']);
  expect(samples.filter((sample) => checkboxes.limitFault?.(sample, none.field, '2027-01-01'))).toEqual([]);
});

test('an exclusive option cannot be one of two that are due', () => {
  expect(checkboxes.faults?.(none.field)).toEqual([]);
  expect(checkboxes.faults?.({ ...none.field, minLength: 2 })).toMatchObject([{ code: 'wrong-option' }]);
});

test('JSON Schema says that an exclusive option stands alone', () => {
  expect(checkboxes.jsonSchema?.(none.field)).toEqual({
    allOf: [{ anyOf: [{ maxItems: 1 }, { not: { contains: { const: 'c' } } }] }],
  });
});

test('no choice at all is an empty list when one is required', () => {
  expect(asked('checkboxes', { required: true }).read(undefined)).toEqual([]);
});
