import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('time');

test.each([
  ['9:30', '09:30'],
  ['9.30am', '09:30'],
  ['9.30 p.m.', '21:30'],
  ['0930', '09:30'],
  ['14:00', '14:00'],
  ['14h05', '14:05'],
  ['12am', '00:00'],
  ['12:15pm', '12:15'],
  ['noon', '12:00'],
  ['١٠:٣٠', '10:30'],
  ['9', '9'],
  ['25:00', '25:00'],
  ['13am', '13am'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['09:30', '09:30']])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([['09:30', ['09:30']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
