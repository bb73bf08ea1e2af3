import { expect, test } from '@jest/globals';
import { checkDefinition } from '../../src/definition/check/check.ts';
import { date, wizard, type WizardDefinition } from '../../src/index.ts';
import { generateAnswers, journey } from '../../src/testing/index.ts';

// 00:30 on 2 July 2027 in London, and still the day before in UTC.
const now = () => Date.UTC(2027, 6, 1, 23, 30);

const accident = (options: { readonly timeZone?: string } = {}) =>
  wizard({ id: 'accident', title: 'Accident', version: 1, start: false, ...options })
    .step('when', {
      title: 'When?',
      fields: { day: date('Day', { notAfter: 'today' }) },
      check: ({ day }, { today }) => (day === today ? undefined : { day: `Not ${today}` }),
    })
    .complete({ action: 'Send' });

async function sent(definition: WizardDefinition, timeZone?: string): Promise<string> {
  const begun = journey({ wizards: [definition], now, timeZone });
  try {
    const page = await begun.start('accident').answer({ day: '2027-07-02' });
    return page.text;
  } finally {
    await begun.close();
  }
}

test("today is the wizard's day, or the deployment's, in limits and for checks", async () => {
  expect(await sent(accident(), 'UTC')).toContain('Day must be today or earlier');
  expect(await sent(accident(), 'Europe/London')).toContain('Check your answers');
  expect(await sent(accident({ timeZone: 'Europe/London' }), 'UTC')).toContain('Check your answers');
  expect(await sent(accident({ timeZone: 'America/New_York' }), 'Europe/London')).toContain(
    'Day must be today or earlier',
  );
});

test("times are shown in the wizard's time zone, which they name", async () => {
  expect(await sent(accident({ timeZone: 'Europe/London' }), 'UTC')).toMatch(/until 01:00 BST/);
  expect(await sent(accident(), 'Asia/Tokyo')).toMatch(/GMT\+9/);
});

test('sample answers are of the same day', async () => {
  const answers = await generateAnswers(accident({ timeZone: 'Europe/London' }), 1, {
    now,
    fixed: { when: { day: '2027-07-02' } },
  });
  expect(answers).toEqual({ when: { day: '2027-07-02' } });
});

test('a time zone that is none is a fault of the wizard, with the one that was meant', () => {
  expect(checkDefinition(accident({ timeZone: 'Europe/Londn' })).map(({ message }) => message)).toEqual([
    '"timeZone" in the options of wizard() must be a time zone such as "Europe/London"; did you mean "Europe/London"?',
  ]);
});
