import {
  choice,
  code,
  content,
  date,
  email,
  group,
  integer,
  longText,
  money,
  tel,
  text,
  wizard,
  year,
  yesNo,
} from 'stepway';
import { addressByPostcode } from './parts/address-by-postcode.ts';
import { writeToOutbox } from './parts/outbox.ts';

export default wizard({
  id: 'grant',
  title: 'Apply for a community grant',
  version: 1,
  order: 'tasks',
  start: {
    intro: ['We give grants of up to £20,000 to groups that do something for their neighbourhood.'],
    needs: ['what the project will cost', 'the name of somebody we can ask about it'],
  },
})
  .section('group', { title: 'About your group' }, (section) =>
    section
      .step('kind', {
        title: 'What kind of group are you?',
        fields: {
          kind: choice('Kind of group', {
            charity: 'A registered charity',
            club: 'A club or society',
            company: 'A company',
          }),
        },
      })
      .exit('no-companies', {
        title: 'We do not give grants to companies',
        intro: 'A company can borrow money for its projects from a bank.',
        when: (earlier) => earlier.kind.kind.is('company'),
      })
      .step('charity', {
        title: 'Your charity number',
        when: (earlier) => earlier.kind.kind.is('charity'),
        fields: {
          number: code('Charity number', {
            hint: '6 or 7 digits. In Scotland ‘SC’ and 6 digits.',
            pattern: /^(\d{6,7}|SC\d{6})$/,
            messages: { invalid: 'Enter a charity number of 6 or 7 digits, or of ‘SC’ and 6 digits' },
          }),
          scotland: content(
            'Ask the Scottish register to **confirm your entry**: we need it with your accounts.',
          ),
        },
        show: { scotland: (own) => own.number.matches(/^SC/) },
      })
      .step('name', {
        title: 'What is your group called?',
        fields: {
          name: text('Name of the group').max(100),
          founded: year('Year in which it was founded').min(1700),
          members: integer('Number of members').min(1).max(100_000),
        },
        check: ({ founded }) =>
          founded > new Date().getFullYear()
            ? { founded: 'The year in which it was founded must not be in the future' }
            : undefined,
      })
      .include(
        'home',
        addressByPostcode({
          findTitle: 'Where does your group meet?',
          pickTitle: 'Which address is it?',
          handTitle: 'Enter the address',
        }),
      ),
  )
  .section('project', { title: 'Your project' }, (section) =>
    section
      .step('idea', {
        title: 'What do you want to do?',
        fields: {
          title: text('Title of the project').max(80),
          summary: longText('In a few words, what will happen?', { maxWords: 150 }),
          together: yesNo('Will you do it together with another group?'),
        },
      })
      .step('dates', {
        title: 'When will it happen?',
        fields: {
          starts: date('First day', { notBefore: 'today', picker: true }),
          ends: date('Last day', { picker: true }),
        },
        check: ({ starts, ends }) =>
          ends < starts ? { ends: 'The last day must not be before the first' } : undefined,
      }),
  )
  .section('money', { title: 'What it will cost' }, (section) =>
    section
      .repeat(
        'costs',
        {
          title: 'Your costs',
          intro: 'A line for each thing, with its whole price.',
          rows: true,
          item: '{cost.what}',
          min: 1,
          max: 30,
          words: { 'items.item': 'Cost {n}', 'rows.add': 'Add another cost' },
        },
        (item) =>
          item.step('cost', {
            title: 'What will you pay for?',
            fields: {
              what: text('What it is').max(80),
              amount: money('How much it will cost', { currency: 'GBP' }).min(1),
            },
          }),
        { totals: ['amount'] },
      )
      .value('total', money('What it costs', { currency: 'GBP' }), ({ costs }) => {
        const pence = costs.map(({ cost }) => Math.round(cost.amount * 100));
        return pence.reduce((sum, each) => sum + each, 0) / 100;
      })
      .step('asked', {
        title: 'How much are you asking us for?',
        intro: 'Your costs come to {total}. We give up to £20,000.',
        fields: { amount: money('Grant', { currency: 'GBP' }).min(100).max(20_000) },
        // Most groups ask for all that it costs. Where that is more than we give, the field stays empty.
        initial: { amount: (earlier) => earlier.total },
      }),
  )
  .section(
    'partner',
    { title: 'The group you work with', when: (earlier) => earlier.idea.together.is(true) },
    (section) =>
      section.step('together', {
        title: 'Who will you work with?',
        fields: { name: text('Name of the group').max(100), does: longText('What they will do').max(500) },
      }),
  )
  .section('contact', { title: 'Who we can ask' }, (section) =>
    section.step('person', {
      title: 'Who can we ask about the project?',
      fields: {
        name: text('Full name', { autocomplete: 'name' }).max(80),
        ...group('How can we reach them?', {
          email: email('Email address'),
          phone: tel('Phone number').optional(),
        }),
      },
    }),
  )
  .complete({
    action: 'Send application',
    confirmation: 'We have your application',
    next: 'We decide on the first Monday of each month, and write to the person you named.',
    declaration: 'By sending this application you confirm that your answers are true, as far as you know.',
    run: ({ answers, ...submission }) => writeToOutbox(submission, answers),
  });
