import { expect, test } from '@jest/globals';
import { catalogue, paragraphsOf, wordsFor } from '../../src/language/words.ts';

test('a text comes from the catalogue with its placeholders filled', () => {
  expect(wordsFor()('step-of', { n: 2, total: 5 })).toBe('Step 2 of 5');
});

test('the innermost layer wins over those around it', () => {
  const say = wordsFor({ continue: 'On', back: 'Return' }, { continue: 'Next' }, undefined);
  expect([say('continue'), say('back'), say('change')]).toEqual(['Next', 'Return', 'Change']);
});

test("a key of the author's own is given back when no layer has it", () => {
  expect(wordsFor({ hello: 'Good day' })('hello')).toBe('Good day');
  expect(wordsFor()('constructor')).toBe('constructor');
});

test('what a placeholder is filled with is not filled again', () => {
  expect(wordsFor()('optional', { label: '{n} $& {label}' })).toBe('{n} $& {label} (optional)');
});

test('blank lines part paragraphs', () => {
  expect(paragraphsOf('One.\n\nTwo.')).toEqual(['One.', 'Two.']);
});

test('no text of the catalogue is empty, shouts or ends in a space', () => {
  for (const text of Object.values(catalogue)) expect(text).toMatch(/^\S(.*[^\s!])?$/s);
});
