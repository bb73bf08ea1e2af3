import { setTimeout as wait } from 'node:timers/promises';
import { and, choice, code, date, group, money, month, not, text, yesNo } from 'stepway';
import { visit } from './visit.ts';

/** Stands for a look-up in the register of sponsors: licences that end in 000 were withdrawn. */
async function isLicenceValid(licence: string, signal: AbortSignal): Promise<boolean> {
  await wait(40, undefined, { signal });
  return !licence.endsWith('000');
}

/** What is asked by the purpose of the visit: about the job, the course, or the relative. */
export const purposes = visit
  .step('job', {
    title: 'What is your job?',
    section: 'Your work',
    when: (earlier) => earlier.purpose.purpose.is('work'),
    fields: {
      employer: text('Employer', { autocomplete: 'organization' }).max(100),
      starts: month('When do you start?', { hint: 'For example, 3 2027', notBefore: 'today' }),
      salary: money('Yearly salary before tax', { currency: 'GBP', name: 'your yearly salary' }).max(
        10_000_000,
      ),
      ...group('Your sponsor', {
        licence: code('Sponsor licence number', {
          hint: 'It has 9 letters and numbers, like ‘AB1234567’. Your employer can tell you.',
          pattern: /^[A-Z]{2}\d{7}$/,
          messages: { invalid: 'Enter a sponsor licence number of 2 letters and 7 numbers, like AB1234567' },
          width: 10,
        }),
        paysForStay: yesNo('Will your employer pay for your first month?'),
      }),
    },
    check: async ({ licence }, { signal }) =>
      (await isLicenceValid(licence, signal))
        ? undefined
        : { licence: 'This sponsor no longer has a licence. Ask your employer for another number.' },
    checkTimeoutMs: 1500,
  })
  .step('course', {
    title: 'What will you study?',
    section: 'Your studies',
    when: (earlier) => earlier.purpose.purpose.is('study'),
    fields: {
      school: text('School or university').max(100),
      starts: date('First day of the course', { after: 'today' }),
      isPaid: yesNo('Have you paid the course fees?'),
    },
    check: ({ starts }, { earlier }) =>
      starts < earlier.travel.arrival
        ? { starts: 'The course must begin on or after the day you arrive' }
        : undefined,
  })
  .step('fees', {
    title: 'How will you pay the course fees?',
    section: 'Your studies',
    when: (earlier) => and(earlier.purpose.purpose.is('study'), not(earlier.course.isPaid.is(true))),
    fields: {
      fees: money('Fees that are still to be paid', { currency: 'GBP' }).max(200_000),
      payer: choice('Who will pay them?', {
        me: 'I will',
        family: 'My family',
        scholarship: 'A scholarship',
      }),
    },
  })
  .step('relative', {
    title: 'Who are you joining?',
    section: 'Your family',
    when: (earlier) => earlier.purpose.purpose.is('family'),
    fields: {
      relation: choice(
        'This person is my',
        {
          partner: 'Husband, wife or partner',
          parent: 'Parent',
          child: 'Child',
          other: 'Another relative',
        },
        { name: 'how you are related to this person' },
      ),
      name: text('Full name of your relative').max(100),
      hasHome: yesNo('Will you live with them?'),
    },
  });
