import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { Json } from '../../src/definition/model.ts';
import type { RawValue } from '../../src/form/issue.ts';
import { normalise } from '../../src/form/normalise.ts';
import { readAnswers, readRaw } from '../../src/form/read.ts';
import { everyControl, field, step } from './fields.ts';

const here = step(everyControl);

const cases: readonly [control: string, typed: RawValue, becomes: Json | undefined][] = [
  ['text', '  Ann \t', 'Ann'],
  ['text', '   ', undefined],
  ['text', 'one\r\ntwo', 'one two'],
  ['text', 'half \ud800', 'half \ufffd'],
  ['textarea', ' one\r\ntwo\rthree\n', 'one\ntwo\nthree'],
  ['email', ' ann @example.com ', 'ann@example.com'],
  ['email', '\u200bann@example.com', 'ann@example.com'],
  ['tel', '(020) 7946-0958', '020 7946 0958'],
  ['tel', '+ 44 20.7946.0958', '+44 20 7946 0958'],
  ['url', 'example.com/path', 'https://example.com/path'],
  ['url', 'www.example.co.uk', 'https://www.example.co.uk'],
  ['url', 'http://example.com', 'http://example.com'],
  ['url', 'not a url', 'not a url'],
  ['url', 'mailto:ann@example.com', 'mailto:ann@example.com'],
  ['code', ' sw1a-1aa ', 'SW1A1AA'],
  ['code', 'qq 12.34 56 c', 'QQ123456C'],
  ['integer', '30', 30],
  ['integer', '1,234', 1234],
  ['integer', '1 234', 1234],
  ['integer', '1\u202f234\u00a0567', 1234567],
  ['integer', '12,34,567', 1234567],
  ['integer', '１２', 12],
  ['integer', '-4', -4],
  ['integer', '−4', -4],
  ['integer', '-0', 0],
  ['integer', '1.5', 1.5],
  ['integer', '1.000', '1.000'],
  ['integer', 'thirty', 'thirty'],
  ['integer', '1,2,3', '1,2,3'],
  ['integer', '5²', '5²'],
  ['integer', '1e3', '1e3'],
  ['integer', '9'.repeat(400), '9'.repeat(400)],
  ['decimal', '12,5', 12.5],
  ['decimal', '12.345', 12.345],
  ['decimal', '.5', 0.5],
  ['decimal', '1.234,56', '1.234,56'],
  ['decimal', '1,234,56', '1,234,56'],
  ['money', '£1,234.50', 1234.5],
  ['money', 'GBP 12', 12],
  ['money', '12 gbp', 12],
  ['money', "1'234.50", 1234.5],
  ['money', '1’234', 1234],
  ['money', '1 234,50', 1234.5],
  ['money', '€12', '€12'],
  ['money', 'USD 12', 'USD 12'],
  ['yesno', 'yes', true],
  ['yesno', 'no', false],
  ['yesno', 'false', false],
  ['yesno', 'maybe', 'maybe'],
  ['radios', 'a', 'a'],
  ['select', '', undefined],
  ['checkboxes', 'a', ['a']],
  ['checkboxes', ['a', 'b', 'a', ''], ['a', 'b']],
  ['checkboxes', [], undefined],
  ['consent', 'yes', true],
  ['consent', 'on', true],
  ['date', { day: '1', month: '3', year: '2026' }, '2026-03-01'],
  ['date', { day: ' 01 ', month: 'Mar', year: '2026' }, '2026-03-01'],
  ['date', { day: '1', month: 'march', year: '2026' }, '2026-03-01'],
  ['date', { day: '1', month: 'Sept.', year: '2026' }, '2026-09-01'],
  ['date', { day: '', month: ' ', year: '' }, undefined],
  ['date', { day: '31', month: '2', year: '2026' }, { day: '31', month: '2', year: '2026' }],
  ['date', { day: '1', month: 'marx', year: '2026' }, { day: '1', month: 'marx', year: '2026' }],
  ['date', { day: '1', month: '3', year: '26' }, { day: '1', month: '3', year: '26' }],
  ['time', '9:30', '09:30'],
  ['time', '9.30am', '09:30'],
  ['time', '9.30 p.m.', '21:30'],
  ['time', '0930', '09:30'],
  ['time', '14:00', '14:00'],
  ['time', '14h05', '14:05'],
  ['time', '12am', '00:00'],
  ['time', '12:15pm', '12:15'],
  ['time', 'noon', '12:00'],
  ['time', '9', '9'],
  ['time', '25:00', '25:00'],
  ['time', '13am', '13am'],
  ['password', ' secret ', ' secret '],
  ['hidden', ' as posted ', ' as posted '],
];

test.each(cases)('a %s typed as %j becomes %j', (control, typed, becomes) => {
  expect(normalise(here, { [control]: typed })[control]).toEqual(becomes);
});

test('a field that was not sent is absent', () => {
  expect(normalise(here, {})).toEqual({});
});

test('no choice at all is an empty list when one is required', () => {
  const required = step([field('pets', 'checkboxes', z.array(z.string()).min(1))]);
  expect(normalise(required, {})).toEqual({ pets: [] });
});

test('a box that is not ticked says no when an answer is due', () => {
  const due = step([field('agree', 'consent', z.literal(true)), field('news', 'consent', z.boolean())]);
  expect(normalise(due, {})).toEqual({ agree: false, news: false });
});

test('a unit behind a number is dropped', () => {
  const weight = step([field('weight', 'decimal', z.number(), { meta: { suffix: 'kg' } })]);
  expect(normalise(weight, { weight: '72.5 KG' })).toEqual({ weight: 72.5 });
});

test('any body is read and normalised without an error and without a changed prototype', () => {
  const names = fc.constantFrom(
    ...everyControl.map((each) => each.name),
    'date-day',
    'date-month',
    'date-year',
    '__proto__',
    'constructor',
    'hasOwnProperty',
  );
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('1,2', '1.', '٣', '12pm', '+'),
  );
  const body = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.oneof(text, fc.array(text), fc.jsonValue())));
  const prototype = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  fc.assert(
    fc.property(body, (each) => {
      const raw = readRaw(here, each);
      const candidate = normalise(here, raw);
      const answers = readAnswers(here, each);
      for (const made of [raw, candidate, answers]) {
        expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
        expect(Object.keys(made).every((name) => everyControl.some((known) => known.name === name))).toBe(
          true,
        );
      }
      expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(prototype);
    }),
    { numRuns: 500 },
  );
});

test('what is normalised is not changed by being normalised again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('text', 'textarea', 'email', 'tel', 'url', 'code', 'time'),
      fc.string(),
      (name, text) => {
        const once = normalise(here, { [name]: text })[name];
        if (typeof once === 'string') expect(normalise(here, { [name]: once })[name]).toBe(once);
      },
    ),
    { numRuns: 500 },
  );
});

test.each(['1', '9 ', '1,', 'a.', ' x'])(
  'a million characters of %j are normalised in linear time',
  (unit) => {
    const typed = unit.repeat(1_000_000 / unit.length);
    const long = normalise(here, Object.fromEntries(everyControl.map(({ name }) => [name, typed])));
    expect(typeof long['decimal']).toBe('string');
  },
);
