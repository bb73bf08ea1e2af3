import { afterAll, expect, test } from '@jest/globals';
import type { WizardDefinition } from '../../src/index.ts';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { journey, walk } from '../../src/testing/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { activities, application, children, family, income, type Handed } from './childcare.ts';

/** Times that end after they begin, on days of which each is said once. */
const days = (_earlier: unknown, key: string) => ({
  day: ['mon', 'tue', 'wed', 'thu', 'fri'][Number(/item(\d)\/day$/.exec(key)?.[1] ?? 1) - 1]!,
  from: '08:00',
  until: '12:30',
});
const fixed = {
  children: { 'kids/children/hours/day': days },
  activities: { 'need/jobs/hours/day': days, 'need/lessons/day': days },
};

const all = [family, children, activities, income];
const { app, forms } = memoryApp(all);
afterAll(() => forms.close(0));

const chapters: readonly [string, WizardDefinition, object, number][] = [
  ['you and your family', family, {}, 24],
  ['your children', children, { fixed: fixed.children }, 122],
  ['why you need childcare', activities, { fixed: fixed.activities }, 20],
  ['your income', income, {}, 4],
];

test.each(chapters)(
  '%s: every way of the form that is in use leads to its end',
  async (_, chapter, options, count) => {
    expect(checkDefinition(chapter)).toEqual([]);
    const { paths, isComplete, leftOut } = await walk(chapter, options);
    expect(leftOut).toEqual([]);
    expect(isComplete).toBe(true);
    expect(paths).toHaveLength(count);
    // Many differ in a number of items alone: a few of each go over HTTP too.
    const followed = paths.filter((_, index) => index % Math.ceil(count / 5) === 0);
    for (const path of followed) {
      const visit = journey(app);
      await visit.follow(chapter.id, path).expectStep('done');
      await visit.close();
    }
  },
);

test('the whole form goes from its first page to the receipt, and the handler gets every chapter', async () => {
  let handed: Handed | undefined;
  const whole = application((finished) => (handed = finished));
  expect(checkDefinition(whole)).toEqual([]);
  await using visit = journey({ wizards: [whole] });
  const hours = (day: string, from = '08:00', until = '12:30') => ({ day, from, until });
  await visit
    .start('childcare')
    .task('You and your family')
    .answer({ name: 'Ann Lee', born: '1990-03-02' })
    .answer({ homeless: false, street: '1 Oak Street' })
    .answer({ same: true })
    .answer({ email: 'ann@example.com' })
    .answer({ has: true })
    .answer({ counts: true })
    .answer({ name: 'Bob Lee' })
    .answer({ any: true })
    .answer({ name: 'Cy Lee', relation: 'My father' })
    .more(true)
    .answer({ name: 'Di Lee', relation: 'My mother' })
    .more(false)
    .expectStep('tasks');
  await visit
    .task('Your children')
    .answer({ name: 'Eve', isFive: false, needs: true })
    .answer({ special: false, citizen: true })
    .answer({ is: true, since: '2026-01-05' })
    .more(true)
    .answer(hours('mon'))
    .more(true)
    .answer(hours('tue', '09:00', '15:00'))
    .more(false)
    .more(true)
    .answer({ name: 'Flo', isFive: true, needs: false })
    .answer({ goes: true })
    .more(true)
    .answer({ name: 'Gus', isFive: true, needs: true })
    .answer({ special: true, citizen: true })
    .answer({ is: false, since: '2026-09-01' })
    .more(true)
    .answer(hours('fri'))
    .more(false)
    .answer({ goes: false })
    .more(false)
    .answer({ youngest: 'item1' })
    .expectStep('tasks');
  await visit
    .task('Why you need childcare')
    .answer({ why: ['work', 'learn'] })
    .answer({ name: 'The bakery' })
    .answer({ street: '2 Mill Road', town: 'Peoria' })
    .answer({ self: false })
    .answer({ varies: true })
    .answer({ ready: true })
    .more(true)
    .answer(hours('mon', '07:00', '11:00'))
    .more(false)
    .answer({ way: '20 minutes' })
    .more(true)
    .answer({ name: 'The library' })
    .answer({ street: '3 Hill Road', town: 'Peoria' })
    .answer({ self: false })
    .answer({ varies: false })
    .more(true)
    .answer(hours('wed'))
    .more(false)
    .answer({ way: '10 minutes' })
    .more(false)
    .answer({ name: 'Nursing', scheduled: true })
    .more(true)
    .answer(hours('thu'))
    .more(false)
    .expectStep('tasks');
  await visit
    .task('Your income')
    .answer({ sources: ['rent'] })
    .answer({ month: '300' })
    .answer({ million: false })
    .answer({ pays: true })
    .answer({ month: '120.50' })
    .expectStep('tasks')
    .submit()
    .expectStep('done');
  expect(handed?.youngest).toBe('Eve');
  expect(handed?.answers).toEqual({
    you: {
      name: { name: 'Ann Lee', born: '1990-03-02' },
      address: { homeless: false, street: '1 Oak Street' },
      mail: { same: true },
      contact: { email: 'ann@example.com' },
      partner: { has: true },
      together: { counts: true },
      'partner-name': { name: 'Bob Lee' },
      others: { any: true },
      adults: [
        { who: { name: 'Cy Lee', relation: 'My father' } },
        { who: { name: 'Di Lee', relation: 'My mother' } },
      ],
    },
    kids: {
      children: [
        {
          about: { name: 'Eve', isFive: false, needs: true },
          reasons: { special: false, citizen: true },
          'in-care': { is: true, since: '2026-01-05' },
          hours: [{ day: hours('mon') }, { day: hours('tue', '09:00', '15:00') }],
        },
        { about: { name: 'Flo', isFive: true, needs: false }, school: { goes: true } },
        {
          about: { name: 'Gus', isFive: true, needs: true },
          reasons: { special: true, citizen: true },
          'in-care': { is: false, since: '2026-09-01' },
          hours: [{ day: hours('fri') }],
          school: { goes: false },
        },
      ],
      youngest: { youngest: expect.any(String) },
    },
    need: {
      why: { why: ['work', 'learn'] },
      jobs: [
        {
          work: {
            employer: { name: 'The bakery' },
            address: { street: '2 Mill Road', town: 'Peoria' },
            self: { self: false },
            varies: { varies: true },
            week: { ready: true },
          },
          hours: [{ day: hours('mon', '07:00', '11:00') }],
          way: { way: '20 minutes' },
        },
        {
          work: {
            employer: { name: 'The library' },
            address: { street: '3 Hill Road', town: 'Peoria' },
            self: { self: false },
            varies: { varies: false },
          },
          hours: [{ day: hours('wed') }],
          way: { way: '10 minutes' },
        },
      ],
      course: { name: 'Nursing', scheduled: true },
      lessons: [{ day: hours('thu') }],
    },
    money: {
      sources: { sources: ['rent'] },
      amounts: { month: 300 },
      assets: { million: false },
      support: { pays: true },
      paid: { month: 120.5 },
    },
  });
});
