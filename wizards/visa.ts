import { and, consent, email, integer, longText, money, or, signature, tel, yesNo } from 'stepway';
import { writeToOutbox } from './parts/outbox.ts';
import { company } from './visa/company.ts';

// A long form in several files: each goes on where the one before ends, from visa/visit.ts to this one.
export default company
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
        help: {
          summary: 'How much is enough?',
          text: 'For each month of your stay:\n\n- £1,200 for yourself\n- £400 for each person who depends on your money',
        },
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
      signed: signature('Signature', { hint: 'A parent or guardian signs for a child.' }),
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
