import {
  address,
  choice,
  choices,
  code,
  consent,
  country,
  date,
  decimal,
  email,
  hidden,
  integer,
  longText,
  matrix,
  money,
  month,
  range,
  rating,
  secret,
  signature,
  tel,
  text,
  time,
  url,
  wizard,
  year,
  yesNo,
} from 'stepway';

/** Every kind of control, in one wizard. */
export const everything = wizard({
  id: 'everything',
  title: 'Every kind of question',
  version: 1,
  stepList: true,
  start: { intro: 'A form with one of each.', needs: ['a minute'] },
})
  .step('texts', {
    title: 'Texts and numbers',
    section: 'Writing',
    intro: 'Fill in what you like.',
    fields: {
      name: text('Full name', { autocomplete: 'name', hint: 'As others know you' }),
      email: email('Email address'),
      pin: secret('PIN', { hint: 'Four digits' }),
      age: integer('Age', { suffix: 'years', width: 3 }),
      expires: month('Passport expires', { notBefore: '2026-01' }).optional(),
      since: year('Year of your first visit').optional(),
      born: date('Date of birth', { before: 'today', autocomplete: 'bday' }),
      phone: tel('Telephone number').optional(),
      page: url('Your web page').optional(),
      postcode: code('Postcode').optional(),
      height: decimal('Height', { suffix: 'cm' }).optional(),
      budget: money('Budget', { currency: 'GBP' }).optional(),
      call: time('When may we call?').optional(),
      story: longText('Your story', { rows: 3 }).max(12_000).optional(),
      source: hidden('Source', { value: 'test' }),
    },
  })
  .step('choices', {
    title: 'Choices',
    section: 'Choosing',
    fields: {
      colour: choice('Which colour?', {
        red: 'Red',
        green: { label: 'Green', hint: 'Like grass' },
        none: { label: 'No colour', afterDivider: true },
      }),
      country: choice(
        'Country',
        { fr: 'France', ie: 'Ireland', in: 'India' },
        { control: 'select' },
      ).optional(),
      pets: choices('Which pets do you have?', {
        cat: 'A cat',
        dog: { label: 'A dog', hint: 'Any size' },
        none: { label: 'None of these', exclusive: true },
      }),
      other: yesNo('Do you have other animals?'),
      which: text('Which animals?'),
      agreed: consent('I agree to be kind to them'),
    },
    show: { which: (own) => own.other.is(true) },
  })
  .step('news', { title: 'Good to know', intro: ['There is nothing to answer here.', 'Go on.'] })
  .step('last', {
    title: 'What else?',
    intro: 'One last question.',
    fields: { more: longText('Anything to add?').max(200).optional() },
  })
  .complete({
    action: 'Send',
    confirmation: 'All sent',
    declaration: 'This is true.',
    next: 'Nothing happens next.',
  });

/** The kinds of questions that take more than a line. */
export const kinds = wizard({ id: 'kinds', title: 'More kinds of questions', version: 1, start: false })
  .step('grades', {
    title: 'How was it?',
    fields: {
      stay: rating('How was your stay?', { low: 'Bad', high: 'Very good' }),
      food: rating('How was the food?', { most: 10 }).optional(),
      room: rating('How was the room?', { stars: true }),
      home: country('Where do you live?'),
      born: country('Where were you born?', { search: false }).optional(),
    },
  })
  .step('parts', {
    title: 'Your stay',
    fields: {
      stay: range('When were you here?', { first: 'Arrival', last: 'Departure', maxDays: 30 }),
      next: date('When will you come again?', { picker: true }).optional(),
      liked: matrix(
        'How did you like it?',
        { room: 'The room', food: 'The food in the restaurant', staff: 'The staff' },
        { bad: 'Not at all', fair: 'It was fair', good: 'Very much' },
      ),
      signed: signature('Sign your answers', { hint: 'Your name is enough' }),
    },
  })
  .complete({ action: 'Send' });

/** Whose handler never comes to an end, or fails at once. */
const ends = (id: string, run: () => Promise<void>) =>
  wizard({ id, title: 'A slow handler', version: 1, start: false })
    .step('only', { title: 'What is your name?', fields: { name: text('What is your name?') } })
    .complete({ action: 'Send', maxAttempts: 1, run });

/** Its receipt says that it is still worked on. */
export const working = ends('working', () => new Promise(() => undefined));
/** Its receipt says that something went wrong. */
export const failing = ends('failing', async () => {
  throw new Error('the handler fails');
});

/** Long words and long sentences everywhere. */
export const long = wizard({
  id: 'long',
  title: 'Tell us about everything that happened to you on your way to the Municipal Offices',
  version: 1,
  start: false,
})
  .step('long', {
    title: 'What did the representative of the Department of Unnecessarily Long Names tell you?',
    section: 'Your conversation with the representative',
    intro: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch is a place whose name does not break.',
    fields: {
      what: choice('Which of these is nearest to what you were told, in your own opinion?', {
        a: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        b: 'That the form would be looked at within 15 working days of the day on which it was received',
      }),
      who: text('Name of the representative', {
        hint: 'If you remember it. It stands on the letter that you were sent, at the top right.',
      }).optional(),
    },
  })
  .complete({ action: 'Send what I was told' });

const street = [1, 2, 3].map((number) => ({
  line1: `${number} High Street`,
  town: 'Leeds',
  postcode: 'LS1 1AA',
}));

/** An address, looked up by its postcode or entered by hand. */
export const moving = wizard({ id: 'moving', title: 'Move house', version: 1, start: false })
  .include('home', address({ find: async ({ postcode }) => (postcode === 'LS1 1AA' ? street : []) }))
  .complete({ action: 'Send' });
