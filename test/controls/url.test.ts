import { expect, test } from '@jest/globals';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('url');

test.each([
  ['example.com/path', 'https://example.com/path'],
  ['www.example.co.uk', 'https://www.example.co.uk'],
  ['http://example.com', 'http://example.com'],
  ['not a url', 'not a url'],
  ['пример.рф/путь', 'https://xn--e1afmkfd.xn--p1ai/путь'],
  ['HTTPS://Example.COM/Path', 'https://example.com/Path'],
  ['https://भारत.भारत:8080?q=१', 'https://xn--h2brj9c.xn--h2brj9c:8080?q=१'],
  ['https://ann:x@example.com', 'https://ann:x@example.com'],
  ['mailto:ann@example.com', 'mailto:ann@example.com'],
])('%j is read as %j', (written, becomes) => {
  expect(read(written)).toEqual(becomes);
});

test.each([['https://example.com', 'https://example.com']])(
  'a stored %j stands in the control as %j',
  (stored, raw) => {
    expect(typed(stored)).toEqual(raw);
  },
);

test.each([
  ['https://example.com', ['https://example.com']],
  ['https://xn--e1afmkfd.xn--p1ai/a', ['https://пример.рф/a']],
])('a stored %j reads as %j', (stored, shown) => {
  expect(lines(stored)).toEqual(shown);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});
