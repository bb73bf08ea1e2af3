import { expect, test } from '@jest/globals';
import { and, date, range, text, wizard } from '../../../src/index.ts';
import type { Condition } from '../../../src/definition/answers.ts';
import { findStep } from '../../../src/definition/place.ts';
import type { Step } from '../../../src/definition/model.ts';
import type { RawValue } from '../../../src/controls/raw.ts';
import type { WordedIssue } from '../../../src/form/issue.ts';
import { fieldView } from '../../../src/render/pages/field-view.ts';
import { namesRead, pageCondition } from '../../../src/render/pages/page-condition.ts';
import { issueTarget } from '../../../src/render/pages/form-view.ts';
import { english } from '../../../src/language/language.ts';
import type { StepPlace } from '../../../src/definition/place.ts';
import { placeOf as alone } from '../../support/definition.ts';
import { aField, aStep, placeOf, steps } from './sample.ts';

function view(
  given: Step | StepPlace,
  name: string,
  raw?: RawValue,
  issue?: Omit<WordedIssue, 'field' | 'code'>,
) {
  const place = 'step' in given ? given : placeOf(given);
  const field = place.step.fields.find((each) => each.name === name)!;
  return fieldView(
    field,
    { raw, issue: issue && { ...issue, field: name, code: 'invalid' } },
    {
      place,
      say: english.say,
      language: 'en',
      earlier: { live: {} },
    },
  );
}

test('ids hold the step, so that two steps never share one', () => {
  const inPart = alone(aStep({ id: 'name', title: 'Name', fields: steps.name.fields }), ['applicant']);
  expect([view(steps.name, 'full')?.id, view(inPart, 'full')?.id]).toEqual([
    'name-full',
    'applicant-name-full',
  ]);
});

test('an optional question says so', () => {
  expect(view(steps.contact, 'phone')?.label).toBe('Telephone number (optional)');
});

test('hint, count and error describe the control', () => {
  expect(view(steps.name, 'full', 'x', { message: 'No' })?.describedBy).toBe(
    'name-full--hint name-full--error',
  );
  expect(view(steps.every, 'notes')?.describedBy).toBe('every-notes--count');
});

test('a control knows what kind of keyboard and help it wants', () => {
  expect(view(steps.contact, 'email')?.attributes).toContain(
    'type="email" inputmode="email" autocomplete="email"',
  );
  expect(view(steps.contact, 'email')?.attributes).toContain('spellcheck="false"');
  expect(view(steps.name, 'full')?.attributes).toContain('autocomplete="name" spellcheck="false"');
  expect(view(steps.travel, 'budget')?.attributes).toContain('inputmode="decimal"');
  // The number pad of an iPhone has no minus.
  expect(view(steps.travel, 'bags')?.attributes).not.toContain('inputmode');
});

test('money has its sign before it, a unit stands behind', () => {
  expect(view(steps.travel, 'budget')).toMatchObject({ prefix: '£', width: 10 });
  expect(view(steps.travel, 'bags')).toMatchObject({ suffix: 'kg' });
});

test('one visitor has made an error, the next one none', () => {
  expect(view(steps.name, 'full', 'x', { message: 'No' })).toMatchObject({ error: 'No', value: 'x' });
  const { error, errorId, describedBy, attributes, value } = view(steps.name, 'full')!;
  expect([error, errorId, describedBy, value]).toEqual([undefined, undefined, 'name-full--hint', '']);
  expect(attributes).not.toContain('invalid');
});

test('a password never comes back', () => {
  expect(view(steps.every, 'secret', 'hunter2')?.value).toBe('');
});

test('of a date, only the faulty parts are marked; all of them when no part is named', () => {
  const raw = { day: '27', month: '13', year: '2027' };
  const faulty = (parts?: WordedIssue['parts']) =>
    view(steps.travel, 'arrival', raw, { message: 'No', ...(parts && { parts }) })?.parts.map(
      (part) => part.faulty,
    );
  expect(faulty(['month'])).toEqual([false, true, false]);
  expect(faulty()).toEqual([true, true, true]);
  expect(view(steps.travel, 'arrival', raw)?.parts.map(({ name, value }) => [name, value])).toEqual([
    ['arrival-day', '27'],
    ['arrival-month', '13'],
    ['arrival-year', '2027'],
  ]);
});

test('the chosen options are checked, the first has the id of the field', () => {
  const options = view(steps.every, 'help', ['hearing', 'moving'])?.options;
  expect(options?.map(({ id, checked }) => [id, checked])).toEqual([
    ['every-help', false],
    ['every-help--2', true],
    ['every-help--3', true],
  ]);
  expect(view(steps.every, 'before', 'no')?.options.map(({ value, checked }) => [value, checked])).toEqual([
    ['yes', false],
    ['no', true],
  ]);
});

test('a field that earlier answers hide is not there', () => {
  const step = aStep({
    id: 's',
    title: 'S',
    fields: [
      aField({
        name: 'f',
        control: 'text',
        meta: { label: 'F' },
        show: { op: 'answered', ref: ['name', 'full'] },
      }),
    ],
  });
  expect(view(step, 'f')).toBeUndefined();
});

test("the error summary leads to a group's first option and a date's first bad part", () => {
  const issue = { code: 'invalid', message: 'No' };
  expect(issueTarget(placeOf(steps.purpose), { ...issue, field: 'why' })).toBe('purpose-why');
  expect(issueTarget(placeOf(steps.travel), { ...issue, field: 'arrival', parts: ['month', 'year'] })).toBe(
    'travel-arrival--month',
  );
  expect(issueTarget(placeOf(steps.travel), { ...issue, field: 'arrival' })).toBe('travel-arrival--day');
  expect(issueTarget(placeOf(steps.travel), { ...issue, field: '' })).toBeUndefined();
});

const own: Condition = { op: 'eq', ref: ['every', 'before'], value: true };
const earlier: Condition = { op: 'eq', ref: ['name', 'full'], value: 'Ada' };
const ada = { live: { name: { full: 'Ada' } } };
const every = placeOf(steps.every);

test("references to the step's own fields are left to the page", () => {
  expect(pageCondition(own, every, { live: {} })).toEqual({ op: 'eq', field: 'before', value: true });
});

test('references to the parts of an answer of the step are left to the page', () => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .step('s', {
      title: 'S',
      fields: { dates: range('Dates'), paid: date('Paid'), why: text('Why?') },
      show: {
        why: (s) => and(s.dates.to.gt(s.dates.from), s.paid.lt(s.dates.from), s.dates.to.gt('2027-01-01')),
      },
    })
    .complete({ action: 'Send' });
  const place = findStep(definition, 's')!;
  const { show } = place.step.fields.find(({ name }) => name === 'why')!;
  const [from, to] = ['from', 'to'].map((part) => ({ field: 'dates', part }));
  expect(pageCondition(show!, place, { live: {} })).toEqual({
    op: 'and',
    of: [
      { op: 'gt', ...to, value: from },
      { op: 'lt', field: 'paid', value: from },
      { op: 'gt', ...to, value: '2027-01-01' },
    ],
  });
  expect([...namesRead(place)].toSorted()).toEqual(['dates', 'paid']);
});

test('what earlier answers decide is decided', () => {
  expect(pageCondition(earlier, every, ada)).toBe(true);
  expect(pageCondition({ op: 'not', of: earlier }, every, ada)).toBe(false);
});

test('a decided part falls away or decides the whole', () => {
  const left = { op: 'eq', field: 'before', value: true };
  expect(pageCondition({ op: 'and', of: [earlier, own] }, every, ada)).toEqual(left);
  expect(pageCondition({ op: 'and', of: [earlier, own] }, every, { live: {} })).toBe(false);
  expect(pageCondition({ op: 'or', of: [earlier, own] }, every, ada)).toBe(true);
  expect(pageCondition({ op: 'or', of: [own, { op: 'not', of: own }] }, every, { live: {} })).toEqual({
    op: 'or',
    of: [left, { op: 'not', of: left }],
  });
});
