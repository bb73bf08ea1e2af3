import { afterAll, expect, test } from '@jest/globals';
import type { WizardDefinition } from '../../src/index.ts';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { journey, walk } from '../../src/testing/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { activities, children, family, income } from './childcare.ts';

/** Times that end after they begin, on days of which each is said once. */
const days = (_earlier: unknown, key: string) => ({
  day: ['mon', 'tue', 'wed', 'thu', 'fri'][Number(/item(\d)\/day$/.exec(key)?.[1] ?? 1) - 1]!,
  from: '08:00',
  until: '12:30',
});
const fixed = {
  children: { 'children/hours/day': days },
  activities: { 'jobs/hours/day': days, 'lessons/day': days },
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
