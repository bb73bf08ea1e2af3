import { expect, test } from '@jest/globals';
import { month as control } from '../../src/controls/month.ts';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { candidatesOf } from '../../src/definition/condition/candidates.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { month, text, wizard } from '../../src/index.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('month');
const limited = asked('month', { meta: { notBefore: 'today', notAfter: '2027-06' } });

test.each([
  ['3', '2027', '2027-03'],
  ['03', '２０２７', '2027-03'],
  ['March', '2027', '2027-03'],
  ['sept', '2027', '2027-09'],
  ['', '', undefined],
  ['13', '2027', { month: '13', year: '2027' }],
  ['', '2027', { month: '', year: '2027' }],
])('month %j and year %j are read as %j', (typedMonth, typedYear, becomes) => {
  expect(read({ month: typedMonth, year: typedYear })).toEqual(becomes);
});

test("a month's name is read in the page's language", () => {
  expect(read({ month: 'März', year: '2027' }, 'de')).toBe('2027-03');
});

test('a stored month stands in the control as its two parts', () => {
  expect(typed('2027-03')).toEqual({ month: '3', year: '2027' });
});

test.each([
  ['en', 'March 2027'],
  ['de', 'März 2027'],
])('in %s a stored month reads %j', (language, shown) => {
  expect(lines('2027-03', language)).toEqual([shown]);
});

test.each([
  [{ month: '', year: '2027' }, 'invalid.date.missing', ['month']],
  [{ month: '13', year: '2027' }, 'invalid.date.month', ['month']],
  [{ month: '3', year: '27' }, 'invalid.date.year', ['year']],
  [{ month: '13', year: '27' }, 'invalid.month', ['month', 'year']],
  ['2027-13', 'invalid.date.month', ['month']],
  ['soon', 'invalid.month', undefined],
])('%j is refused in words: %s', (value, key, parts) => {
  expect(control.faultOf?.(value, limited.field)).toMatchObject({ fault: { key } });
  expect(control.faultOf?.(value, limited.field)?.parts).toEqual(parts);
});

test.each([
  ['2026-12', 'tooEarly'],
  ['2027-01', undefined],
  ['2027-06', undefined],
  ['2027-07', 'tooLate'],
])('%s against limits from this month to June is %s', (answer, code) => {
  expect(control.limitFault?.(answer, limited.field, '2027-01-20')?.code).toBe(code);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test('conditions compare it by time, and the check knows the months next to one', () => {
  const { field } = introspect('ends', month('Ends', { notAfter: '2027-06' }));
  const compared = [{ op: 'gt', ref: ['a', 'ends'], value: '2026-12' }] as const;
  expect(candidatesOf(field, compared)).toEqual(expect.arrayContaining(['2026-11', '2026-12', '2027-01']));
  expect(candidatesOf(field, compared)).not.toContain('2027-07');
});

test.each([
  ['2027-3', /no month such as "2027-03"/],
  ['2027-03', undefined],
])('a condition that compares it with %j is checked', (value, message) => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .step('one', { title: 'One', fields: { ends: month('Ends') } })
    .step('two', {
      title: 'Two',
      fields: { name: text('Name') },
      when: (earlier) => earlier.one.ends.lt(value),
    })
    .complete({ action: 'Send' });
  const said = checkDefinition(definition).map((fault) => fault.message);
  expect(said).toEqual(message === undefined ? [] : [expect.stringMatching(message)]);
});

test('a limit that is no month is a fault of the definition', () => {
  const { faults } = introspect('ends', month('Ends', { notAfter: '2027-06-30' }));
  expect(faults).toMatchObject([{ code: 'wrong-option' }]);
});
