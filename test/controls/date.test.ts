import { expect, test } from '@jest/globals';
import { controlOf } from '../../src/controls/all.ts';
import { asked } from './asked.ts';

const { field, read, typed, lines, samplesFit } = asked('date');

test.each([
  [{ day: '1', month: '3', year: '2026' }, '2026-03-01'],
  [{ day: ' 01 ', month: 'Mar', year: '2026' }, '2026-03-01'],
  [{ day: '1', month: 'march', year: '2026' }, '2026-03-01'],
  [{ day: '1', month: 'Sept.', year: '2026' }, '2026-09-01'],
  [{ day: '٥', month: '٣', year: '٢٠٢٧' }, '2027-03-05'],
  [{ day: '۵', month: '３', year: '२०२७' }, '2027-03-05'],
  [{ day: '', month: ' ', year: '' }, undefined],
  [{ day: '\u200b', month: '\u200b', year: '\0' }, undefined],
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
  ['fr', 'février', '02'],
  ['fr', 'FEVRIER', '02'],
  ['fr', 'juil.', '07'],
  ['cy', 'Mawrth', '03'],
  ['nl', 'mrt', '03'],
  ['pl', 'stycznia', '01'],
  ['pl', 'styczeń', '01'],
  ['fi', 'mar', '11'],
  ['tr', 'KASIM', '11'],
  ['ja', '10月', '10'],
  ['fr', 'march', '03'],
])('in %s the month "%s" is read as %s', (language, month, isoMonth) => {
  expect(read({ day: '1', month, year: '2026' }, language)).toBe(`2026-${isoMonth}-01`);
});

test.each([
  ['fr', 'jui'],
  ['fr', 'fé'],
  ['en', 'février'],
])('in %s the month "%s" is not guessed', (language, month) => {
  const typed = { day: '1', month, year: '2026' };
  expect(read(typed, language)).toEqual(typed);
});

test('a day that a named month does not have is told with that month', () => {
  const value = read({ day: '31', month: 'février', year: '2026' }, 'fr');
  expect(controlOf(field).faultOf?.(value, field)?.fault.values).toEqual({
    month: { month: '2026-02' },
    days: 28,
  });
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
