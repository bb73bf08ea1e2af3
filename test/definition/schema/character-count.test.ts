import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { z as older } from 'zod-4-3';
import { introspect } from '../../../src/definition/schema/introspect.ts';
import { wordIssue } from '../../../src/form/issue.ts';
import { parseField } from '../../../src/form/parse-field.ts';
import { english } from '../../../src/language/language.ts';
import { code, longText } from '../../../src/index.ts';

const emoji = '\u{1F600}';
const family = '👨‍👩‍👧‍👦';

async function messageFor(schema: z.ZodType, value: string): Promise<string | undefined> {
  const { field } = introspect('story', schema);
  const parsed = await parseField(field, value);
  return parsed.ok ? undefined : wordIssue(parsed.issue, { fields: [field] }, english).message;
}

// The peer range of zod begins where it counted code units.
const zods = [
  ['installed', z],
  ['oldest', older as unknown as typeof z],
] as const;

test.each(zods)('limits of a length count characters, by the %s zod', async (_name, { string }) => {
  const most = string().max(4).meta({ label: 'Story' });
  expect(await messageFor(most, emoji.repeat(4))).toBeUndefined();
  expect(await messageFor(most, emoji.repeat(5))).toBe('Story must be 4 characters or fewer');
  expect(await messageFor(most, `${family}`)).toBe('Story must be 4 characters or fewer');
  const least = string().min(3);
  expect(await messageFor(least, emoji.repeat(2))).toMatch(/3 characters or more/);
  expect(await messageFor(least.optional(), emoji.repeat(3))).toBeUndefined();
  const exact = string().length(2);
  expect(await messageFor(exact, emoji.repeat(2))).toBeUndefined();
  expect(await messageFor(exact, emoji)).toMatch(/must be 2 characters/);
  expect(await messageFor(exact, 'abc')).toMatch(/must be 2 characters/);
});

test.each(zods)(
  'what is too long is said in the words of its author, by the %s zod',
  async (_name, { string }) => {
    expect(await messageFor(string().max(2, 'Two at most'), 'abc')).toBe('Two at most');
    expect(await messageFor(string().max(9, 'Nine').max(2, { error: 'Two' }), 'abc')).toBe('Two');
  },
);

test('nothing that is too long is given to patterns and refinements', async () => {
  const seen: number[] = [];
  const watched = longText('Story')
    .max(10)
    .refine(({ length }) => seen.push(length) > 0);
  expect(await messageFor(watched, 'a'.repeat(11))).toMatch(/10 characters or fewer/);
  expect(seen).toEqual([]);
});

test('a code takes 64 characters, unless its author says otherwise', async () => {
  const slow = code('Code', { pattern: /^([A-Z0-9]+-?)+$/ });
  expect(await messageFor(slow, `${'A'.repeat(100)}!`)).toBe('Code must be 64 characters or fewer');
  expect(await messageFor(code('Code').max(100), 'A'.repeat(100))).toBeUndefined();
});
