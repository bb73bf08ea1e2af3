import {
  choice,
  choiceFrom,
  country,
  date,
  integer,
  longText,
  matrix,
  or,
  range,
  rating,
  signature,
  today,
  wizard,
} from 'stepway';
import { findHouses, houseOf, roomsOf } from './parts/houses.ts';
import type { Services } from './parts/services.ts';

export default wizard({ id: 'stay', title: 'Tell us about your stay', version: 1, start: false })
  .uses<Services>()
  .step('when', {
    title: 'When did you stay with us?',
    fields: {
      house: choiceFrom(
        'Which of our houses was it?',
        {
          find: async ({ query, limit }) => findHouses(query, limit).map(asOption),
          get: async ({ value }) => {
            const house = houseOf(value);
            return house && asOption(house);
          },
        },
        { hint: 'Type its name or the town', name: 'the house' },
      ),
      days: range('Your stay', {
        first: 'Arrival',
        last: 'Departure',
        notBefore: 'today - 1 year',
        notAfter: 'today',
        maxDays: 30,
      }),
      guests: integer('How many of you were there?').min(1).max(12),
      kids: integer('How many of you were children?').min(0).max(11),
    },
    check: ({ guests, kids }) =>
      kids < guests ? undefined : { kids: 'At least one of you must be grown up' },
  })
  .step('how', {
    title: 'How was it?',
    intro: 'You were with us from {when.days.from} to {when.days.to}.',
    fields: {
      room: choiceFrom(
        'Which room did you sleep in?',
        async ({ earlier }) => roomsOf(earlier.when.house).map((room) => ({ value: room, label: room })),
        { dependsOn: (earlier) => [earlier.when.house] },
      ).optional(),
      whole: rating('Your stay as a whole', { low: 'Poor', high: 'Excellent' }),
      parts: matrix(
        'How did you find each of these?',
        { room: 'The room', food: 'The food', staff: 'The staff' },
        { poor: 'Poor', fair: 'Fair', good: 'Good' },
      ),
    },
  })
  .step('sorry', {
    title: 'We are sorry. What went wrong?',
    when: (earlier) => or(earlier.how.whole.lte(2), earlier.how.parts.room.is('poor')),
    fields: {
      what: longText('What happened?', { maxWords: 200 }),
      wanted: choice('What can we do?', {
        call: 'Call me',
        refund: 'Give back a part of the price',
        cot: 'Give us a family room the next time',
        nothing: 'Nothing, I only wanted to tell you',
      }),
    },
    offer: { wanted: { cot: (earlier) => earlier.when.kids.gt(0) } },
  })
  .step('you', {
    title: 'About you',
    fields: {
      country: country('Country you live in', { name: 'the country you live in' }),
      born: date('Date of birth', { notAfter: 'today - 16 years', autocomplete: 'bday' }),
    },
  })
  .step('draw', {
    title: 'Do you want to win a weekend?',
    intro: 'Sign here if you want to take part in our draw. It is for grown-ups only.',
    when: (earlier) => earlier.you.born.lte(today({ years: -18 })),
    // For its own view, views/stay/steps/draw.ejs.
    helpers: async (_earlier, { services, signal }) => ({ entries: await services.draw.entries(signal) }),
    fields: { signed: signature('Your signature').optional() },
  })
  .complete({
    action: 'Send',
    confirmation: 'Thank you for telling us',
    next: 'We read everything, and draw the winners on the first day of each month.',
  });

function asOption({ number, name, town }: NonNullable<ReturnType<typeof houseOf>>) {
  return { value: number, label: `${name}, ${town}` };
}
