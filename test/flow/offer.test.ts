import { expect, test } from '@jest/globals';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { walkOf } from '../../src/flow/walk.ts';
import { choice, choices, integer, text, wizard, yesNo } from '../../src/index.ts';
import { generateAnswers, journey, walk } from '../../src/testing/index.ts';

const trip = wizard({ id: 'trip', title: 'A trip', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { age: integer('Age').min(0), hasCar: yesNo('Have you a car?') } })
  .step('how', {
    title: 'How do you travel?',
    fields: {
      by: choice('By', { train: 'Train', car: 'Car', bike: 'Motorbike' }),
      extras: choices('Extras', { wifi: 'Wi-Fi', beer: 'Beer' }).optional(),
    },
    offer: {
      by: { car: (e) => e.who.hasCar.is(true), bike: (e) => e.who.age.gte(18) },
      extras: { beer: (e) => e.who.age.gte(18) },
    },
  })
  .step('plate', {
    title: 'Your car',
    fields: { number: text('Number plate') },
    when: (e) => e.how.by.is('car'),
  })
  .complete({ action: 'Send' });

test('only what is offered is on the page, and what is not is refused', async () => {
  const visit = journey({ wizards: [trip] });
  try {
    const page = await visit.start('trip').answer({ age: 12, hasCar: false });
    expect(page.text).toContain('Train');
    expect(page.text).not.toMatch(/Car\b|Motorbike|Beer/);
    const refused = await visit.answer({ by: 'car' });
    expect(refused.text).toContain('Select your by from the list');
    await visit.answer({ by: 'train' }).expectStep('check');
  } finally {
    await visit.close();
  }
});

test('a step whose answer is not offered any more is asked again', () => {
  const answers = { who: { age: 30, hasCar: true }, how: { by: 'car' }, plate: { number: 'A' } };
  expect(walkOf(trip, { answers }).complete).toBe(true);
  const changed = walkOf(trip, { answers: { ...answers, who: { age: 30, hasCar: false } } });
  expect(changed.firstIncomplete?.key).toBe('how');
  expect(changed.live).not.toHaveProperty('how');
});

test('walk and samples choose only what is offered, along every way', async () => {
  const { paths, isComplete } = await walk(trip);
  expect(isComplete).toBe(true);
  expect(new Set(paths.map(({ steps }) => steps.join(' ')))).toEqual(new Set(['who how', 'who how plate']));
  for (const { answers } of paths) {
    if (answers['how']?.['by'] === 'car') expect(answers['who']?.['hasCar']).toBe(true);
  }
  for (let seed = 1; seed <= 20; seed += 1) {
    const { who, how } = await generateAnswers(trip, seed);
    if (how?.['by'] === 'bike') expect(who?.['age']).toBeGreaterThanOrEqual(18);
  }
});

const faultsOf = (offer: object) =>
  checkDefinition(
    wizard({ id: 'w', title: 'W', version: 1 })
      .step('a', { title: 'A', fields: { n: integer('N') } })
      .step('b', { title: 'B', fields: { c: choice('C', { x: 'X', y: 'Y' }) }, offer: offer as never })
      .complete({ action: 'Send' }),
  ).map(({ message }) => message);

type Any = { a: { n: { gt(n: number): object }; m: { gt(n: number): object } } };

test.each([
  [{ c: { x: (e: Any) => e.a.n.gt(1) } }, []],
  [{ d: {} }, ['its offer names an unknown field "d"; known: "c"']],
  [{ c: { z: (e: Any) => e.a.n.gt(1) } }, ['its offer names an unknown option "z"; known: "x", "y"']],
  [{ c: { x: (e: Any) => e.a.m.gt(1) } }, ['unknown field "m" of step "a" in its offer; known: "n"']],
  [
    { c: { x: (e: Any) => e.a.n.gt(1), y: (e: Any) => e.a.n.gt(2) } },
    ['each of its options is offered under a condition, so that there may be none; let one always be there'],
  ],
])('the check looks at what is offered: %#', (offer, messages) => {
  expect(faultsOf(offer)).toEqual(messages);
});
