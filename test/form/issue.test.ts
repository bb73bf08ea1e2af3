import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Control } from '../../src/controls/all.ts';
import type { Json } from '../../src/definition/answers.ts';
import type { FieldMeta } from '../../src/definition/field.ts';
import { isoMonth } from '../../src/controls/month.ts';
import { validate } from '../../src/form/validate.ts';
import { wordIssue } from '../../src/form/issue.ts';
import { faults } from '../../src/language/en/faults.ts';
import { english, languageOf } from '../../src/language/language.ts';
import { field, step, stepPlace } from '../support/fields.ts';

const context = {
  earlier: () => ({ live: {} }),
  now: new Date(2026, 2, 15, 12),
  today: '2026-03-15',
  services: undefined,
  context: () => undefined,
  signal: () => new AbortController().signal,
};

type Case = readonly [
  control: Control,
  schema: z.ZodType,
  value?: Json | undefined,
  meta?: Partial<FieldMeta>,
];

const lists = z.array(z.enum(['a', 'b', 'c']));
const dates = z.iso.date();
const months = z.stringFormat('month', isoMonth);
const ranges = z.object({ from: dates, to: dates });
const rows = z.object({ it: z.enum(['a']) });
const signatures = z.object({ name: z.string(), drawing: z.string() });
const euros = { currency: 'EUR' };
const parts = (day: string, month: string, year: string) => ({ day, month, year });

const aFile = { id: 'a', name: 'b' };
const fileRef = z.strictObject({ id: z.string(), name: z.string() });
const label = 'Größe';
const grid = { options: [{ value: 'a', label }], questions: [{ value: 'it', label }] };

/** Every fault of every control, with numbers and dates that each language writes in its own way. */
const cases: readonly Case[] = [
  ...(['text', 'textarea', 'code', 'password', 'hidden'] as const).flatMap((control): Case[] => [
    [control, z.string()],
    [control, z.string().regex(/^x/), 'abc'],
    [control, z.string().min(1000), 'abc'],
    [control, z.string().max(1000), 'a'.repeat(1001)],
    [control, z.string().max(1), 'abc'],
    [control, z.string().length(1000), 'abc'],
    [control, z.string().length(1), 'abc'],
  ]),
  ...(['email', 'tel', 'url', 'time'] as const).flatMap((control): Case[] => [
    [control, z.string()],
    [control, z.string().regex(/^x/), 'abc'],
  ]),
  ...(['integer', 'decimal', 'money'] as const).flatMap((control): Case[] => [
    [control, z.number(), undefined, euros],
    [control, z.number(), 'viele', euros],
    [control, z.number(), '2.000', euros],
    [control, z.number(), '2.001', euros],
    [control, z.number().min(1234.5), 0, euros],
    [control, z.number().gt(1234.5), 0, euros],
    [control, z.number().max(1234.5), 2000, euros],
    [control, z.number().lt(1234.5), 2000, euros],
    [control, z.number().max(1234.5), 2000],
    [control, z.number().multipleOf(2.5), 1],
    [control, z.number().multipleOf(0.01), 1.555],
    [control, z.number().multipleOf(0.1), 1.55],
  ]),
  ['year', z.number()],
  ['year', z.number(), 26],
  ['year', z.number(), 'neulich'],
  ['year', z.number().min(2000), 1999],
  ...(['radios', 'select'] as const).flatMap((control): Case[] => [
    [control, z.enum(['a'])],
    [control, z.enum(['a']), 'b'],
  ]),
  ['yesno', z.boolean()],
  ['yesno', z.boolean(), 'vielleicht'],
  ['consent', z.literal(true), false],
  ['checkboxes', lists.min(1), []],
  ['checkboxes', lists, ['d']],
  ['checkboxes', lists.min(1000), ['a']],
  ['checkboxes', lists.max(1), ['a', 'b']],
  ['checkboxes', z.array(z.string()).max(1000), Array.from({ length: 1001 }, String)],
  ['checkboxes', lists.length(1000), ['a']],
  ['checkboxes', lists.length(1), ['a', 'b']],
  [
    'checkboxes',
    lists,
    ['a', 'b'],
    {
      options: [
        { value: 'a', label },
        { value: 'b', label, exclusive: true },
      ],
    },
  ],
  ['file', fileRef],
  ['file', fileRef, {}],
  ...(['empty', 'gone', 'cut', 'unscanned'] as const).map((why): Case => [
    'file',
    fileRef,
    { refused: { why } },
  ]),
  [
    'file',
    fileRef,
    { refused: { why: 'kind', types: ['image/*', 'audio/*', 'video/*', 'text/*', 'application/pdf'] } },
  ],
  ['file', fileRef, { refused: { why: 'scan', message: label } }],
  ['file', fileRef, { refused: { why: 'size', maxBytes: 2_500_000 } }],
  ['file', fileRef, { refused: { why: 'room', maxBytes: 2_500_000 } }],
  ['file', z.array(fileRef).min(1_000), [aFile]],
  ['file', z.array(fileRef).max(1), [aFile, aFile]],
  ['file', z.array(z.any()).max(1_000), Array.from({ length: 1001 }, () => aFile)],
  ['file', z.array(fileRef).length(1_000), [aFile]],
  ['file', z.array(fileRef).length(1), [aFile, aFile]],
  ['month', months],
  ['month', months, 'bald'],
  ['month', months, { month: '13', year: '2026' }],
  ['month', months, { month: '', year: '2026' }],
  ['month', months, '2026-02', { notBefore: '2026-03' }],
  ['text', z.string(), 'eins zwei drei', { maxWords: 2 }],
  ['text', z.string(), 'eins zwei', { maxWords: 1 }],
  ['range', ranges],
  ['range', ranges.refine(() => false), { from: '2026-03-01', to: '2026-03-01' }],
  ['range', ranges, { to: '2026-03-01' }],
  ['range', ranges, { from: '2026-03-01' }],
  ['range', ranges, { from: '2026-03-01', to: '2026-03-01' }, { minDays: 1000 }],
  ['range', ranges, { from: '2026-03-01', to: '2026-03-03' }, { maxDays: 2 }],
  ['range', ranges, { from: '2026-03-01', to: '2026-03-03' }, { maxDays: 1 }],
  ['matrix', rows],
  ['matrix', rows.refine(() => false), { it: 'a' }, grid],
  ['matrix', rows, {}, grid],
  ['signature', signatures],
  ['signature', signatures, { name: 'x', drawing: 'y' }],
  ['date', dates],
  ['date', dates, '2026-03-16', { notAfter: 'today - 14 days' }],
  ['date', dates, 'bald'],
  ['date', dates, parts('30', '2', '2026')],
  ['date', dates, parts('', '2', '2026')],
  ['date', dates, parts('1', '', '')],
  ['date', dates, parts('32', '2', '2026')],
  ['date', dates, parts('1', '13', '2026')],
  ['date', dates, parts('1', '2', '26')],
  ['date', dates, parts('32', '13', '26')],
  ['date', dates, '2026-03-01', { after: '2026-03-01' }],
  ['date', dates, '2026-02-01', { notBefore: '2026-03-01' }],
  ['date', dates, '2026-03-01', { before: '2026-03-01' }],
  ['date', dates, '2026-03-02', { notAfter: '2026-03-01' }],
  ['date', dates, '2026-03-15', { after: 'today' }],
  ['date', dates, '2026-03-14', { notBefore: 'today' }],
  ['date', dates, '2026-03-15', { before: 'today' }],
  ['date', dates, '2026-03-16', { notAfter: 'today' }],
];

const question = 'Wie groß ist es?';

/** Instead of its English words each text has its own key, and its placeholders. */
const words = Object.fromEntries(
  Object.entries(faults).map(([key, text]) => [
    key,
    [`[${key}]`, ...(text.match(/\{\w+\}/g) ?? []).filter((name) => name !== '{name}')].join(' '),
  ]),
);

async function messagesIn(tag: string): Promise<readonly string[]> {
  const language = languageOf(tag, words);
  const said = cases.flatMap((each) =>
    [label, question].map(async (asked) => {
      const [control, schema, value, meta] = each;
      const options = meta?.options ?? [];
      const here = stepPlace([field('it', control, schema, { options, meta: { label: asked, ...meta } })]);
      const validated = await validate(here, { it: value }, context);
      const issues = validated.ok ? [] : validated.issues;
      expect(issues).toHaveLength(1);
      return issues.map((issue) => wordIssue(issue, here.step, language).message).join();
    }),
  );
  return Promise.all(said);
}

/** What the messages say beside the replaced words and the author's label. */
function valuesIn(messages: readonly string[]): ReadonlySet<string> {
  const bare = messages.map((message) =>
    message
      .replaceAll(/\[[\w.]+\]/g, '')
      .replace(/^.* – /, '')
      .replaceAll(label, '')
      .replaceAll(/[\u00a0\u202f]/g, ' ')
      .trim(),
  );
  return new Set(bare.filter((text) => text !== ''));
}

test('no fault of any control says anything in English when its words are replaced', async () => {
  expect(valuesIn(await messagesIn('de'))).toEqual(
    new Set([
      '2000',
      '2000 2',
      '2001',
      '2001 2,001',
      '2',
      '64',
      '2,5',
      '1.000',
      '1.234,5',
      '1.234,50 €',
      ', , ,  oder PDF',
      '2,5 MB',
      '1. März 2026',
      'März 2026',
      'Februar 2026 28',
    ]),
  );
  expect(valuesIn(await messagesIn('fr'))).toEqual(
    new Set([
      '2000',
      '2000 2',
      '2001',
      '2001 2,001',
      '2',
      '64',
      '2,5',
      '1 000',
      '1 234,5',
      '1 234,50 €',
      ', , ,  ou PDF',
      '2,5 Mo',
      '1 mars 2026',
      'mars 2026',
      'février 2026 28',
    ]),
  );
});

test('every text of the faults is said of some control', async () => {
  const messages = (await messagesIn('de')).join();
  const ofFields = Object.keys(faults).filter((key) => !/\.items(\.one)?$|^changed$/.test(key));
  const unsaid = ofFields.filter((key) => !messages.includes(`[${key}]`));
  // A text of no character is no answer, so none is too short for a single one.
  expect(unsaid).toEqual(['tooShort.one']);
});

test("an author's own message is as it was written where a language has no words for it", () => {
  const issue = { field: 'it', code: 'check', message: 'Choose another one' };
  expect(wordIssue(issue, step([]), languageOf('de'))).toBe(issue);
  const german = languageOf('de', { 'messages.Choose another one': 'Bitte ein anderes' });
  expect(wordIssue(issue, step([]), german).message).toBe('Bitte ein anderes');
});

test('a field that its step no longer has is spoken of in general words', () => {
  const issue = { field: 'gone', code: 'required', fault: { key: 'required.text' } } as const;
  expect(wordIssue(issue, step([]), english)).toEqual({
    field: 'gone',
    code: 'required',
    message: 'Enter an answer',
  });
});
