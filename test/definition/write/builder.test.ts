import { expect, test } from '@jest/globals';
import { and, choice, fragment, text, wizard, yesNo } from '../../../src/index.ts';
import { checkDefinition } from '../../../src/definition/check/check.ts';

const place = fragment()
  .step('country', { title: 'Country', fields: { country: choice('Country', { GB: 'UK', FR: 'France' }) } })
  .step('region', {
    title: 'Region',
    when: (earlier) => earlier.country.country.is('FR'),
    fields: { region: text('Region'), isCity: yesNo('City?') },
    show: { isCity: (own, earlier) => and(own.region.is('x'), earlier.country.country.is('FR')) },
    check: (_values, { earlier }) => ({ region: String(earlier.country.country) }),
  });

const begun = wizard({ id: 'w', title: 'W', version: 3 }).step('a', {
  title: 'A',
  intro: ['One.', 'Two.'],
  fields: { ok: yesNo('Ok?') },
});

test('a finished definition carries what was written, and the defaults', () => {
  const definition = begun.complete({ action: 'Send', next: 'We write to you.' });
  expect(definition).toMatchObject({
    kind: 'wizard',
    id: 'w',
    title: 'W',
    version: 3,
    start: { intro: [], needs: [] },
    progress: true,
    stepList: false,
    faults: [],
    completion: {
      action: 'Send',
      timeoutMs: 30_000,
      maxAttempts: 8,
      next: ['We write to you.'],
      declaration: [],
    },
  });
  expect(definition.steps[0]).toMatchObject({
    key: 'a',
    intro: ['One.', 'Two.'],
    checkTimeoutMs: 2000,
    exit: false,
  });
});

test('a chain is not changed by what is built on it', () => {
  begun.step('b', { title: 'B' });
  expect(begun.complete({ action: 'Send' }).steps.map(({ key }) => key)).toEqual(['a']);
});

/** Where in a value there is an object or a list that can be changed; schemas are Zod's own. */
function unfrozenIn(value: unknown, at = 'definition'): readonly string[] {
  if (typeof value !== 'object' || value === null || '_zod' in value) return [];
  const below = Object.entries(value).flatMap(([key, each]) => unfrozenIn(each, `${at}.${key}`));
  return Object.isFrozen(value) ? below : [at, ...below];
}

test('a definition is frozen all the way down', () => {
  const definition = begun.include('home', place).complete({ action: 'Send', next: ['x'] });
  expect(unfrozenIn(definition)).toEqual([]);
});

test('an included part stands below its id, its conditions with it', () => {
  const definition = begun
    .include('home', place, { section: 'Home' })
    .include('work', place, { when: (earlier) => earlier.a.ok.is(true) })
    .complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(definition.steps.map(({ key }) => key)).toEqual([
    'a',
    'home/country',
    'home/region',
    'work/country',
    'work/region',
  ]);
  const [, , home, country, work] = definition.steps;
  expect(home).toMatchObject({
    path: ['home', 'region'],
    section: 'Home',
    when: { op: 'eq', ref: ['home', 'country', 'country'], value: 'FR' },
  });
  expect(home?.fields[1]?.show).toEqual({
    op: 'and',
    of: [
      { op: 'eq', ref: ['home', 'region', 'region'], value: 'x' },
      { op: 'eq', ref: ['home', 'country', 'country'], value: 'FR' },
    ],
  });
  expect(country?.when).toEqual({ op: 'eq', ref: ['a', 'ok'], value: true });
  expect(work?.when).toMatchObject({
    op: 'and',
    of: [{ ref: ['a', 'ok'] }, { ref: ['work', 'country', 'country'] }],
  });
});

test('parts inside parts are addressed from the root', () => {
  const person = fragment()
    .step('name', { title: 'Name', fields: { name: text('Name') } })
    .include('home', place);
  const definition = begun.include('person', person).complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(definition.steps.at(-1)).toMatchObject({
    key: 'person/home/region',
    when: { ref: ['person', 'home', 'country', 'country'] },
  });
});

test('a check inside a part sees the answers of its part', async () => {
  const definition = begun.include('home', place).complete({ action: 'Send' });
  const context = {
    earlier: { a: { ok: true }, home: { country: { country: 'FR' } } },
    signal: new AbortController().signal,
    now: new Date(0),
    services: undefined,
  };
  expect(await definition.steps[2]?.check?.({ region: 'x' }, context)).toEqual({ region: 'FR' });
});

test('an exit page is a step that ends the journey', () => {
  const definition = begun
    .exit('sorry', { title: 'Sorry', when: (earlier) => earlier.a.ok.is(false) })
    .complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(definition.steps[1]).toMatchObject({ key: 'sorry', exit: true, fields: [] });
});

test('a field may have the name of an operator', () => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .step('is', { title: 'Is', fields: { is: text('Is'), gt: text('Gt') } })
    .step('b', { title: 'B', when: (earlier) => earlier.is.is.is('x') })
    .complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(definition.steps[1]?.when).toEqual({ op: 'eq', ref: ['is', 'is'], value: 'x' });
});
