import { expect, test } from '@jest/globals';
import { and, choice, fragment, text, wizard, yesNo } from '../../../src/index.ts';
import { checkDefinition } from '../../../src/definition/check/check.ts';
import { wholeConditionOf } from '../../../src/definition/condition/conditions.ts';
import type { Part, Step, WizardDefinition } from '../../../src/definition/model.ts';
import { findStep, placesOf } from '../../../src/definition/place.ts';
import { validate } from '../../../src/form/validate.ts';

const keysOf = (definition: WizardDefinition) => placesOf(definition).map(({ key }) => key);
const whenAt = (definition: WizardDefinition, key: string) => wholeConditionOf(findStep(definition, key)!);

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

test('a start page that would say nothing is none', () => {
  const start = (given: { intro?: readonly string[]; needs?: string } | false) =>
    wizard({ id: 'w', title: 'W', version: 1, start: given })
      .step('a', { title: 'A' })
      .complete({ action: 'Send' }).start;
  expect([start({}), start({ intro: [] }), start(false)]).toEqual([false, false, false]);
  expect(start({ needs: 'a pen' })).toEqual({ intro: [], needs: ['a pen'] });
});

test('a finished definition carries what was written, and the defaults', () => {
  const definition = begun.complete({ action: 'Send', next: 'We write to you.' });
  expect(definition).toMatchObject({
    kind: 'wizard',
    id: 'w',
    title: 'W',
    version: 3,
    start: false,
    progress: true,
    stepList: false,
    drafts: true,
    faults: [],
    completion: {
      action: 'Send',
      timeoutMs: 30_000,
      maxAttempts: 8,
      next: ['We write to you.'],
      declaration: [],
    },
  });
  expect(definition.nodes[0]).toMatchObject({
    kind: 'step',
    id: 'a',
    intro: ['One.', 'Two.'],
    checkTimeoutMs: 2000,
  });
});

test('a chain is not changed by what is built on it', () => {
  begun.step('b', { title: 'B' });
  expect(keysOf(begun.complete({ action: 'Send' }))).toEqual(['a']);
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

test('an included part stands below its id, its conditions as they were written', () => {
  const definition = begun
    .include('home', place, { section: 'Home' })
    .include('work', place, { when: (earlier) => earlier.a.ok.is(true) })
    .complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(keysOf(definition)).toEqual(['a', 'home/country', 'home/region', 'work/country', 'work/region']);
  expect(findStep(definition, 'home/region')).toMatchObject({
    path: ['home', 'region'],
    heading: 'Home',
    when: { op: 'eq', ref: ['country', 'country'], value: 'FR' },
    scope: { path: ['home'] },
  });
  expect(whenAt(definition, 'home/region')).toEqual({
    op: 'eq',
    ref: ['home', 'country', 'country'],
    value: 'FR',
  });
  expect(whenAt(definition, 'work/country')).toEqual({ op: 'eq', ref: ['a', 'ok'], value: true });
  expect(whenAt(definition, 'work/region')).toMatchObject({
    op: 'and',
    of: [{ ref: ['a', 'ok'] }, { ref: ['work', 'country', 'country'] }],
  });
});

test('the same fragment is the same nodes wherever it is included', () => {
  const definition = begun.include('home', place).include('work', place).complete({ action: 'Send' });
  const [, home, work] = definition.nodes as [unknown, Part, Part];
  expect(home.nodes).toBe(work.nodes);
});

test('parts inside parts are addressed from the root', () => {
  const person = fragment()
    .step('name', { title: 'Name', fields: { name: text('Name') } })
    .include('home', place);
  const definition = begun.include('person', person).complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(keysOf(definition).at(-1)).toBe('person/home/region');
  expect(whenAt(definition, 'person/home/region')).toMatchObject({
    ref: ['person', 'home', 'country', 'country'],
  });
});

test('a check inside a part sees the answers of its part', async () => {
  const definition = begun.include('home', place).complete({ action: 'Send' });
  const live = { a: { ok: true }, 'home/country': { country: 'FR' } };
  const judged = await validate(
    findStep(definition, 'home/region')!,
    { region: 'x', isCity: true },
    {
      earlier: () => ({ live }),
      signal: () => new AbortController().signal,
      now: new Date(0),
      today: '1970-01-01',
      services: undefined,
      context: () => undefined,
    },
  );
  expect(judged).toEqual({ ok: false, issues: [{ field: 'region', code: 'check', message: 'FR' }] });
});

test('an exit page ends the journey', () => {
  const definition = begun
    .exit('sorry', { title: 'Sorry', when: (earlier) => earlier.a.ok.is(false) })
    .complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect(definition.nodes[1]).toMatchObject({ kind: 'exit', id: 'sorry' });
});

test('a field may have the name of an operator', () => {
  const definition = wizard({ id: 'w', title: 'W', version: 1 })
    .step('is', { title: 'Is', fields: { is: text('Is'), gt: text('Gt') } })
    .step('b', { title: 'B', when: (earlier) => earlier.is.is.is('x') })
    .complete({ action: 'Send' });
  expect(checkDefinition(definition)).toEqual([]);
  expect((definition.nodes[1] as Step).when).toEqual({ op: 'eq', ref: ['is', 'is'], value: 'x' });
});
