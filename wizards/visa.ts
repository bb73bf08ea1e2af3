import { setTimeout as wait } from 'node:timers/promises';
import {
  and,
  choice,
  code,
  consent,
  date,
  email,
  file,
  files,
  integer,
  longText,
  money,
  not,
  or,
  tel,
  text,
  wizard,
  yesNo,
} from 'stepway';
import { address } from './parts/address.ts';
import { writeToOutbox } from './parts/outbox.ts';

const dayMs = 24 * 60 * 60 * 1000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;

/** Whether somebody is younger than 18 on a day; both are ISO dates. */
function isUnder18(born: string, day: string): boolean {
  const eighteenth = new Date(born);
  eighteenth.setUTCFullYear(eighteenth.getUTCFullYear() + 18);
  return eighteenth.getTime() > Date.parse(day);
}

/** Stands for a look-up in the register of sponsors: licences that end in 000 were withdrawn. */
async function isLicenceValid(licence: string, signal: AbortSignal): Promise<boolean> {
  await wait(40, undefined, { signal });
  return !licence.endsWith('000');
}

export default wizard({
  id: 'visa',
  title: 'Apply for a visa',
  version: 1,
  keepFor: { days: 30 },
  start: {
    intro: [
      'Use this service to apply for a visa to visit, work, study or join your family.',
      'It takes about 15 minutes. You can save your answers at any time and come back later, on any device.',
    ],
    needs: [
      'your passport',
      'the dates of your journey',
      'your sponsor’s licence number, if you are coming to work',
      'how much money you have for your stay',
      'the birth and marriage certificates of those who come with you, if you are coming to work',
    ],
  },
})
  .step('nationality', {
    title: 'What is your nationality?',
    section: 'About your visit',
    fields: {
      nationality: choice('Nationality', {
        AU: 'Australian',
        BR: 'Brazilian',
        CA: 'Canadian',
        FR: 'French',
        DE: 'German',
        IN: 'Indian',
        IE: 'Irish',
        NG: 'Nigerian',
        US: 'American',
        other: 'Another nationality',
      }),
    },
  })
  .exit('no-visa-needed', {
    title: 'You do not need a visa',
    intro: [
      'Irish citizens can live, work and study here without a visa.',
      'Bring your passport or your passport card when you travel.',
    ],
    when: (earlier) => earlier.nationality.nationality.is('IE'),
  })
  .step('purpose', {
    title: 'Why are you coming?',
    section: 'About your visit',
    fields: {
      purpose: choice('Main reason for your journey', {
        visit: { label: 'To visit', hint: 'A holiday, seeing friends, or a business trip of up to 180 days' },
        work: 'To work',
        study: 'To study',
        family: 'To join my family',
      }),
    },
  })
  .step('travel', {
    title: 'When will you travel?',
    section: 'About your visit',
    intro: 'Do not book your journey before you have your visa.',
    fields: {
      arrival: date('Arrival date', { hint: 'For example, 27 3 2027', after: 'today' }),
      departure: date('Departure date', { hint: 'The day you plan to leave', after: 'today' }),
    },
    check: ({ arrival, departure }, { earlier }) => {
      if (departure <= arrival) return { departure: 'Departure date must be after your arrival date' };
      const isTooLong = earlier.purpose.purpose === 'visit' && daysBetween(arrival, departure) > 180;
      return isTooLong ? { departure: 'A visit can last at most 180 days' } : undefined;
    },
  })
  .step('job', {
    title: 'What is your job?',
    section: 'Your work',
    when: (earlier) => earlier.purpose.purpose.is('work'),
    fields: {
      employer: text('Employer', { autocomplete: 'organization' }).max(100),
      salary: money('Yearly salary before tax', { currency: 'GBP', name: 'your yearly salary' }).max(
        10_000_000,
      ),
      licence: code('Sponsor licence number', {
        hint: 'It has 9 letters and numbers, like ‘AB1234567’. Your employer can tell you.',
        pattern: /^[A-Z]{2}\d{7}$/,
        messages: { invalid: 'Enter a sponsor licence number of 2 letters and 7 numbers, like AB1234567' },
        width: 10,
      }),
      paysForStay: yesNo('Will your employer pay for your first month?'),
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
  })
  .step('you', {
    title: 'Your name and date of birth',
    section: 'About you',
    fields: {
      name: text('Full name', { hint: 'As shown in your passport', autocomplete: 'name' }).max(100),
      born: date('Date of birth', { hint: 'For example, 31 12 1990', before: 'today', autocomplete: 'bday' }),
      isMinor: yesNo('Will you be under 18 when you arrive?'),
    },
    check: ({ born, isMinor }, { earlier }) => {
      const wouldBe = isUnder18(born, earlier.travel.arrival);
      if (isMinor === wouldBe) return undefined;
      const age = wouldBe ? 'under 18' : '18 or over';
      return { isMinor: `By your date of birth you will be ${age} when you arrive. Check both answers.` };
    },
  })
  .step('guardian', {
    title: 'Who will look after you?',
    intro: 'We will write to this adult before we decide.',
    section: 'About you',
    when: (earlier) =>
      and(
        earlier.you.isMinor.is(true),
        not(or(earlier.relative.relation.is('parent'), earlier.relative.hasHome.is(true))),
      ),
    fields: {
      name: text('Full name of the adult').max(100),
      phone: tel('Telephone number of the adult', { hint: 'With the country code, like +33 1 23 45 67 89' }),
    },
  })
  .include('home', address, { section: 'Where you live' })
  .step('passport', {
    title: 'Your passport',
    section: 'About you',
    fields: {
      number: code('Passport number', {
        hint: 'On the page with your photo',
        pattern: /^[A-Z0-9]{6,9}$/,
        messages: { invalid: 'Enter a passport number of 6 to 9 letters and numbers' },
        width: 10,
      }),
      expires: date('Expiry date', { after: 'today' }),
    },
    check: ({ expires }, { earlier }) =>
      expires <= earlier.travel.departure
        ? { expires: 'Your passport must be valid until after the day you leave' }
        : undefined,
  })
  .step('company', {
    title: 'Does anybody come with you?',
    section: 'Who comes with you',
    intro:
      'Your husband, wife or partner and your children under 18 can come with you. They need no application of their own.',
    when: (earlier) => and(earlier.purpose.purpose.is('work'), earlier.you.isMinor.is(false)),
    fields: { hasAny: yesNo('Does anybody come with you?') },
  })
  .repeat(
    'dependants',
    {
      title: 'Who comes with you?',
      section: 'Who comes with you',
      item: '{about.name}',
      add: 'Does anybody else come with you?',
      min: 1,
      max: 4,
      when: (earlier) => earlier.company.hasAny.is(true),
      words: {
        'items.item': 'Person {n}',
        'items.first': 'Add the first person who comes with you.',
        'items.none': 'You have not added anybody yet.',
        'items.one': 'You have added 1 person.',
        'items.several': 'You have added {n} people.',
      },
    },
    (person) =>
      person
        .step('about', {
          title: 'Who are they?',
          fields: {
            name: text('Full name', { hint: 'As shown in their passport' }).max(100),
            born: date('Date of birth', { hint: 'For example, 31 12 2015', notAfter: 'today' }),
            relation: choice(
              'This person is my',
              { partner: 'Husband, wife or partner', child: 'Child' },
              { name: 'how you are related to this person' },
            ),
            needsSchool: yesNo('Do you need help to find them a place in a school?', {
              hint: 'Only for a child',
            }),
          },
          show: { needsSchool: (own) => own.relation.is('child') },
          check: ({ born, relation }, { earlier }) =>
            isUnder18(born, earlier.travel.arrival) === (relation === 'child')
              ? undefined
              : {
                  relation:
                    relation === 'child'
                      ? 'By their date of birth your child will be 18 or over when you arrive, and has to apply for a visa of their own'
                      : 'By their date of birth your husband, wife or partner will be under 18 when you arrive, and cannot come with you',
                },
        })
        .step('certificate', {
          title: 'How are you related to {about.name}?',
          intro: 'Bring the paper itself when you travel.',
          fields: {
            scan: file('Birth or marriage certificate', {
              types: ['application/pdf', 'image/*'],
              maxBytes: 5_000_000,
              hint: 'As a PDF or a photo. All four corners must be seen.',
            }),
          },
        }),
  )
  .step('papers', {
    title: 'Your papers',
    section: 'About you',
    intro: 'If you have no copies now, you can go on, and bring the papers to your appointment.',
    when: (earlier) => earlier.purpose.purpose.oneOf('work', 'study'),
    fields: {
      passport: file('Photo page of your passport', {
        types: ['application/pdf', 'image/*'],
        maxBytes: 5_000_000,
        hint: 'As a PDF or a photo. All four corners must be seen.',
      }).optional(),
      others: files('Other papers', {
        types: ['application/pdf', 'image/*'],
        maxBytes: 5_000_000,
        hint: 'Such as your work contract, or the letter of your school',
      })
        .max(5)
        .optional(),
    },
  })
  .step('funds', {
    title: 'Money for your stay',
    section: 'Money and history',
    when: (earlier) =>
      or(
        earlier.purpose.purpose.oneOf('visit', 'study'),
        and(earlier.purpose.purpose.is('work'), earlier.job.paysForStay.is(false)),
        and(earlier.purpose.purpose.is('family'), earlier.relative.hasHome.isNot(true)),
      ),
    fields: {
      savings: money('How much money do you have for your stay?', {
        hint: 'In pounds. We may ask for a bank statement.',
        currency: 'GBP',
        name: 'how much money you have',
      }).max(100_000_000),
      dependants: integer('How many people depend on your money?', {
        hint: 'Enter 0 if there are none',
        name: 'the number of people who depend on your money',
        width: 2,
      })
        .min(0)
        .max(20),
    },
  })
  .step('history', {
    title: 'Visas that you were refused',
    section: 'Money and history',
    fields: {
      wasRefused: yesNo('Has any country refused you a visa in the last 10 years?'),
      details: longText('Which country was it, when, and why?', {
        name: 'the country, the year and the reason',
        hint: 'Only if a visa was refused',
      }).max(1000),
    },
    show: { details: (own) => own.wasRefused.is(true) },
  })
  .step('contact', {
    title: 'How can we reach you?',
    section: 'About you',
    fields: {
      email: email('Email address', { hint: 'We send our decision to this address' }),
      phone: tel('Telephone number').optional(),
    },
  })
  .step('checks', {
    title: 'Checks that we make',
    intro:
      'We check some answers with others, such as your sponsor, your school, or the visa offices of other countries.',
    section: 'Before you send',
    fields: {
      agreed: consent('I agree that you make these checks', {
        messages: { required: 'Agree to the checks to continue with your application' },
      }),
    },
  })
  .complete({
    action: 'Send application',
    confirmation: 'Application sent',
    declaration: [
      'By sending this application you confirm that your answers are true, as far as you know.',
      'We can refuse or withdraw a visa if an answer is not true.',
    ],
    next: [
      'We have received your application. We usually decide within 15 working days.',
      'We will email you if we need anything else. Keep your reference for when you write to us.',
    ],
    receipt: {
      calendar: {
        title: 'Journey to Northland',
        text: 'Take your passport, number {passport.number}, and our decision with you.',
        day: (earlier) => earlier.travel.arrival,
        lastDay: (earlier) => earlier.travel.departure,
      },
    },
    run: async ({ answers, reference, idempotencyKey, attempt, signal }) => {
      await writeToOutbox({ idempotencyKey, attempt, signal }, { form: 'visa', reference, answers });
    },
  });
