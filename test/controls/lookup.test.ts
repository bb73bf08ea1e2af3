import { expect, test } from '@jest/globals';
import { english } from '../../src/language/language.ts';
import { controlOf } from '../../src/controls/all.ts';
import { asked } from './asked.ts';

const { field, read, typed, lines, samplesFit } = asked('lookup');

test.each([
  [undefined, undefined],
  [{ value: '', query: '', found: '' }, undefined],
  [{ value: 'f-1', query: '', found: '' }, 'f-1'],
  // What somebody has searched for and chosen from.
  [{ value: 'f-1', query: 'swift', found: 'swift' }, 'f-1'],
  [{ value: '', query: 'swift', found: 'swift' }, undefined],
  // What a draft holds from before the list was searched.
  ['f-1', 'f-1'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  { value: '', query: 'swift', found: '' },
  { value: 'f-1', query: 'other', found: 'swift' },
])('a text that was not searched for is no answer, and refused: %j', (written) => {
  expect(read(written)).toEqual({ query: written.query });
});

test('a stored answer stands in the control as its value', () => {
  expect(typed('f-1')).toEqual({ value: 'f-1', query: '', found: '' });
});

test('a stored answer reads as its label, what was typed as it stands', () => {
  expect(lines('f-1')).toEqual(['Swift Vans']);
  const { typedLines } = controlOf(field);
  expect(typedLines({ value: 'f-1', query: 'sw', found: 'sw' }, field, english)).toEqual(['Swift Vans']);
  expect(typedLines({ value: '', query: 'sw', found: '' }, field, english)).toEqual(['sw']);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
