import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { choice, choiceFrom, text, wizard, yesNo } from '../../src/index.ts';
import { generateAnswers } from '../../src/sample/generate.ts';
import { memoryApp } from '../support/memory-app.ts';
import { textOf, visitor } from '../support/visitor.ts';

const towns = { ie: ['Cork', 'Galway'], no: ['Bergen', 'Cork'] };
let loads: { readonly earlier: unknown }[] = [];
beforeEach(() => {
  loads = [];
});

const move = wizard({ id: 'move', title: 'Move house', version: 1, start: false })
  .step('where', {
    title: 'Where to?',
    fields: { country: choice('Country', { ie: 'Ireland', no: 'Norway' }), secret: text('Secret') },
  })
  .step('town', {
    title: 'Which town?',
    fields: {
      town: choiceFrom(
        'Town',
        async ({ earlier }) => {
          loads.push({ earlier });
          return towns[earlier.where.country].map((name) => ({ value: name.toLowerCase(), label: name }));
        },
        { dependsOn: (earlier) => [earlier.where.country] },
      ),
    },
  })
  .step('sure', { title: 'Sure?', fields: { sure: yesNo('Sure?') } })
  .complete({ action: 'Move' });

const { app, forms } = memoryApp([move]);
afterAll(() => forms.close(0));

async function movedTo(country: string, town: string) {
  const someone = visitor(app);
  await someone.answer('/move/where', { country, secret: 'of mine' });
  await someone.answer('/move/town', { town });
  await someone.answer('/move/sure', { sure: 'yes' });
  return someone;
}

test('the options are those of the earlier answers, and no others are taken', async () => {
  const someone = visitor(app);
  await someone.answer('/move/where', { country: 'no', secret: 'of mine' });
  const page = textOf((await someone.open('/move/town')).text);
  expect(page).toContain('Bergen');
  expect(page).not.toContain('Galway');
  expect((await someone.post('/move/town', { town: 'galway' })).status).toBe(422);
  expect(await someone.answer('/move/town', { town: 'bergen' })).toBe('/move/sure');
});

test('a load is given what it depends on and nothing else, and is asked once for all who answered the same', async () => {
  const [one, other] = [await movedTo('ie', 'galway'), await movedTo('ie', 'cork')];
  expect(textOf((await one.open('/move/check')).text)).toContain('Galway');
  expect(textOf((await other.open('/move/check')).text)).toContain('Cork');
  for (const { earlier } of loads) expect(earlier).toEqual({ where: { country: 'ie' } });
  expect(loads.length).toBeLessThanOrEqual(1);
});

test('an answer that is no longer among them is asked again, before check-your-answers', async () => {
  const someone = await movedTo('ie', 'galway');
  await someone.open('/move/where?return=check');
  await someone.answer('/move/where', { country: 'no', secret: 'of mine', _return: 'check' });
  expect(textOf((await someone.open('/move/check')).text)).toContain('Which town?');
  await someone.answer('/move/town', { town: 'bergen' });
  expect(textOf((await someone.open('/move/check')).text)).toContain('Bergen');
});

test('an answer that is among the new options too stays', async () => {
  const someone = await movedTo('ie', 'cork');
  await someone.answer('/move/where', { country: 'no', secret: 'of mine' });
  expect(textOf((await someone.open('/move/check')).text)).toContain('Cork');
});

test('sample answers choose among the options of their own earlier answers', async () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const answers = await generateAnswers(move, seed);
    const { country } = answers['where'] as { country: 'ie' | 'no' };
    expect(towns[country].map((name) => name.toLowerCase())).toContain(answers['town']!['town']);
  }
});

test('what is not earlier, or is none, is said where the wizard is checked', () => {
  const wrong = wizard({ id: 'wrong', title: 'Wrong', version: 1 })
    .step('where', {
      title: 'Where?',
      fields: {
        town: choiceFrom('Town', async () => [], {
          // As an author without the compiler would write it.
          dependsOn: ((earlier: { whre: { country: never } }) => [earlier.whre.country]) as never,
        }),
        street: choiceFrom('Street', async () => [], { dependsOn: (() => []) as never }),
      },
    })
    .complete({ action: 'Send' });
  const faults = checkDefinition(wrong).map(({ code, field }) => [field, code]);
  expect(faults).toContainEqual(['town', 'unknown-step']);
  expect(faults).toContainEqual(['street', 'not-answers']);
});
