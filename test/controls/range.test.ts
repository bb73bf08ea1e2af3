import { expect, test } from '@jest/globals';
import { range as control } from '../../src/controls/range.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { range } from '../../src/index.ts';
import { languageOf } from '../../src/language/language.ts';
import { wordIssue } from '../../src/form/issue.ts';
import { validate } from '../../src/form/validate.ts';
import { stepPlace } from '../support/fields.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('range');

const sent = (from: string, to: string) => {
  const parts = (end: string, given: string) => {
    const [day = '', month = '', year = ''] = given.split(' ');
    return { [`${end}-day`]: day, [`${end}-month`]: month, [`${end}-year`]: year };
  };
  return { ...parts('from', from), ...parts('to', to) };
};

test.each([
  ['1 3 2027', '7 March 2027', { from: '2027-03-01', to: '2027-03-07' }],
  ['1 3 2027', '', { from: '2027-03-01' }],
  ['', '', undefined],
])('%j to %j is read as %j', (from, to, becomes) => {
  expect(read(sent(from, to))).toEqual(becomes);
});

test('a stored range stands in its inputs again', () => {
  expect(typed({ from: '2027-03-01', to: '2027-12-31' })).toEqual(sent('1 3 2027', '31 12 2027'));
});

test.each([
  ['en', '1 – 7 March 2027'],
  ['de', '1.–7. März 2027'],
])('in %s it reads %j', (tag, shown) => {
  const read = lines({ from: '2027-03-01', to: '2027-03-07' }, tag);
  expect(read.map((line) => line.replaceAll(/\s/g, ' '))).toEqual([shown]);
});

const stay = (options = {}) => {
  const { field, faults } = introspect('stay', range('Your stay', options));
  expect(faults).toEqual([]);
  return field;
};

async function said(options: object, typedInto: object | undefined) {
  const field = { ...stay(options) };
  const here = stepPlace([field]);
  const value = read(typedInto as never);
  const context = {
    earlier: () => ({ live: {} }),
    now: new Date(0),
    today: '2027-03-01',
    services: undefined,
    context: () => undefined,
    signal: () => new AbortController().signal,
  };
  const judged = await validate(here, { stay: value }, context);
  if (judged.ok) return undefined;
  const [issue] = judged.issues;
  return [wordIssue(issue!, here.step, languageOf('en')).message, issue!.parts?.join(' ')];
}

test.each([
  [{}, undefined, ['Enter your stay', undefined]],
  [{}, sent('1 3 2027', ''), ['Enter a date for “Last day”', 'to-day to-month to-year']],
  [
    {},
    sent('31 2 2027', '1 3 2027'),
    ['First day must be a real date: February 2027 has 28 days', 'from-day'],
  ],
  [{ last: 'Departure' }, sent('1 3 2027', '4 27'), ['Departure must include a year', 'to-year']],
  [
    {},
    sent('7 3 2027', '1 3 2027'),
    ['Last day must be the same as or after 7 March 2027', 'to-day to-month to-year'],
  ],
  [
    { notBefore: 'today', first: 'Arrival' },
    sent('28 2 2027', '1 3 2027'),
    ['Arrival must be today or later', 'from-day from-month from-year'],
  ],
  [
    { minDays: 3 },
    sent('1 3 2027', '2 3 2027'),
    ['Your stay must be 3 days or more', 'to-day to-month to-year'],
  ],
  [
    { maxDays: 2 },
    sent('1 3 2027', '3 3 2027'),
    ['Your stay must be 2 days or fewer', 'to-day to-month to-year'],
  ],
  [{ minDays: 3, maxDays: 3 }, sent('1 3 2027', '3 3 2027'), undefined],
])('with %j, of what was typed is said so: %#', async (options, typedInto, message) => {
  expect(await said(options, typedInto)).toEqual(message);
});

test('a front end sends both days, and what is none is refused in words', () => {
  expect(control.readJson?.({ from: '2027-03-01', to: 7, more: 'x' })).toEqual({
    from: '2027-03-01',
    to: {},
  });
  expect(control.readJson?.('2027-03-01')).toEqual({});
  expect(control.faultOf?.({ from: 'soon', to: '2027-03-01' }, stay())?.fault.key).toBe('invalid.date');
});

test('parts that a front end sends empty are absent, and so is the answer when there are no others', () => {
  expect(control.readJson?.({ from: '2027-03-01', to: '' })).toEqual({ from: '2027-03-01' });
  expect(control.readJson?.({ from: null, to: '' })).toBeUndefined();
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
