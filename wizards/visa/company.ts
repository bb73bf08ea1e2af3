import { and, choice, date, file, files, text, yesNo } from 'stepway';
import { applicant } from './applicant.ts';
import { isUnder18 } from './days.ts';

/** Who comes with somebody who works, and the papers. */
export const company = applicant
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
  });
