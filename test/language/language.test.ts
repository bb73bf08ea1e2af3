import { expect, test } from '@jest/globals';
import { english, languageOf, paragraphsOf, wordsToTranslate } from '../../src/language/language.ts';

test('a text is given by its key with its placeholders filled', () => {
  expect(english.say('step-of', { n: 2, total: 5 })).toBe('Step 2 of 5');
});

test('the innermost words win over those around them', () => {
  const { say } = languageOf('en', { continue: 'On', back: 'Return' })
    .with({ continue: 'Next' })
    .with(undefined);
  expect([say('continue'), say('back'), say('change')]).toEqual(['Next', 'Return', 'Change']);
});

test("a key of the author's own is given back when no words have it", () => {
  expect(languageOf('en', { hello: 'Good day' }).say('hello')).toBe('Good day');
  expect(english.say('constructor')).toBe('constructor');
});

test('what a placeholder is filled with is not filled again', () => {
  expect(english.say('optional', { label: '{n} $& {label}' })).toBe('{n} $& {label} (optional)');
});

test('a placeholder that nothing fills stays, and so does a brace that is not closed', () => {
  const { say } = languageOf('en', { both: '{a} of {b}', open: '{a and {a} {a' });
  expect([say('both', { a: 1 }), say('both'), say('open', { a: 1 })]).toEqual([
    '1 of {b}',
    '{a} of {b}',
    '{a and 1 {a',
  ]);
});

test('words are put over others once, however often a page asks for them', () => {
  const words = { continue: 'On' };
  expect(english.with(words)).toBe(english.with(words));
  expect(languageOf('en', words)).toBe(english.with(words));
  expect(english.with({}).with(undefined)).toBe(english);
});

test('blank lines separate paragraphs', () => {
  expect(paragraphsOf('One.\n\nTwo.')).toEqual(['One.', 'Two.']);
});

test('German has all the words, each with the placeholders of the English one', () => {
  const placeholders = (text: string) => new Set(text.match(/\{\w+\}/g));
  const german = languageOf('de-AT');
  const differing = wordsToTranslate('fr').filter(({ key, text }) => {
    const said = placeholders(german.say(key));
    // A sentence may begin with its field in one language, and have it in the middle in another.
    const isField = (name: string) => name === '{name}' || name === '{subject}';
    return [...placeholders(text)].some((name) => !isField(name) && !said.has(name));
  });
  expect(differing).toEqual([]);
  expect(wordsToTranslate('de')).toEqual([]);
});
