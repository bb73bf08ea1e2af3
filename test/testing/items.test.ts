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

const firm = wizard({ id: 'firm', title: 'Firm', version: 1 })
  .repeat(
    'owners',
    { title: 'Owners', item: '{about.name}', min: 1, max: 3, rows: true },
    (owner) =>
      owner.step('about', { title: 'About', fields: { name: text('Name'), share: integer('Share').min(1) } }),
    {
      check: (items) => {
        const sum = items.reduce((all, { about }) => all + about.share, 0);
        return sum === 100 ? undefined : `The shares make ${sum}`;
      },
    },
  )
  .complete({ action: 'Send' });

const shares = {
  'owners/about': ({ owners }: { readonly owners: readonly unknown[] }, key: string) => {
    const each = Math.floor(100 / owners.length);
    return { share: key.includes('/item1/') ? 100 - each * (owners.length - 1) : each };
  },
};

test('items that the check of their list refuses are no way through, and a walk says so', async () => {
  const { paths, isComplete, leftOut } = await walk(firm);
  expect(paths).toEqual([]);
  expect(isComplete).toBe(false);
  expect(leftOut).toHaveLength(3);
  expect(leftOut[1]).toMatch(/^walk\(\): list "owners": no 2 items were found .*The shares make/);
  await expect(generateAnswers(firm)).rejects.toThrow('items were found that its check accepts');
});

test('what is fixed by the number of items passes the check, and journeys follow it to the end', async () => {
  const { paths, isComplete } = await walk(firm, { fixed: shares });
  expect(isComplete).toBe(true);
  expect(paths.map(({ items }) => items?.['owners']?.length)).toEqual([1, 2, 3]);
  for (const path of paths) {
    const begun = journey({ wizards: [firm] });
    opened.push(begun as Journey);
    await begun.follow('firm', path).expectStep('done');
  }
});

test('items are made anew until the check of their list accepts them', async () => {
  const grown = wizard({ id: 'grown', title: 'Grown', version: 1 })
    .repeat(
      'people',
      { title: 'People', min: 2, max: 2 },
      (one) => one.step('about', { title: 'About', fields: { age: integer('Age').min(0).max(40) } }),
      { check: (items) => (items.every(({ about }) => about.age >= 18) ? undefined : 'All must be of age') },
    )
    .complete({ action: 'Send' });
  const { paths, isComplete } = await walk(grown);
  expect(isComplete).toBe(true);
  const ages = Object.values(paths[0]!.answers).map(({ age }) => Number(age));
  expect(ages.every((age) => age >= 18)).toBe(true);
});

test.each([
  [['too young'], 'list "crew": its check returned a list; return a text for the list as a whole'],
  [true, 'its check returned true;'],
  [{ '0/about': ['too young'] }, 'its check returned a list for the page "crew/about"'],
  [{ '0/about': 'too young' }, 'its check returned a text for the page "crew/about"'],
  [
    { '0/about': { age: ['too young'] } },
    'returned a list as the message for the field "age" of "crew/about"',
  ],
  [{ '0/about': { age: 5 } }, 'returned a number as the message for the field "age" of "crew/about"'],
])(
  'what the check of a list returns that is no text is an error of the author: %j',
  async (returned, said) => {
    const crew = wizard({ id: 'crew', title: 'Crew', version: 1, start: false })
      .repeat(
        'crew',
        { title: 'Crew', min: 1 },
        (one) => one.step('about', { title: 'About', fields: { age: integer('Age') } }),
        { check: (() => returned) as never },
      )
      .complete({ action: 'Send' });
    await using someone = journey({ wizards: [crew] });
    someone.start('crew').answer({ age: 20 });
    await expect(someone.more(false).expectStep('check')).rejects.toThrow(said);
  },
);
