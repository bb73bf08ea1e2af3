import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('tel');

test.each([
  ['(020) 7946-0958', '020 7946 0958'],
  ['+ 44 20.7946.0958', '+44 20 7946 0958'],
  ['٠٢٠٧٩٤٦٠٩٥٨', '02079460958'],
  ['+44 (0)20 7946 0958', '+44 20 7946 0958'],
  ['+44(0)20 7946 0958', '+44 20 7946 0958'],
  ['+49 (0) 30 901820', '+49 30 901820'],
  ['0044 (0)20 7946 0958', '0044 20 7946 0958'],
  ['+39 (0)6 1234 5678', '+39 06 1234 5678'],
  ['(0)20 7946 0958', '0 20 7946 0958'],
  ['020 7946 0958 #12', '020 7946 0958 #12'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['020 7946 0958', '020 7946 0958']])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([['020 7946 0958', ['020 7946 0958']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
