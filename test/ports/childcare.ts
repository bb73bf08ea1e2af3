import {
  choice,
  choices,
  date,
  email,
  fromGroup,
  money,
  or,
  tel,
  text,
  time,
  wizard,
  yesNo,
  fragment,
  itemOf,
} from '../../src/index.ts';

/**
 * The application for help with the cost of childcare in Illinois (CCAP), ported in words of our own from the flow that
 * its makers publish: https://github.com/codeforamerica/il-gcc-form-flow, src/main/resources/flows-config.yaml. Its
 * four subflows are lists; the hours of each weekday, which it asks on one page by day, are rows within their items.
 *
 * It stands here by chapter: each is walked along all of its ways by itself, as their product would be tens of thousands;
 * and as a whole, a list of tasks, which is filled in once from its first page to its receipt.
 */

const weekdays = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday' };

const hours = {
  title: 'From when until when?',
  fields: { day: choice('Day', weekdays), from: time('From'), until: time('Until') },
  check: ({ from, until }: { from: string; until: string }) =>
    until <= from ? { until: 'Enter a time after the first one' } : undefined,
};

/** Where somebody works or learns, and how long the way takes: asked of each job of either parent. */
const workplace = fragment()
  .step('employer', { title: 'Who do you work for?', fields: { name: text('Name of the employer') } })
  .step('address', {
    title: 'Where is that?',
    fields: { street: text('Street'), town: text('Town'), phone: tel('Phone number').optional() },
  })
  .step('self', { title: 'Do you work for yourself?', fields: { self: yesNo('Do you work for yourself?') } })
  .step('varies', {
    title: 'Do your hours change from week to week?',
    fields: { varies: yesNo('Do they change?') },
  })
  .step('week', {
    title: 'Your next week at work',
    intro: 'Tell us about the coming week, as your hours change.',
    when: (e) => e.varies.varies.is(true),
    fields: { ready: yesNo('Do you know your hours of that week?') },
  });

/** The visitor, their partner, and other adults that they care for. */
const familyPart = fragment()
  .step('name', {
    title: 'About you',
    fields: { name: text('Full name'), born: date('Date of birth', { notAfter: 'today' }) },
  })
  .step('address', {
    title: 'Where do you live?',
    fields: { homeless: yesNo('Are you without a home?'), street: text('Street') },
    show: { street: (own) => own.homeless.is(false) },
  })
  .step('no-address', {
    title: 'You can apply without an address',
    when: (e) => e.address.homeless.is(true),
  })
  .step('mail', {
    title: 'Where do we write to?',
    when: (e) => e.address.homeless.is(false),
    fields: { same: yesNo('To the same address?') },
  })
  .step('contact', { title: 'How can we reach you?', fields: { email: email('Email address').optional() } })
  .step('partner', { title: 'Do you have a partner?', fields: { has: yesNo('Do you have a partner?') } })
  .step('together', {
    title: 'Does your partner count?',
    when: (e) => e.partner.has.is(true),
    fields: { counts: yesNo('Do you live together, and are you married or parents together?') },
  })
  .step('partner-name', {
    title: 'About your partner',
    when: (e) => e.together.counts.is(true),
    fields: { name: text('Full name') },
  })
  .step('others', { title: 'Other adults', fields: { any: yesNo('Do you care for other adults?') } })
  .repeat(
    'adults',
    {
      title: 'The adults whom you care for',
      item: '{who.name}',
      min: 1,
      max: 6,
      when: (e) => e.others.any.is(true),
    },
    (adult) =>
      adult.step('who', {
        title: 'About this adult',
        fields: { name: text('Full name'), relation: text('What they are to you') },
      }),
  );

/** The children, and the care that is asked for. */
const childrenPart = fragment()
  .repeat('children', { title: 'Your children', item: '{about.name}', min: 1, max: 4 }, (child) =>
    child
      .step('about', {
        title: 'About the child',
        fields: {
          name: text('First name'),
          isFive: yesNo('Is the child five or older?'),
          needs: yesNo('Do you need help with the cost of childcare for this child?'),
        },
      })
      .step('reasons', {
        title: 'Is anything of this so?',
        when: (e) => e.about.needs.is(true),
        fields: {
          special: yesNo('Does the child have special needs?'),
          citizen: yesNo('Is the child a citizen?'),
        },
      })
      .step('in-care', {
        title: 'Is the child in care now?',
        when: (e) => e.about.needs.is(true),
        fields: { is: yesNo('Is the child in care now?'), since: date('Since when, or from when on?') },
      })
      .repeat(
        'hours',
        {
          title: 'When does the child need care?',
          rows: true,
          min: 1,
          max: 5,
          when: (e) => e.about.needs.is(true),
        },
        (day) => day.step('day', hours),
        {
          check: (days) =>
            new Set(days.map(({ day }) => day.day)).size === days.length ? undefined : 'Enter each day once',
        },
      )
      .step('school', {
        title: 'Does the child go to school as well?',
        when: (e) => e.about.isFive.is(true),
        fields: { goes: yesNo('Does the child go to school?') },
      }),
  )
  .step('none', {
    title: 'Nobody needs help',
    when: (e) => e.children.every((child) => child.about.needs.is(false)),
    fields: { sure: yesNo('Do you want to apply all the same?') },
  })
  .step('youngest', {
    title: 'Who is the youngest?',
    when: (e) => e.children.count.gte(2),
    fields: {
      youngest: choice(
        'Who is the youngest?',
        fromGroup((e) => e.children),
      ),
    },
  });

/** Why care is needed: jobs and courses. */
const activitiesPart = fragment()
  .step('why', {
    title: 'Why do you need childcare?',
    fields: { why: choices('Reasons', { work: 'I work', learn: 'I learn', other: 'Something else' }) },
  })
  .repeat(
    'jobs',
    {
      title: 'Your jobs',
      item: '{work.employer.name}',
      min: 1,
      max: 2,
      when: (e) => e.why.why.includes('work'),
    },
    (job) =>
      job
        .include('work', workplace)
        .repeat('hours', { title: 'Your hours', rows: true, min: 1, max: 1 }, (day) => day.step('day', hours))
        .step('way', { title: 'How long is the way?', fields: { way: text('Time of the way') } }),
  )
  .step('course', {
    title: 'What do you learn?',
    when: (e) => e.why.why.includes('learn'),
    fields: { name: text('Name of the course'), scheduled: yesNo('Is it at fixed hours?') },
  })
  .repeat(
    'lessons',
    { title: 'Your lessons', rows: true, min: 1, max: 2, when: (e) => e.course.scheduled.is(true) },
    (day) => day.step('day', hours),
  );

/** Money that is not earned, and what is paid for children elsewhere. */
const incomePart = fragment()
  .step('sources', {
    title: 'Do you get any of these?',
    fields: {
      sources: choices('Other income', {
        rent: 'Rent',
        pension: 'A pension',
        none: { label: 'None of these', exclusive: true },
      }),
    },
  })
  .step('amounts', {
    title: 'How much do you get?',
    when: (e) => or(e.sources.sources.includes('rent'), e.sources.sources.includes('pension')),
    fields: { month: money('In a month', { currency: 'USD' }) },
  })
  .step('assets', { title: 'Do you own much?', fields: { million: yesNo('More than a million dollars?') } })
  .step('support', { title: 'Child support', fields: { pays: yesNo('Do you pay child support?') } })
  .step('paid', {
    title: 'How much do you pay?',
    when: (e) => e.support.pays.is(true),
    fields: { month: money('In a month', { currency: 'USD' }) },
  });

export const family = wizard({ id: 'family', title: 'You and your family', version: 1 })
  .include('you', familyPart)
  .complete({ action: 'Send' });

export const children = wizard({ id: 'children', title: 'Your children', version: 1 })
  .include('kids', childrenPart)
  .complete({ action: 'Send' });

export const activities = wizard({ id: 'activities', title: 'Why you need childcare', version: 1 })
  .include('need', activitiesPart)
  .complete({ action: 'Send' });

export const income = wizard({ id: 'income', title: 'Your income', version: 1 })
  .include('money', incomePart)
  .complete({ action: 'Send' });

/** What the handler of the whole form was given, and whom it found by it. */
export interface Handed {
  readonly answers: object;
  readonly youngest: string | undefined;
}

/** All chapters together. */
export const application = (run: (handed: Handed) => void) =>
  wizard({ id: 'childcare', title: 'Help with the cost of childcare', version: 1, order: 'tasks' })
    .section('family', { title: 'You and your family' }, (chapter) => chapter.include('you', familyPart))
    .section('children', { title: 'Your children' }, (chapter) => chapter.include('kids', childrenPart))
    .section('activities', { title: 'Why you need childcare' }, (chapter) =>
      chapter.include('need', activitiesPart),
    )
    .section('income', { title: 'Your income' }, (chapter) => chapter.include('money', incomePart))
    .complete({
      action: 'Send',
      run({ answers }) {
        const { children: all, youngest } = answers.kids;
        run({ answers, youngest: itemOf(all, youngest?.youngest)?.about.name });
      },
    });
