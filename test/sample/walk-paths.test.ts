import { expect, test } from '@jest/globals';
import { choice, choiceFrom, choices, email, integer, money, text, wizard, yesNo } from '../../src/index.ts';
import type { Condition, WizardDefinition } from '../../src/index.ts';
import { walk as flowWalk } from '../../src/flow/walk.ts';
import { coverage, walk } from '../../src/testing/index.ts';
import feedback from '../../wizards/feedback.ts';
import registration from '../../wizards/registration.ts';
import visa from '../../wizards/visa.ts';
import { placesOf } from '../../src/definition/place.ts';

const pathsOf = async (definition: Parameters<typeof walk>[0]) =>
  (await walk(definition)).paths.map(({ steps }) => steps.join(' '));

test('every distinct path of the feedback sample is found, once', async () => {
  expect((await pathsOf(feedback)).toSorted()).toEqual(['visit contact', 'visit missing contact']);
});

test.each([
  ['feedback', feedback],
  ['visa', visa],
  ['registration', registration],
])('the answers of each path of %s lead along that path to its end', async (_, definition) => {
  const { paths, isComplete } = await walk(definition);
  expect(isComplete).toBe(true);
  expect(new Set(paths.map(({ steps }) => steps.join(' '))).size).toBe(paths.length);
  for (const { steps, answers, exit } of paths) {
    const live = flowWalk(definition, answers);
    expect(live.path.map(({ key }) => key)).toEqual(steps);
    expect(live.exit?.key).toBe(exit);
    expect(live.complete).toBe(exit === undefined);
  }
});

test('every step of every sample lies on some path', async () => {
  for (const definition of [feedback, visa, registration]) {
    const { paths } = await walk(definition);
    const met = new Set(paths.flatMap(({ steps }) => steps));
    expect(
      placesOf(definition)
        .map(({ key }) => key)
        .filter((key) => !met.has(key)),
    ).toEqual([]);
  }
});

test('another seed finds the same paths', async () => {
  const steps = async (seed: number) =>
    (await walk(visa, { seed })).paths.map((path) => path.steps.join(' '));
  expect((await steps(7)).toSorted()).toEqual((await steps(1)).toSorted());
});

const bounds = wizard({ id: 'bounds', title: 'Bounds', version: 1 })
  .step('age', { title: 'Age', fields: { age: integer('Age').min(0).max(120) } })
  .step('pension', {
    title: 'Pension',
    when: (e) => e.age.age.gte(67),
    fields: { since: integer('Since').min(1) },
  })
  .step('teen', { title: 'Teen', when: (e) => e.age.age.between(13, 19), fields: { school: text('School') } })
  .step('pay', { title: 'Pay', fields: { pay: money('Pay').optional() } })
  .step('rich', { title: 'Rich', when: (e) => e.pay.pay.gt(1000), fields: { why: text('Why') } })
  .complete({ action: 'Send' });

test('both sides of a bound are walked, and an answer that is left out', async () => {
  expect((await pathsOf(bounds)).toSorted()).toEqual([
    'age pay',
    'age pay rich',
    'age pension pay',
    'age pension pay rich',
    'age teen pay',
    'age teen pay rich',
  ]);
});

const lists = wizard({ id: 'lists', title: 'Lists', version: 1 })
  .step('pets', {
    title: 'Pets',
    fields: { pets: choices('Pets', { cat: 'Cat', dog: 'Dog', fish: 'Fish' }) },
  })
  .step('cat', { title: 'Cat', when: (e) => e.pets.pets.includes('cat'), fields: { name: text('Name') } })
  .step('dog', { title: 'Dog', when: (e) => e.pets.pets.includes('dog'), fields: { name: text('Name') } })
  .complete({ action: 'Send' });

test('lists with and without each value are walked', async () => {
  expect((await pathsOf(lists)).toSorted()).toEqual(['pets', 'pets cat', 'pets cat dog', 'pets dog']);
});

const impossible = wizard({ id: 'impossible', title: 'Impossible', version: 1 })
  .step('one', {
    title: 'One',
    fields: { odd: integer('Odd').refine((n) => n === 123_456_789) },
  })
  .complete({ action: 'Send' });

test('a step for which no answer can be guessed says so, with the fix', async () => {
  await expect(walk(impossible)).rejects.toThrow(
    /^step "one", field "odd": no valid answer was found in 60 tries; .* Give one: \{ fixed: \{ 'one': \{ odd: … \} \} \}$/,
  );
  const { paths } = await walk(impossible, { fixed: { one: { odd: 123_456_789 } } });
  expect(paths).toHaveLength(1);
});

interface Untyped {
  step(id: string, options: object): Untyped;
  complete(options: object): WizardDefinition;
}

function wide(branches: number): WizardDefinition {
  // A chain in a loop has no types to add up.
  let chain = wizard({ id: 'wide', title: 'Wide', version: 1 }) as unknown as Untyped;
  for (let index = 0; index < branches; index += 1) {
    const when = (earlier: Record<string, { yes: { is(value: boolean): Condition } }>) =>
      earlier[`ask${index}`]!.yes.is(true);
    chain = chain
      .step(`ask${index}`, { title: 'Ask', fields: { yes: yesNo('Yes?') } })
      .step(`then${index}`, { title: 'Then', when });
  }
  return chain.complete({ action: 'Send' });
}

test('past its bound the walk stops, and says so', async () => {
  const { paths, isComplete, mostPaths } = await walk(wide(12), { mostPaths: 100 });
  expect(paths).toHaveLength(100);
  expect(isComplete).toBe(false);
  expect(mostPaths).toBe(100);
});

test('coverage names the paths that were never walked', async () => {
  const seen = coverage(feedback);
  seen.add(['visit', 'contact']);
  expect(await seen.report()).toEqual({
    walked: 1,
    total: 2,
    missing: [['visit', 'missing', 'contact']],
    message: '1 of 2 paths were never walked: visit → missing → contact',
  });
  await expect(seen.expectComplete()).rejects.toThrow('1 of 2 paths were never walked');
  seen.add(['visit', 'missing', 'contact']);
  expect((await seen.report()).message).toBe('All 2 paths were walked.');
  await seen.expectComplete();
});

const guarded = wizard({ id: 'guarded', title: 'Guarded', version: 1 })
  .step('kind', {
    title: 'Kind',
    fields: { kind: choice('Kind', { a: 'A', b: 'B', c: 'C' }), mail: email('Mail') },
  })
  .step('b', { title: 'B', when: (e) => e.kind.kind.is('b'), fields: { why: text('Why') } })
  .complete({ action: 'Send' });

test('fixed values are kept, and branches that they close are not walked', async () => {
  const { paths } = await walk(guarded, { fixed: { kind: { mail: 'me@example.org' } } });
  expect(paths.map(({ answers }) => answers['kind']!['mail'])).toEqual(['me@example.org', 'me@example.org']);
  const { paths: closed } = await walk(guarded, { fixed: { kind: { kind: 'b' } } });
  expect(closed.map(({ steps }) => steps)).toEqual([['kind', 'b']]);
});

test('a choice that cannot be loaded is named with its cause and the fix', async () => {
  const boats = choiceFrom('Boat', async ({ services }: { services: { boats: () => [] } }) =>
    services.boats(),
  );
  const hire = wizard({ id: 'hire', title: 'Hire', version: 1 })
    .uses<{ boats: () => [] }>()
    .step('trip', { title: 'Trip', fields: { boat: boats } })
    .complete({ action: 'Send' });
  const said = (call: string) =>
    `step "trip", field "boat": the options of the choice could not be loaded: Cannot read properties of undefined (reading 'boats'); hand over what it needs: ${call}`;
  await expect(walk(hire)).rejects.toThrow(said('walk(wizard, { services })'));
  await expect(coverage(hire).report()).rejects.toThrow(said('coverage(wizard, { services })'));
});
