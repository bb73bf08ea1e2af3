import { expect, test } from '@jest/globals';
import { gapsOf } from '../../../src/cli/versions/gaps.ts';
import { keptVersion, shapeOf } from '../../../src/cli/versions/shape.ts';
import type { WizardDefinition } from '../../../src/definition/model.ts';
import { choice, choices, date, integer, money, text, wizard, yesNo } from '../../../src/index.ts';

const found = { yes: 'Yes', partly: 'Partly', no: 'No' };

const first = wizard({ id: 'w', title: 'W', version: 1 })
  .step('visit', { title: 'Visit', fields: { found: choice('Found?', found), why: text('Why').max(500) } })
  .step('who', {
    title: 'Who',
    fields: { mail: text('Mail').optional(), age: integer('Age').min(18).max(120) },
  })
  .complete({ action: 'Send' });

const begin = (version: number, migrate?: NonNullable<WizardDefinition['migrate']>) =>
  wizard({ id: 'w', title: 'W', version, ...(migrate === undefined ? {} : { migrate }) });
const visit = { title: 'Visit', fields: { found: choice('Found?', found), why: text('Why').max(500) } };
const who = { title: 'Who', fields: { mail: text('Mail').optional(), age: integer('Age').min(18).max(120) } };

/** The same steps in version 2, with a `migrate`. */
const migrating = (migrate: NonNullable<WizardDefinition['migrate']>) =>
  begin(2, migrate).step('visit', visit).step('who', who).complete({ action: 'Send' });

async function gaps(now: WizardDefinition) {
  const kept = keptVersion.parse(JSON.parse(JSON.stringify(await shapeOf(first))));
  return (await gapsOf(now, kept)).map(({ code, step, field, message }) => ({
    code,
    at: [step, field],
    message,
  }));
}

test('a version that is as it was kept has no gaps', async () => {
  expect(await gaps(first)).toEqual([]);
});

test('new steps, new optional fields, new options and looser rules are no gap', async () => {
  const now = begin(1)
    .step('first', { title: 'First', fields: { it: text('It') } })
    .step('visit', {
      title: 'A visit',
      fields: {
        found: choice('Found?', { ...found, never: 'Never' }),
        why: text('Why').max(900),
        more: text('More').optional(),
      },
    })
    .step('who', who)
    .complete({ action: 'Send' });
  expect(await gaps(now)).toEqual([]);
});

test('an option that is gone is a gap of the next version, and names it', async () => {
  const { partly: _, ...rest } = found;
  const now = begin(2)
    .step('visit', { title: 'Visit', fields: { ...visit.fields, found: choice('Found?', rest) } })
    .step('who', who)
    .complete({ action: 'Send' });
  const [only, ...more] = await gaps(now);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ code: 'migration-gap', at: ['visit', 'found'] });
  expect(only?.message).toContain('can be "partly", which is not taken any more');
});

test('a migrate that turns the value into another one closes the gap', async () => {
  type Old = { visit?: { found: string } };
  const { partly: _, ...rest } = found;
  const now = begin(2, ({ answers }) => {
    const old = answers as Old;
    return old.visit?.found === 'partly' ? { ...old, visit: { ...old.visit, found: 'no' } } : old;
  })
    .step('visit', { title: 'Visit', fields: { ...visit.fields, found: choice('Found?', rest) } })
    .step('who', who)
    .complete({ action: 'Send' });
  expect(await gaps(now)).toEqual([]);
});

test('a step that was renamed loses its answers, unless migrate carries them over', async () => {
  const lost = begin(2).step('reason', visit).step('who', who).complete({ action: 'Send' });
  expect((await gaps(lost)).map(({ message }) => message)).toEqual([
    expect.stringContaining('stored of the step "visit" is lost'),
  ]);
  const carried = begin(2, ({ answers }) => {
    const { visit: old, ...rest } = answers as { visit?: unknown };
    return old === undefined ? rest : { ...rest, reason: old };
  })
    .step('reason', visit)
    .step('who', who)
    .complete({ action: 'Send' });
  expect(await gaps(carried)).toEqual([]);
});

test('a rule that became stricter is a gap: a shorter text, a higher bound, an answer that must be given', async () => {
  const now = begin(2)
    .step('visit', { title: 'Visit', fields: { ...visit.fields, why: text('Why').max(100) } })
    .step('who', {
      title: 'Who',
      fields: { mail: text('Mail').optional(), age: integer('Age').min(21).max(120) },
    })
    .complete({ action: 'Send' });
  const said = await gaps(now);
  expect(said.map(({ at }) => at)).toEqual([
    ['visit', 'why'],
    ['who', 'age'],
  ]);
  expect(said[0]?.message).toContain('a text of 500 characters');
  expect(said[1]?.message).toContain('can be 18');
});

test('a new field that must be answered in an old step is a gap at that field', async () => {
  const now = begin(2)
    .step('visit', { title: 'Visit', fields: { ...visit.fields, again: yesNo('Again?') } })
    .step('who', who)
    .complete({ action: 'Send' });
  expect(await gaps(now)).toEqual([
    expect.objectContaining({
      code: 'migration-gap',
      at: ['visit', 'again'],
      message: expect.stringContaining('is new and must be answered'),
    }),
  ]);
});

test('the same change without a new version is an error, since nothing looks at those answers again', async () => {
  const now = begin(1).step('visit', visit).complete({ action: 'Send' });
  expect((await gaps(now)).map(({ code }) => code)).toEqual(['changed-without-version']);
});

test('a field that is gone from a step that stays is lost', async () => {
  const now = begin(2)
    .step('visit', visit)
    .step('who', { title: 'Who', fields: { age: who.fields.age } })
    .complete({ action: 'Send' });
  expect(await gaps(now)).toEqual([
    expect.objectContaining({
      at: ['who', undefined],
      message: expect.stringContaining('stored as "who.mail" is lost'),
    }),
  ]);
});

test('a migrate that fails on answers of a kept version is an error that quotes it', async () => {
  const now = migrating(({ answers }) => ({ who: (answers as { nobody: { at: unknown } }).nobody.at }));
  expect(await gaps(now)).toEqual([
    expect.objectContaining({
      code: 'migration-fails',
      message: expect.stringContaining('Cannot read properties of undefined'),
    }),
  ]);
});

test('a migrate that forgets visitors who are halfway is found', async () => {
  const now = migrating(({ answers }) => {
    const { visit: old, who: them } = answers as { visit: object; who: { mail?: string } };
    return { visit: old, who: { ...them, mail: them.mail } };
  });
  expect(await gaps(now)).toEqual([
    expect.objectContaining({
      code: 'migration-fails',
      message: expect.stringContaining("Cannot read properties of undefined (reading 'mail')"),
    }),
  ]);
});

test('what migrate gives that is no JSON is named', async () => {
  const now = migrating(() => ({ who: { mail: new Map() } }));
  expect((await gaps(now)).map(({ message }) => message)).toEqual([
    expect.stringContaining('must give answers by step as JSON, and "who.mail" is none'),
  ]);
});

test('a version below one that was kept is an error', async () => {
  const kept = { ...(await shapeOf(first)), version: 3 };
  expect(
    await gapsOf(begin(2).step('visit', visit).step('who', who).complete({ action: 'Send' }), kept),
  ).toEqual([expect.objectContaining({ code: 'version-went-back', severity: 'error' })]);
});

test('what is kept is the same each time, for every kind of field', async () => {
  const all = wizard({ id: 'all', title: 'All', version: 1 })
    .step('all', {
      title: 'All',
      fields: {
        some: choices('Some', found),
        when: date('When'),
        much: money('Much', { currency: 'GBP' }),
        sure: yesNo('Sure?'),
      },
    })
    .complete({ action: 'Send' });
  const shape = await shapeOf(all);
  expect(await shapeOf(all)).toEqual(shape);
  expect(Object.values(shape.steps['all'] ?? {}).every(({ samples }) => samples.length > 0)).toBe(true);
  expect(await gapsOf(all, shape)).toEqual([]);
});
