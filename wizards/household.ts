import {
  addressOf,
  choice,
  choices,
  date,
  fromGroup,
  integer,
  longText,
  month,
  or,
  text,
  wizard,
  yesNo,
} from 'stepway';
import { addressByPostcode } from './parts/address-by-postcode.ts';
import { writeToOutbox } from './parts/outbox.ts';

export default wizard({
  id: 'household',
  title: 'Tell us who lives with you',
  version: 1,
  start: {
    intro: ['The bill for your home depends on how many adults live there, and on what they do.'],
    needs: ['the dates of birth of everybody who lives with you'],
  },
  stepList: true,
})
  .step('you', {
    title: 'What is your name?',
    fields: { name: text('Full name', { autocomplete: 'name' }).max(80) },
  })
  .include('home', addressByPostcode())
  .repeat(
    'people',
    {
      title: 'Who lives with you?',
      intro: 'Add everybody who has their main home here, children too. Do not add yourself.',
      item: '{about.name}',
      add: 'Does anybody else live with you?',
      max: 12,
      words: {
        'items.item': 'Person {n}',
        'items.first': 'Does anybody live with you?',
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
            name: text('Full name').max(80),
            born: date('Date of birth', { notAfter: 'today' }),
            since: month('When did they move in?', {
              hint: 'For example, 9 2024. Leave it empty if they have always lived with you.',
              notAfter: 'today',
            }).optional(),
            does: choice('What do they do?', {
              works: 'They work',
              studies: 'They go to school or study',
              retired: 'They are retired',
              other: 'Something else',
            }),
          },
        })
        .step('course', {
          title: 'Where does {about.name} study?',
          when: (earlier) => earlier.about.does.is('studies'),
          fields: {
            school: text('School or university').max(100),
            hours: integer('Hours a week').min(1).max(60),
          },
          check: ({ hours }, { earlier }) =>
            hours > 50
              ? { hours: `Check how many hours ${earlier.about.name} studies in a week` }
              : undefined,
        }),
  )
  .step('discount', {
    title: 'You may pay less',
    intro: 'People who live alone, or only with students, pay a quarter less.',
    when: ({ people }) =>
      or(
        people.count.is(0),
        people.every((person) => person.about.does.is('studies')),
      ),
    fields: { wanted: yesNo('Do you want to ask for the discount?') },
  })
  .step('bill', {
    title: 'Who else is named on the bill?',
    intro: 'Whoever is named there has to pay it, as you do.',
    when: ({ people }) => people.count.gte(1),
    fields: {
      others: choices(
        'Who else is named on the bill?',
        fromGroup(({ people }) => people),
      ).optional(),
    },
  })
  .step('more', {
    title: 'Is there anything else that we should know?',
    fields: { more: longText('Anything else').max(500).optional() },
  })
  .complete({
    action: 'Send',
    confirmation: 'Thank you for telling us who lives with you',
    next: 'Your next bill will take it into account.',
    run: ({ answers, ...submission }) =>
      writeToOutbox(submission, { ...answers, home: addressOf(answers.home) }),
  });
