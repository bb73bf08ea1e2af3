import {
  choice,
  choices,
  code,
  consent,
  date,
  decimal,
  email,
  hidden,
  integer,
  longText,
  money,
  secret,
  tel,
  text,
  time,
  url,
  wizard,
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
      pets: choices('Which pets do you have?', { cat: 'A cat', dog: { label: 'A dog', hint: 'Any size' } }),
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
