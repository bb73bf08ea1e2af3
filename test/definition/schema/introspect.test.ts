import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { core } from 'zod';
import * as makers from '../../../src/definition/write/makers.ts';
import { introspect } from '../../../src/definition/schema/introspect.ts';

const { choice, choices, code, consent, date, decimal, email, hidden, integer, longText } = makers;
const { money, secret, tel, text, time, url, yesNo } = makers;

const ten = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`o${index}`, `Option ${index}`]));
const label = { label: 'X' };

test.each<[string, core.$ZodType, string, string, boolean]>([
  ['text', text('X'), 'text', 'string', true],
  ['longText', longText('X').max(500), 'textarea', 'string', true],
  ['email, optional', email('X').optional(), 'email', 'string', false],
  ['tel', tel('X'), 'tel', 'string', true],
  ['url', url('X'), 'url', 'string', true],
  ['code', code('X', { pattern: /^\d+$/ }), 'code', 'string', true],
  ['integer', integer('X').min(1), 'integer', 'number', true],
  ['decimal', decimal('X'), 'decimal', 'number', true],
  ['money', money('X'), 'money', 'number', true],
  ['yesNo', yesNo('X'), 'yesno', 'boolean', true],
  [
    'choice of 7',
    choice('X', { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E', f: 'F', g: 'G' }),
    'radios',
    'string',
    true,
  ],
  ['choice of 10', choice('X', ten), 'select', 'string', true],
  ['choice of 10 as radios', choice('X', ten, { control: 'radios' }), 'radios', 'string', true],
  ['choices', choices('X', { a: 'A' }), 'checkboxes', 'list', true],
  ['choices, optional', choices('X', { a: 'A' }).optional(), 'checkboxes', 'list', false],
  ['consent', consent('X'), 'consent', 'boolean', true],
  ['date', date('X', { after: 'today' }), 'date', 'string', true],
  ['time', time('X'), 'time', 'string', true],
  ['secret', secret('X').min(8), 'password', 'string', true],
  ['hidden', hidden('X', { value: 'web' }), 'hidden', 'string', true],
  ['z.string()', z.string().meta(label), 'text', 'string', true],
  ['z.email()', z.email().meta(label), 'email', 'string', true],
  ['z.string().email()', z.string().email().meta(label), 'email', 'string', true],
  ['z.url()', z.url().meta(label), 'url', 'string', true],
  ['z.number().int()', z.number().int().meta(label), 'integer', 'number', true],
  ['z.number() with a default', z.number().meta(label).default(3), 'decimal', 'number', false],
  ['z.boolean()', z.boolean().meta(label), 'yesno', 'boolean', true],
  ['z.literal(true)', z.literal(true).meta(label), 'consent', 'boolean', true],
  ['z.enum()', z.enum(['a', 'b']).meta(label), 'radios', 'string', true],
  ['a union of literals', z.union([z.literal('a'), z.literal('b')]).meta(label), 'radios', 'string', true],
  ['z.array(z.enum())', z.array(z.enum(['a', 'b'])).meta(label), 'checkboxes', 'list', true],
  ['z.iso.date()', z.iso.date().meta(label), 'date', 'string', true],
  ['z.iso.time()', z.iso.time().meta(label), 'time', 'string', true],
  ['nullish', z.string().meta(label).nullish(), 'text', 'string', false],
  ['a regex and a trim', z.string().trim().regex(/a/).meta(label), 'text', 'string', true],
  [
    'preprocessed, optional inside',
    z.preprocess((x) => x, z.string().optional()).meta(label),
    'text',
    'string',
    false,
  ],
])('%s is read', (_name, schema, control, shape, required) => {
  const { field, faults } = introspect('x', schema);
  expect(faults).toEqual([]);
  expect({ control: field.control, shape: field.shape, required: field.required }).toEqual({
    control,
    shape,
    required,
  });
  expect(field.meta.label).toBe('X');
});

test('the meta of inner layers is kept and that of outer ones wins', () => {
  const schema = text('Inner', { hint: 'Kept' }).optional().meta({ label: 'Outer' }).default('x');
  expect(introspect('x', schema).field.meta).toEqual({ label: 'Outer', hint: 'Kept', control: 'text' });
});

test('lengths are the tightest of the checks', () => {
  const { field } = introspect('x', text('X').min(3).max(9).max(5).optional());
  expect([field.minLength, field.maxLength]).toEqual([3, 5]);
});

test('options keep the order of a list, number-like values included', () => {
  const schema = choice('X', [
    { value: '10', label: 'Ten' },
    { value: '2', label: 'Two', hint: 'Small', afterDivider: true },
  ]).optional();
  const { field, faults } = introspect('x', schema);
  expect(faults).toEqual([]);
  expect(field.options).toEqual([
    { value: '10', label: 'Ten' },
    { value: '2', label: 'Two', hint: 'Small', afterDivider: true },
  ]);
});

test('options without labels of their own get them from their values', () => {
  const { field } = introspect('x', z.enum(['notSure', 'self-employed', 'not_now']).meta(label));
  expect(field.options.map((option) => option.label)).toEqual(['Not sure', 'Self-employed', 'Not now']);
});

test('a schema that changes its type cannot be compared; one that keeps it can', () => {
  const comparable = (schema: core.$ZodType) => introspect('x', schema).field.comparable;
  expect(comparable(text('X').transform(Number))).toBe(false);
  expect(comparable(date('X').pipe(z.coerce.date()))).toBe(false);
  expect(
    comparable(z.codec(z.iso.date(), z.date(), { decode: (s) => new Date(s), encode: (d) => d.toJSON() })),
  ).toBe(false);
  expect(comparable(text('X').toUpperCase().refine(Boolean).brand('Name').optional())).toBe(true);
  expect(comparable(text('X').pipe(z.string().max(3)))).toBe(true);
});

test('a field is frozen, its schema is not', () => {
  const { field } = introspect('x', choice('X', { a: 'A' }));
  expect(Object.isFrozen(field) && Object.isFrozen(field.meta) && Object.isFrozen(field.options[0])).toBe(
    true,
  );
  expect(Object.isFrozen(field.schema)).toBe(false);
});

test.each<[string, core.$ZodType, readonly unknown[], readonly unknown[]]>([
  ['text', text('X'), ['a'], ['', undefined]],
  [
    'tel',
    tel('X'),
    ['+44 20 7946 0958', '(0117) 496-0000', '01632 960 001 ext 4', '0 20 7946 0958'],
    ['12', 'call me', '1'.repeat(16), 'tel:020 7946 0958'],
  ],
  [
    'tel with an extension',
    tel('X'),
    ['x12', 'x 12', 'ext 12', 'ext. 123456', 'extension 12', '#12', 'EXT 1'].map(
      (end) => `020 7946 0958 ${end}`,
    ),
    ['ext', 'x1234567', 'ext 12 ext 13', 'extra 12', '##12'].map((end) => `020 7946 0958 ${end}`),
  ],
  [
    'email',
    email('X'),
    [
      'tom&jerry@example.org',
      'sales/uk@example.org',
      'a!b@example.org',
      'ann@xn--e1afmkfd.xn--p1ai',
      "o'b+x@a-b.example",
    ],
    [
      'ann@example',
      'ann@-a.example',
      'ann@a-.example',
      'ann@example.c',
      'ann lee@example.org',
      `ann@${'a'.repeat(64)}.org`,
    ],
  ],
  [
    'url',
    url('X'),
    ['https://example.org/a?b', 'http://xn--e1afmkfd.xn--p1ai:8080/x', 'HTTPS://EXAMPLE.ORG'],
    [
      'javascript:alert(1)',
      'https://x',
      'ftp://example.org',
      'https://a_b.example',
      'https://a-.example',
      'https://1.2.3.4',
    ],
  ],
  ['integer', integer('X'), [0, -3], [1.5, '1']],
  ['money', money('X'), [0, 12.34, 0.29, 1_000_000.01], [-1, 1.234]],
  ['money without coins', money('X', { currency: 'JPY' }), [120], [1.5]],
  ['choices', choices('X', { a: 'A', b: 'B' }), [['a'], ['a', 'b']], [[], ['c']]],
  ['consent', consent('X'), [true], [false, undefined]],
  ['date', date('X'), ['2028-02-29'], ['2027-02-29', '1/2/2027']],
  ['time', time('X'), ['09:30', '23:59'], ['24:00', '9:30', '09:30:15']],
])('%s takes what it should and nothing else', (_name, schema, good, bad) => {
  const takes = (value: unknown) => z.safeParse(schema, value).success;
  expect(good.filter((value) => !takes(value))).toEqual([]);
  expect(bad.filter(takes)).toEqual([]);
});
