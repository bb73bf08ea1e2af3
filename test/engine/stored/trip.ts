import {
  choice,
  choices,
  consent,
  date,
  decimal,
  email,
  fragment,
  integer,
  longText,
  money,
  text,
  time,
  wizard,
  yesNo,
} from '../../../src/index.ts';

const address = fragment()
  .step('country', {
    title: 'Which country?',
    fields: { country: choice('Country', { GB: 'Great Britain', US: 'United States' }) },
  })
  .step('state', {
    title: 'Which state?',
    when: (earlier) => earlier.country.country.is('US'),
    fields: { state: text('State') },
  });

/** What the handler of `trip` is given, as far as the tests look at it. */
export interface Call {
  readonly answers: { readonly you: { readonly name: string } };
  readonly context?: unknown;
  readonly idempotencyKey: string;
}

/** What a handler may give back. */
export type Answer = { readonly reject: { readonly you: { readonly name: string } } } | undefined;

/**
 * The wizard that the stored documents are of: a part, closed branches, a value that its schema changes, and answers of
 * every shape. It must not change, or the documents are no longer what an earlier Stepway left behind.
 *
 * @param handle its handler
 */
export function trip(handle: (call: Call) => Promise<Answer>) {
  return wizard({
    id: 'trip',
    title: 'Trip',
    version: 2,
    start: false,
    // Version 1 asked for the whole address on one line.
    migrate: ({ answers }) => {
      const { home: _, ...rest } = answers as {
        readonly [step: string]: { readonly [field: string]: string };
      };
      return { ...rest, 'home/country': { country: 'GB' } };
    },
  })
    .step('kind', {
      title: 'What kind of trip?',
      fields: { kind: choice('Kind', { work: 'Work', fun: 'Fun' }), nights: integer('Nights') },
    })
    .step('job', {
      title: 'What is the job?',
      when: (earlier) => earlier.kind.kind.is('work'),
      fields: { employer: text('Employer'), pay: money('Pay', { currency: 'GBP' }) },
    })
    .include('home', address)
    .step('wishes', {
      title: 'What do you wish for?',
      fields: {
        meals: choices('Meals', { breakfast: 'Breakfast', lunch: 'Lunch', dinner: 'Dinner' }),
        from: time('From'),
        weight: decimal('Weight'),
        isFirst: yesNo('Is it your first trip?'),
        notes: longText('Notes').optional(),
      },
    })
    .step('you', {
      title: 'Who are you?',
      fields: {
        name: text('Name'),
        email: email('Email').optional(),
        born: date('Born').transform((iso) => new Date(iso)),
      },
    })
    .step('truth', { title: 'Is it true?', fields: { agreed: consent('It is true') } })
    .complete({
      action: 'Book',
      maxAttempts: 2,
      run: async (call) => handle(call),
    });
}
