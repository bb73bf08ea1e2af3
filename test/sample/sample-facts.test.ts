import { expect, test } from '@jest/globals';
import { and, choice, integer, text, wizard, yesNo } from '../../src/index.ts';
import { walk } from '../../src/sample/walk-paths.ts';
import { sampleFacts, withSampleFacts } from '../../src/sample/sample-facts.ts';
import { coverage, journey } from '../../src/testing/index.ts';

const told = wizard({ id: 'told', title: 'Told', version: 1, start: false })
  .facts({ role: choice('Role', { public: 'Public', staff: 'Staff' }), isNew: yesNo('New') })
  .step('night', {
    title: 'Night',
    when: (e) => e.facts.role.is('staff'),
    fields: { why: text('Why?') },
  })
  .step('day', { title: 'Day', fields: { when: text('When?') } })
  .complete({ action: 'Send' });

test('facts are made up where there is no host, always the same', () => {
  const { role, isNew } = sampleFacts(told);
  expect([['public', 'staff'].includes(role as string), typeof isNew]).toEqual([true, 'boolean']);
  expect(sampleFacts(told)).toEqual({ role, isNew });
  expect(withSampleFacts(told, { role: 'staff' }).factsNow).toEqual({ role: 'staff', isNew });
});

test('a walk goes the ways that there are with the facts it is given', async () => {
  const stepsFor = async (role: 'public' | 'staff') =>
    (await walk(told, { facts: { role } })).paths.map(({ steps }) => steps);
  expect(await stepsFor('staff')).toEqual([['night', 'day']]);
  expect(await stepsFor('public')).toEqual([['day']]);
});

test('a walk goes the ways of every fact that it is not told, each with facts that lead along it', async () => {
  const { paths, isComplete } = await walk(told);
  expect(paths.map(({ steps }) => steps)).toEqual(expect.arrayContaining([['night', 'day'], ['day']]));
  expect(paths.map(({ facts }) => facts?.['role']).toSorted()).toEqual(['public', 'staff']);
  expect(isComplete).toBe(true);
});

test('facts that come out alike are walked once, and what no condition reads stays as it was made up', async () => {
  const plans = { free: 'Free', plus: 'Plus', gold: 'Gold', trial: 'Trial' };
  const limited = wizard({ id: 'limited', title: 'Limited', version: 1, start: false })
    .facts({
      plan: choice('Plan', plans).optional(),
      quota: integer('Quota').min(0).max(50),
      isNew: yesNo('New'),
    })
    .step('pay', {
      title: 'Pay',
      when: (e) => and(e.facts.plan.is('gold'), e.facts.quota.gt(10)),
      fields: { card: text('Card') },
    })
    .step('size', { title: 'Size', fields: { size: integer('Size').min(1).max(100) } })
    .step('much', {
      title: 'Much',
      when: (e) => e.size.size.gt(e.facts.quota),
      fields: { why: text('Why?') },
    })
    .complete({ action: 'Send' });
  const { paths, leftOut } = await walk(limited);
  expect(leftOut).toEqual([]);
  expect(paths.map(({ steps }) => steps.join(' ')).toSorted()).toEqual([
    'pay size',
    'pay size much',
    'size',
    'size much',
  ]);
  const { isNew } = sampleFacts(limited);
  expect(paths.every(({ facts }) => facts?.['isNew'] === isNew)).toBe(true);
});

test('more facts than are walked with are left out, and said to be', async () => {
  const flags = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`flag${at}`, yesNo(`Flag ${at}`)]));
  const many = wizard({ id: 'many', title: 'Many', version: 1, start: false })
    .facts(flags)
    .step('one', { title: 'One', when: (e) => e.facts.flag0!.is(true), fields: { a: text('A') } });
  const asked = Object.keys(flags).reduce(
    (chain, name) =>
      chain.step(`of-${name}`, {
        title: name,
        when: (e) => e.facts[name]!.is(true),
        fields: { a: text('A') },
      }) as unknown as typeof many,
    many,
  );
  const { paths, leftOut } = await walk(asked.complete({ action: 'Send' }));
  expect(paths).toHaveLength(32);
  expect(leftOut).toEqual(['the facts have more combinations of values than the 32 tried']);
});

test('a journey that follows a path is a visitor of whom its facts are said', async () => {
  const seen = coverage(told);
  for (const path of (await walk(told)).paths) {
    await using someone = journey({ wizards: [told] }, { coverage: seen });
    await someone.follow('told', path).expectPath(path.steps);
  }
  await seen.expectComplete();
});

test('a journey is told what its test says, and made-up facts otherwise', async () => {
  await using mine = journey({ wizards: [told], facts: () => ({ role: 'staff', isNew: true }) });
  await mine.start('told').expectStep('night');
  await using other = journey({ wizards: [told] });
  await other.start('told').expectText(/Why\?|When\?/);
});
