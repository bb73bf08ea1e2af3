import { expect, test } from '@jest/globals';
import { choice, text, wizard, yesNo } from '../../src/index.ts';
import { walk } from '../../src/sample/walk-paths.ts';
import { sampleFacts, withSampleFacts } from '../../src/sample/sample-facts.ts';
import { journey } from '../../src/testing/index.ts';

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

test('a journey is told what its test says, and made-up facts otherwise', async () => {
  await using mine = journey({ wizards: [told], facts: () => ({ role: 'staff', isNew: true }) });
  await mine.start('told').expectStep('night');
  await using other = journey({ wizards: [told] });
  await other.start('told').expectText(/Why\?|When\?/);
});
