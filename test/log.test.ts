import { expect, test } from '@jest/globals';
import { factsOf, messageOf } from '../src/log.ts';

test('an error is summed up without its message', () => {
  const error = Object.assign(new RangeError('ada@example.org is taken'), { code: 'E_TAKEN' });
  const facts = factsOf(error);
  expect(facts).toMatchObject({ error: 'RangeError', code: 'E_TAKEN' });
  expect(facts.at).toContain('log.test.ts');
  expect(JSON.stringify(facts)).not.toContain('ada');
});

test('a message that looks like a stack is not taken for one', () => {
  const facts = factsOf(new Error('first\n    at ada (secret.ts:1:2)\nlast'));
  expect(facts.at).toContain('log.test.ts');
});

test('a code that is no plain code is left out', () => {
  expect(factsOf(Object.assign(new Error('x'), { code: 'ada lovelace' })).code).toBeUndefined();
});

test('a thrown value that is no error is named by its type', () => {
  expect([factsOf('ada'), factsOf(null), factsOf(undefined)]).toEqual([
    { error: 'string' },
    { error: 'null' },
    { error: 'undefined' },
  ]);
});

test('a message is bounded', () => {
  expect(messageOf(new Error('x'.repeat(5000)))).toHaveLength(1000);
});
