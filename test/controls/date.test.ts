import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('date');

test.each([
  [{ day: '1', month: '3', year: '2026' }, '2026-03-01'],
  [{ day: ' 01 ', month: 'Mar', year: '2026' }, '2026-03-01'],
  [{ day: '1', month: 'march', year: '2026' }, '2026-03-01'],
  [{ day: '1', month: 'Sept.', year: '2026' }, '2026-09-01'],
  [{ day: '', month: ' ', year: '' }, undefined],
  [
    { day: '31', month: '2', year: '2026' },
    { day: '31', month: '2', year: '2026' },
  ],
  [
    { day: '1', month: 'marx', year: '2026' },
    { day: '1', month: 'marx', year: '2026' },
  ],
  [
    { day: '1', month: '3', year: '26' },
    { day: '1', month: '3', year: '26' },
  ],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([
  ['2026-03-01', { day: '1', month: '3', year: '2026' }],
  ['soon', undefined],
])('a stored %j stands in the control as %j', (stored, raw) => {
  expect(typed(stored)).toEqual(raw);
});

test.each([['2026-03-27', ['27 March 2026']]])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
