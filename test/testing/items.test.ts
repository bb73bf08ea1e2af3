import { afterAll, expect, test } from '@jest/globals';
import { choice, choices, fromGroup, integer, text, wizard } from '../../src/index.ts';
import { coverage, generateAnswers, journey, walk, type Journey } from '../../src/testing/index.ts';

const family = wizard({ id: 'family', title: 'Family', version: 1 })
  .repeat('children', { title: 'Your children', item: '{about.name}', min: 1, max: 3 }, (child) =>
    child
      .step('about', { title: 'About', fields: { name: text('Name'), age: integer('Age') } })
      .step('school', {
        title: 'School',
        when: (e) => e.about.age.gte(5),
        fields: { school: text('School') },
      })
      .repeat('toys', { title: 'Toys', max: 1 }, (toy) =>
        toy.step('name', { title: 'The toy', fields: { name: text('Name') } }),
      ),
  )
  .step('many', {
    title: 'So many',
    when: (e) => e.children.count.gt(2),
    fields: { why: text('Why') },
  })
  .step('old', {
    title: 'Grown up',
    when: (e) => e.children.some((child) => child.about.age.gt(17)),
    fields: { why: text('Why') },
  })
  .complete({ action: 'Send' });

const opened: Journey[] = [];
afterAll(() => Promise.all(opened.map((each) => each.close())));

test('a walk takes the first item along every way, and one, two and the most items', async () => {
  const { paths, isComplete } = await walk(family);
  expect(isComplete).toBe(true);
  const counts = paths.map(({ items }) => items?.['children']?.length ?? 0);
  expect([...new Set(counts)].toSorted()).toEqual([1, 2, 3]);
  const steps = paths.map((path) => path.steps.join(' '));
  expect(steps).toContain('children/item1/about children/item1/toys children');
  expect(steps.some((path) => path.includes('children/item1/toys/item1/name'))).toBe(true);
  expect(steps.some((path) => path.includes('children/item1/school'))).toBe(true);
  expect(steps.some((path) => path.endsWith('children many old'))).toBe(true);
  expect(steps.some((path) => path.endsWith('children old'))).toBe(true);
  expect(paths.length).toBeLessThan(200);
});

test.each([['html'], ['json']] as const)(
  'journeys as %s follow the paths of a walk through lists, and cover them',
  async (as) => {
    const { paths } = await walk(family);
    const taken = coverage(family);
    const chosen = paths.filter((_, index) => index % 20 === 0);
    for (const path of chosen) {
      const begun = journey({ wizards: [family] }, { as, coverage: taken });
      opened.push(begun as Journey);
      await begun.follow('family', path).expectPath(path.steps).expectStep('done');
    }
    const report = await taken.report();
    expect(report.total).toBe(paths.length);
    expect(report.walked).toBe(chosen.length);
  },
);

test('generated answers hold as many items as there may be', async () => {
  for (const seed of [1, 2, 3, 4]) {
    const keys = Object.keys(await generateAnswers(family, seed));
    const items = new Set(keys.filter((key) => key.startsWith('children/')).map((key) => key.split('/')[1]));
    expect([...items]).toEqual(['item1', 'item2', 'item3'].slice(0, items.size));
    expect(items.size).toBeGreaterThan(0);
  }
});

test('what is fixed for a step of a group is fixed in each of its items', async () => {
  const answers = await generateAnswers(family, 2, { fixed: { 'children/about': { age: 3 } } });
  const ages = Object.entries(answers).flatMap(([key, each]) =>
    key.endsWith('/about') ? [each['age']] : [],
  );
  expect(new Set(ages)).toEqual(new Set([3]));
});

test('a journey adds items by itself, and by name', async () => {
  const begun = journey({ wizards: [family] });
  opened.push(begun as Journey);
  await begun
    .start('family')
    .expectStep('children/item1/about')
    .answer({ name: 'Ben', age: 2 })
    .expectStep('children/item1/toys')
    .more(false)
    .expectStep('children')
    .expectText('Ben')
    .more(true)
    .expectStep('children/item2/about');
});

const trip = wizard({ id: 'trip', title: 'Trip', version: 1 })
  .repeat('children', { title: 'Your children', item: '{about.name}', max: 3 }, (child) =>
    child.step('about', { title: 'About', fields: { name: text('Name') } }),
  )
  .step('who', {
    title: 'Who travels?',
    when: (e) => e.children.count.gte(1),
    fields: {
      who: choices(
        'Who travels?',
        fromGroup((e) => e.children),
      ),
      eldest: choice(
        'Eldest?',
        fromGroup((e) => e.children),
        { control: 'select' },
      ),
    },
  })
  .step('papers', { title: 'Papers', when: (e) => e.who.who.isAnswered(), fields: { n: text('Number') } })
  .complete({ action: 'Send' });

test.each([['html'], ['json'], ['htmx']] as const)(
  'a journey as %s answers with items by the names that a walk gives them',
  async (as) => {
    const { paths, isComplete } = await walk(trip);
    expect(isComplete).toBe(true);
    const many = paths.find(({ items }) => items?.['children']?.length === 3)!;
    expect(many.answers['who']).toMatchObject({ eldest: expect.stringMatching(/^item[123]$/) });
    const begun = journey({ wizards: [trip] }, { as });
    opened.push(begun as Journey);
    await begun.follow('trip', many).expectPath(many.steps).expectStep('done');
  },
);

test('a choice that cannot be made is left out of a walk, which says so', async () => {
  const stuck = wizard({ id: 'stuck', title: 'Stuck', version: 1 })
    .repeat('children', { title: 'Your children', max: 1 }, (child) =>
      child.step('about', { title: 'About', fields: { name: text('Name') } }),
    )
    .step('who', {
      title: 'Who?',
      fields: {
        who: choice(
          'Who?',
          fromGroup((e) => e.children),
        ),
      },
    })
    .complete({ action: 'Send' });
  const { paths, leftOut } = await walk(stuck);
  expect(paths.map(({ steps }) => steps.join(' '))).toEqual(['children/item1/about children who']);
  expect(leftOut).toEqual([expect.stringContaining('cannot be answered where its list is empty')]);
});
