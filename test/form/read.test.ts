import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { normalise, readAnswers, readRaw } from '../../src/form/read.ts';
import { everyControl, field, step } from '../support/fields.ts';

const here = step(everyControl);

test('typed values are kept to the letter, newlines among them', () => {
  expect(readRaw(here, { text: '  a\r\nb ', email: ' x ' })).toEqual({ text: '  a\r\nb ', email: ' x ' });
});

test('only declared fields are read', () => {
  expect(readRaw(here, { text: 'a', other: 'b', _instance: 'c' })).toEqual({ text: 'a' });
});

test('the last of a repeated key counts', () => {
  expect(readRaw(here, { text: ['a', 'b'] })).toEqual({ text: 'b' });
});

test('checkboxes are a list, also when one is ticked', () => {
  expect(readRaw(here, { checkboxes: 'a' })).toEqual({ checkboxes: ['a'] });
  expect(readRaw(here, { checkboxes: ['a', 'b'] })).toEqual({ checkboxes: ['a', 'b'] });
});

test.each([
  ['the same', () => 'a', ['a']],
  ['different', (n: number) => `x${n}`, ['x0', 'x1', 'x2', 'x3']],
  ['odd', () => ({}), [{}, {}, {}, {}]],
])('a list of 450,000 values that are %s is cut before the schema sees it', (_, valueAt, kept) => {
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
  const pick = field('pick', 'checkboxes', z.array(z.enum(['a', 'b', 'c'])), { options });
  const sent = Array.from({ length: 450_000 }, (__, n) => valueAt(n));
  expect(readAnswers(step([pick]), { pick: sent })).toEqual({ pick: kept });
});

test('a list for a control of an author is cut too, and keeps what is said twice', () => {
  const list = readAnswers(here, { text: Array.from({ length: 450_000 }, () => 'a') })['text'];
  expect(list).toHaveLength(1_000);
});

test('a list for files is cut too: each of them would be judged', () => {
  const bills = field('bills', 'file', z.array(z.unknown()));
  const sent = { bills: Array.from({ length: 330_000 }, () => ({})) };
  expect(readAnswers(step([bills]), sent)['bills']).toHaveLength(1_000);
});

test('a date is read from its three parts', () => {
  expect(readRaw(here, { 'date-day': '1', 'date-year': '2026' })).toEqual({
    date: { day: '1', month: '', year: '2026' },
  });
});

test('what was not sent is absent', () => {
  expect(readRaw(here, {})).toEqual({});
});

test.each([[undefined], [null], ['text'], [['text']], [{ text: 1 }], [{ text: { a: 'b' } }], [{ text: [] }]])(
  'the odd body %j gives no values',
  (body) => {
    expect(readRaw(here, body)).toEqual({});
  },
);

test('values that are inherited are not read', () => {
  expect(readRaw(here, Object.create({ text: 'inherited' }))).toEqual({});
});

test('answers of a JSON front end are passed on, their strings trimmed', () => {
  expect(
    readAnswers(here, {
      text: ' a ',
      integer: 3,
      yesno: false,
      checkboxes: ['a'],
      date: '2026-03-01',
      password: ' p ',
      email: '',
      tel: null,
      other: 1,
    }),
  ).toEqual({ text: 'a', integer: 3, yesno: false, checkboxes: ['a'], date: '2026-03-01', password: ' p ' });
});

test('a text is stored alike whether it came from a page or as JSON', () => {
  const names = ['text', 'textarea', 'email', 'tel', 'url', 'code', 'password', 'hidden', 'time', 'radios'];
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'a\r\nBcc: x',
      'https://a.example/\r\nX: y',
      'a\u0000\u001bb',
      '\u200b\u00ad',
      'ann@müller.de',
      '٩:٣٠',
      ' a ',
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...names), text, (name, typed) => {
      const onPage = normalise(here, { [name]: typed });
      expect(readAnswers(here, { [name]: typed })).toEqual(onPage);
      expect(JSON.stringify(onPage)).not.toMatch(/\\u00[01]|[\u007f-\u009f]/);
    }),
    { numRuns: 500 },
  );
});

test('a list is stored alike whether it came from a page or as JSON', () => {
  for (const list of [['a', 'b', 'a'], ['a\0'], [''], []]) {
    expect(readAnswers(here, { checkboxes: list })).toEqual(normalise(here, { checkboxes: list }));
  }
});

test('nested values of a JSON front end are not carried along', () => {
  expect(readAnswers(here, { text: { deep: { deeper: 1 } }, checkboxes: ['a', [['b']]] })).toEqual({
    text: {},
    checkboxes: ['a', {}],
  });
});

test('a field that was not sent is absent', () => {
  expect(normalise(here, {})).toEqual({});
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

test('an amount that a program added up is stored as the amount that it means, and no other number is touched', () => {
  const asked = step((['money', 'decimal'] as const).map((kind) => field(kind, kind, z.number())));
  const sum = 0.1 + 0.2;
  expect(readAnswers(asked, { money: sum, decimal: sum })).toEqual({ money: 0.3, decimal: sum });
  for (const amount of [12.34, 1_000_000.01, 90_071_992_547_409.91, 9_007_199_254_740_991, 1.005])
    expect(readAnswers(asked, { money: amount })).toEqual({ money: amount });
});
