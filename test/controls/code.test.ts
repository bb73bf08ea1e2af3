import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('code');

test.each([
  [' sw1a-1aa ', 'SW1A1AA'],
  ['qq 12.34 56 c', 'QQ123456C'],
  ['AB١٢', 'AB12'],
  ['\u200b\u3164', undefined],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['SW1A1AA', 'SW1A1AA']])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([['SW1A1AA', ['SW1A1AA']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
