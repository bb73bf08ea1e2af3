import { expect, test } from '@jest/globals';
import { radios } from '../../src/controls/radios.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { choice } from '../../src/index.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('radios', {
  options: [
    { value: 'a', label: 'Apples' },
    { value: 'b', label: 'Bananas' },
  ],
});

test.each([
  ['a', 'a'],
  ['gone', 'gone'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['a', 'a']])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([
  ['a', ['Apples']],
  ['gone', ['gone']],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test('an exclusive option is refused: of radio buttons each excludes the others', () => {
  const { field } = asked('radios', { options: [{ value: 'a', label: 'Apples', exclusive: true }] });
  expect(radios.faults?.(field)).toMatchObject([{ code: 'wrong-option', word: 'exclusive' }]);
});

test.each([
  ['/pictures/room.jpg', undefined],
  ['https://example.com/room.jpg', /an address of this site/],
  ['//example.com/room.jpg', /an address of this site/],
])('a picture at %j is looked at', (image, message) => {
  const { field, faults } = introspect('it', choice('Room', { a: { label: 'A room', image }, b: 'Another' }));
  if (message === undefined) expect(field.options[0]).toMatchObject({ image });
  else expect(faults[0]?.message).toMatch(message);
});
