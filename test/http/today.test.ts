import { expect, test } from '@jest/globals';
import { date, integer, text, today, wizard } from '../../src/index.ts';
import { journey } from '../../src/testing/index.ts';

const club = wizard({ id: 'club', title: 'Join', version: 1, start: false, timeZone: 'Europe/London' })
  .step('you', {
    title: 'You',
    fields: { born: date('Date of birth', { notAfter: 'today - 16 years' }), school: text('School') },
    show: { school: (own) => own.born.gt(today({ years: -17 })) },
  })
  .step('parent', {
    title: 'A parent',
    fields: { name: text('Name of a parent') },
    when: (earlier) => earlier.you.born.gt(today({ years: -18 })),
  })
  .complete({ action: 'Send' });

/** The day before an eighteenth birthday in London, where it is ten minutes to midnight; in UTC an hour more. */
const dayBefore = Date.UTC(2027, 6, 1, 22, 50);

test('who is asked for a parent is told by the day in the zone of the wizard, as it is when the step is sent', async () => {
  let now = dayBefore;
  const visit = journey({ wizards: [club], now: () => now, timeZone: 'UTC' });
  try {
    const asked = await visit.start('club').answer({ born: '2009-07-02' });
    expect(asked.text).toContain('A parent');
    now += 15 * 60_000;
    // Today, 2 July in London, nobody asks for a parent any more.
    const back = await visit.start('club');
    expect(back.text).toContain('Check your answers');
  } finally {
    await visit.close();
  }
});

test('a limit that is counted from today says the day that it is', async () => {
  const visit = journey({ wizards: [club], now: () => dayBefore });
  try {
    const page = await visit.start('club').answer({ born: '2012-01-01' });
    expect(page.text).toContain('Date of birth must be the same as or before 1 July 2011');
  } finally {
    await visit.close();
  }
});

test('a value is of the day in the zone of the wizard, until it is frozen when the form is sent', async () => {
  const given: unknown[] = [];
  const fine = wizard({ id: 'fine', title: 'A fine', version: 1, start: false, timeZone: 'Europe/London' })
    .step('loan', { title: 'Loan', fields: { due: date('Due') } })
    .value(
      'days',
      integer('Days late'),
      ({ loan }, { today: day }) => Math.max(0, (Date.parse(day) - Date.parse(loan.due)) / 86_400_000),
      { shown: true },
    )
    .step('late', { title: 'Late', when: (e) => e.days.gt(1), fields: { why: text('Why?') } })
    .complete({ action: 'Pay', run: ({ answers }) => void given.push(answers) });
  let now = dayBefore;
  await using visit = journey({ wizards: [fine], now: () => now, timeZone: 'UTC' });
  await visit.start('fine').answer({ due: '2027-06-30' });
  await visit.expectStep('check').expectText(/Days late\s+1/);
  now += 15 * 60_000;
  // In London it is the next day.
  await visit.start('fine').expectStep('late').answer({ why: 'I forgot' }).submit();
  now += 24 * 3_600_000;
  await visit.expectText(/Days late\s+2/);
  expect(given).toEqual([{ loan: { due: '2027-06-30' }, days: 2, late: { why: 'I forgot' } }]);
});
