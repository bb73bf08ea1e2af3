import { expect, test } from '@jest/globals';
import { utf8Of } from '../../src/http/utf8.ts';

test('a text is its bytes in UTF-8, and stays what it was when hundreds of others are made', () => {
  const texts = Array.from({ length: 400 }, (_, n) => `${'é€𝄞a'.repeat(n)}${n}`);
  const given = texts.map(utf8Of);
  expect(given.map((bytes) => bytes.toString())).toEqual(texts);
});

test('a long text, an empty one and half a character are the bytes that Node makes of them', () => {
  for (const text of ['€'.repeat(100_000), '', 'a\ud800b'])
    expect(utf8Of(text).equals(Buffer.from(text))).toBe(true);
});
