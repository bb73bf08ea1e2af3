import { expect, test } from '@jest/globals';
import { didYouMean, nearest } from '../src/did-you-mean.ts';

test('the nearest known name is found for a letter dropped, added, swapped or in the wrong case', () => {
  const known = ['hotel', 'travel', 'passport'];
  expect(nearest('hotl', known)).toBe('hotel');
  expect(nearest('travell', known)).toBe('travel');
  expect(nearest('hoetl', known)).toBe('hotel');
  expect(nearest('Passport', known)).toBe('passport');
});

test('the end of a name stands for the whole of it, as its beginning does', () => {
  expect(nearest('origins', ['origin', 'trustedOrigins'])).toBe('trustedOrigins');
  expect(nearest('check', ['checkTimeoutMs', 'title'])).toBe('checkTimeoutMs');
  expect(nearest('minimum', ['min', 'max'])).toBe('min');
});

test('nothing is proposed when nothing is near', () => {
  expect(nearest('address', ['hotel', 'travel'])).toBeUndefined();
});

test('a few known names are listed when none is near, and many are not', () => {
  expect(didYouMean('address', ['hotel', 'travel'])).toBe('; known: "hotel", "travel"');
  expect(
    didYouMean(
      'zzzzzz',
      Array.from({ length: 20 }, (_, index) => `name-${index}`),
    ),
  ).toBe('');
  expect(didYouMean('x', [])).toBe('');
});
