import { expect, test } from '@jest/globals';
import { faults } from '../../../src/language/en/faults.ts';
import { words } from '../../../src/language/en/words.ts';

test('no text is empty, shouts or ends in a space', () => {
  for (const text of [...Object.values(words), ...Object.values(faults)]) {
    expect(text).toMatch(/^\S(.*[^\s!])?$/s);
  }
});

test('no key stands in both tables, since an author replaces either by its key alone', () => {
  expect(Object.keys(faults).filter((key) => Object.hasOwn(words, key))).toEqual([]);
});
