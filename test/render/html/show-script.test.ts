import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { controlOf, inputsOf } from '../../../src/controls/all.ts';
import type { Condition } from '../../../src/definition/answers.ts';
import type { Field } from '../../../src/definition/field.ts';
import type { StepPlace } from '../../../src/definition/place.ts';
import { introspect } from '../../../src/definition/schema/introspect.ts';
import { matrix, range, signature } from '../../../src/index.ts';
import { normalise, readRaw } from '../../../src/form/read.ts';
import { shownFields } from '../../../src/form/validate.ts';
import { everyControl, field, stepPlace } from '../../support/fields.ts';
import { pageScript, sentFor, type Sent } from '../../support/page-script.ts';

/** What people type, and what nobody does. */
const spellings = [
  '',
  ' ',
  '12,5',
  '1 234,50',
  '−5',
  '1.000',
  '1,250',
  '0,125',
  '15,50',
  '1.234,56',
  '١٢٫٥',
  '٩:٣٠',
  'gift 26',
  '\u200b',
  'a\u0000b',
  'ann@müller.de',
  'пример.рф/a',
  '1,234.50',
  '12 kg',
  '£12',
  '€12',
  'GBP 12',
  '5²',
  '１２',
  'thirty',
  '9.30am',
  '9:30',
  '0930',
  'noon',
  '14h30',
  '25:00',
  'yes',
  'no',
  'on',
  'Yes ',
  'a',
  'b',
  'c',
  'sw1a-1aa',
  'ann @example.com',
  'example.com',
  '(020) 7946-0958',
  'one\r\ntwo',
  'half \ud800',
  '__proto__',
  '[object Object]',
];
const dateParts = [
  '',
  '1',
  '31',
  '03',
  'Mar',
  'sept.',
  'maybe',
  '2026',
  '26',
  '٢٠٢٦',
  '\u200b',
  '０５',
  '−1',
  '0',
];

const here = ['here', 'asked'];

function asking(asked: Field, show: Condition): StepPlace {
  const shown = { ...field('shown', 'text', z.string().optional()), show };
  return stepPlace([{ ...asked, name: 'asked' }, shown]);
}

const onServer = (form: StepPlace, sent: Sent) =>
  shownFields(form, normalise(form.step, readRaw(form.step, sent)), { live: {} }).map(({ name }) => name);

const bounds = [20, 12.5, 0, '2026-03-01', '09:30', 'b', true, false] as const;
const comparisons: readonly Condition[] = [
  { op: 'answered', ref: here },
  { op: 'includes', ref: here, value: 'a' },
  ...bounds.flatMap((value): readonly Condition[] => [
    ...(['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const).map((op) => ({ op, ref: here, value })),
    { op: 'in', ref: here, values: [value] },
    { op: 'between', ref: here, low: value, high: value },
  ]),
];

const dressed = everyControl.flatMap((each) => {
  const kinds: readonly Partial<Field['meta']>[] =
    each.shape === 'number' ? [{}, { suffix: 'kg' }, { currency: 'GBP' }] : [{}];
  return kinds.flatMap((meta) =>
    [true, false].map((required) => ({ ...each, required, meta: { ...each.meta, ...meta } })),
  );
});
const named = dressed
  .filter(({ control }) => control !== 'hidden')
  .map(
    (each) =>
      [`${each.control} ${JSON.stringify(each.meta)} ${each.required ? 'due' : 'optional'}`, each] as const,
  );

test.each(named)('the page shows by %s what the server shows', (_name, asked) => {
  const { inputs } = controlOf(asked);
  const isParts = typeof inputs === 'object';
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...(isParts ? dateParts : spellings)) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
  );
  const typed = fc.array(text, { minLength: isParts ? 3 : 0, maxLength: 3 });
  const either = fc.constantFrom('and' as const, 'or' as const);
  const condition = fc.oneof(
    fc.constantFrom(...comparisons),
    fc.constantFrom(...comparisons).map((of): Condition => ({ op: 'not', of })),
    fc
      .tuple(either, fc.constantFrom(...comparisons), fc.constantFrom(...comparisons))
      .map(([op, one, other]): Condition => ({ op, of: [one, other] })),
  );
  fc.assert(
    fc.property(condition, fc.array(typed, { minLength: 1, maxLength: 12 }), (show, many) => {
      const form = asking(asked, show);
      const onPage = pageScript(form);
      for (const each of many) {
        const sent = sentFor('asked', inputs, each);
        expect({ sent, shown: onPage(sent) }).toEqual({ sent, shown: onServer(form, sent) });
      }
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['range', range('R'), dateParts],
  ['matrix', matrix('M', { food: 'Food', room: 'Room' }, { a: 'Good', b: 'Bad' }), ['', 'a', 'b', 'c']],
  ['signature', signature('S'), ['', 'Ann', 'b', 'M1 2']],
] as const)('the page shows by the parts of a %s what the server shows', (_name, schema, texts) => {
  const asked = introspect('asked', schema).field;
  const inputs = inputsOf(asked) as readonly string[];
  const typed = fc.array(fc.constantFrom(...texts), { minLength: inputs.length, maxLength: inputs.length });
  const parts = asked.parts!.map(({ name }) => [...here, name]);
  const condition = fc
    .tuple(fc.constantFrom(...comparisons), fc.constantFrom(...parts), fc.option(fc.constantFrom(...parts)))
    .map(([comparison, ref, other]): Condition => {
      const isOfTwo = other !== null && 'value' in comparison && comparison.op !== 'includes';
      return { ...comparison, ref, ...(isOfTwo ? { value: { ref: other } } : {}) } as Condition;
    });
  fc.assert(
    fc.property(condition, fc.array(typed, { minLength: 1, maxLength: 12 }), (show, many) => {
      const form = asking(asked, show);
      const onPage = pageScript(form);
      for (const each of many) {
        const sent = sentFor('asked', inputs, each);
        expect({ sent, shown: onPage(sent) }).toEqual({ sent, shown: onServer(form, sent) });
      }
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['integer', '−5', { op: 'lt', ref: here, value: 0 }],
  ['integer', '１２', { op: 'gte', ref: here, value: 10 }],
  ['decimal', '12,5', { op: 'lt', ref: here, value: 20 }],
  ['decimal', '12,50', { op: 'not', of: { op: 'gt', ref: here, value: 100 } }],
  ['money', '15,50', { op: 'not', of: { op: 'gt', ref: here, value: 1000 } }],
  ['time', '9:30', { op: 'not', of: { op: 'gte', ref: here, value: '18:00' } }],
  ['code', 'gift 26', { op: 'eq', ref: here, value: 'GIFT26' }],
  ['money', '1 234,50', { op: 'lt', ref: here, value: 2000 }],
  ['time', '9.30am', { op: 'eq', ref: here, value: '09:30' }],
  ['code', 'sw1a-1aa', { op: 'eq', ref: here, value: 'SW1A1AA' }],
] as const)('a field shown by a %s appears when %j is typed', (control, typed, show) => {
  const form = asking(
    everyControl.find((each) => each.control === control)!,
    show,
  );
  expect(pageScript(form)({ asked: [typed] })).toContain('shown');
});

test('a field shown by a date appears when its month is a name', () => {
  const asked = everyControl.find(({ control }) => control === 'date')!;
  const form = asking(asked, { op: 'lt', ref: here, value: '2026-06-01' });
  const onPage = pageScript(form);
  expect(onPage(sentFor('asked', ['day', 'month', 'year'], ['1', 'March', '2026']))).toContain('shown');
  expect(onPage(sentFor('asked', ['day', 'month', 'year'], ['1', 'July', '2026']))).not.toContain('shown');
});

test('a field shown by a hidden value is shown by what the page carries', () => {
  const asked = {
    ...everyControl.find(({ control }) => control === 'hidden')!,
    meta: { label: 'x', value: 'spring' },
  };
  const form = asking(asked, { op: 'eq', ref: here, value: 'spring' });
  expect(pageScript(form)({ asked: ['spring'] })).toEqual(['shown']);
  expect(pageScript(form)({ asked: ['autumn'] })).toEqual([]);
});

test('a field with an error is never hidden, and answers nothing where it is not asked', () => {
  const first = field('asked', 'yesno', z.boolean().optional());
  const second = {
    ...field('count', 'integer', z.number().optional()),
    show: { op: 'eq', ref: here, value: true } as const,
  };
  const third = {
    ...field('last', 'text', z.string().optional()),
    show: { op: 'gt', ref: ['here', 'count'], value: 3 } as const,
  };
  const onPage = pageScript(stepPlace([first, second, third]), undefined, ['count']);
  expect(onPage({ asked: ['no'], count: ['5'] })).toEqual(['asked', 'count']);
});

test('a field that hangs on one that is not shown is not shown either', () => {
  const first = field('asked', 'yesno', z.boolean().optional());
  const second = {
    ...field('count', 'integer', z.number().optional()),
    show: { op: 'eq', ref: here, value: true } as const,
  };
  const third = {
    ...field('last', 'text', z.string().optional()),
    show: { op: 'gt', ref: ['here', 'count'], value: 3 } as const,
  };
  const form = stepPlace([first, second, third]);
  const onPage = pageScript(form);
  expect(onPage({ asked: ['yes'], count: ['5'] })).toEqual(['asked', 'count', 'last']);
  expect(onPage({ asked: ['no'], count: ['5'] })).toEqual(['asked']);
});
