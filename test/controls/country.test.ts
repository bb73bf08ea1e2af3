import { expect, test } from '@jest/globals';
import { controlOf } from '../../src/controls/all.ts';
import { countryCodes } from '../../src/controls/country-codes.ts';
import { countryName } from '../../src/controls/country.ts';
import { introspect } from '../../src/definition/schema/introspect.ts';
import { country } from '../../src/index.ts';
import { languageOf } from '../../src/language/language.ts';
import { asked } from './asked.ts';

const { read, typed, lines, samplesFit } = asked('country');

/** What can be chosen in a language. */
function choicesIn(tag: string, only?: readonly ('AT' | 'DE' | 'IE' | 'SE' | 'AX')[]) {
  const { field } = introspect('it', country('Country', only === undefined ? {} : { only }));
  return controlOf(field).choices?.(field, { say: languageOf(tag).say, language: tag }) ?? [];
}

test('every code of ISO 3166-1 has a name of its own', () => {
  expect(countryCodes).toHaveLength(249);
  const names = countryCodes.map((code) => countryName(code, 'en'));
  expect(names.filter((name) => /^[A-Z]{2}$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(249);
});

test.each([
  ['en', ['Åland Islands', 'Austria', 'Germany', 'Ireland', 'Sweden']],
  ['de', ['Ålandinseln', 'Deutschland', 'Irland', 'Österreich', 'Schweden']],
  ['sv', ['Irland', 'Sverige', 'Tyskland', 'Åland', 'Österrike']],
])('in %s the countries are called and ordered so', (tag, names) => {
  const choices = choicesIn(tag, ['AT', 'AX', 'DE', 'IE', 'SE']);
  expect(choices.map(({ label }) => label)).toEqual(names);
});

test('without "only" there are all', () => {
  expect(choicesIn('en')).toHaveLength(249);
});

test('it is kept by its code, and reads as the language calls it', () => {
  expect(read('IE')).toBe('IE');
  expect(typed('IE')).toBe('IE');
  expect(lines('IE', 'fr')).toEqual(['Irlande']);
  expect(lines('gone')).toEqual(['gone']);
});

test('its samples are taken', () => {
  expect(samplesFit()).toBe(true);
});

test.each([
  [{ only: ['IRL'] }, /"IRL" in "only" is no code/],
  [{ only: 'IE' }, /must be a list of codes/],
])('%j is reported', (options, message) => {
  const { faults } = introspect('it', country('Country', options as never));
  expect(faults[0]?.message).toMatch(message);
});
