import { expect, test } from '@jest/globals';
import { readAnswers, readRaw } from '../../src/form/read.ts';
import { everyControl, step } from '../support/fields.ts';

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

test('nested values of a JSON front end are not carried along', () => {
  expect(readAnswers(here, { text: { deep: { deeper: 1 } }, checkboxes: ['a', [['b']]] })).toEqual({
    text: {},
    checkboxes: ['a', {}],
  });
});
