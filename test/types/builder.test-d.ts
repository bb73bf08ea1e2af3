import { z } from 'zod';
import {
  and,
  choice,
  choiceFrom,
  choices,
  date,
  fragment,
  fromGroup,
  integer,
  itemOf,
  matrix,
  or,
  range,
  signature,
  text,
  time,
  today,
  wizard,
  yesNo,
} from 'stepway';
import type {
  BooleanRef,
  Condition,
  DateRef,
  InferAnswers,
  ItemId,
  ListRef,
  OrderedRef,
  TextRef,
  ValueRef,
} from 'stepway';
import { stars } from '../controls/stars/control.ts';

/** Whether two types are the same, optional and readonly modifiers included. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Does not compile unless it is given `true`. */
function holds<_Claim extends true>(): void {}

interface Services {
  readonly mailer: { send(to: string): Promise<void> };
}

const started = wizard({ id: 'trip', title: 'A trip', version: 1 })
  .step('who', {
    title: 'Who?',
    fields: {
      name: text('Name'),
      age: integer('Age'),
      purpose: choice('Purpose', {
        work: 'Work',
        study: 'Study',
        visit: { label: 'Visit', hint: 'Up to 90 days' },
      }),
      isNew: yesNo('First time?'),
      arrival: date('Arrival').optional(),
      from: time('From'),
      likes: choices('Likes', { sea: 'Sea', hills: 'Hills' }),
      nick: text('Nickname').optional(),
      born: date('Born').transform((iso) => new Date(iso)),
    },
  })
  .step('work', {
    title: 'Work',
    when: (earlier) => and(earlier.who.purpose.is('work'), earlier.who.age.gte(16)),
    fields: { employer: text('Employer'), hours: z.int().meta({ label: 'Hours' }).default(40) },
  });

// Conditions read earlier steps only, with the operators of the field's type.
started.step('x', {
  title: 'X',
  when: ({ who }) =>
    and(
      who.name.is('a'),
      who.age.between(1, 2),
      who.purpose.oneOf('work', 'study'),
      who.isNew.isNot(true),
      who.arrival.gt('2027-01-01'),
      who.arrival.lt(today({ days: 30 })),
      who.name.isNot(who.nick),
      who.likes.includesAny('sea', 'hills'),
      who.name.matches(/^A/),
      who.from.lt('12:00'),
      who.likes.includes('sea'),
      who.nick.isAnswered(),
      who.born.isAnswered(),
    ),
});

started.step('x', {
  title: 'X',
  fields: { by: choice('By', { car: 'Car', train: 'Train' }), meals: choices('Meals', { a: 'A', b: 'B' }) },
  offer: { by: { car: ({ who }) => who.age.gte(18) }, meals: { b: ({ who }) => who.isNew.is(true) } },
});

started.step('x', {
  title: 'X',
  fields: { by: choice('By', { car: 'Car', train: 'Train' }) },
  // @ts-expect-error -- no such option
  offer: { by: { bus: ({ who }) => who.age.gte(18) } },
});

started.step('x', {
  title: 'X',
  // @ts-expect-error -- a number is not compared with a day
  when: ({ who }) => who.age.gt(today()),
});

started.step('x', {
  title: 'X',
  // @ts-expect-error -- no such step
  when: (earlier) => earlier.whom.name.is('a'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- no such field
  when: (earlier) => earlier.who.nam.is('a'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a step does not see its own answers
  when: (earlier) => earlier.x.name.is('a'),
  fields: { name: text('Name') },
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- no such option
  when: (earlier) => earlier.who.purpose.is('holiday'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a choice has no order
  when: (earlier) => earlier.who.purpose.gt('work'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a text has no order
  when: (earlier) => earlier.who.name.gt('a'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a number is compared with numbers
  when: (earlier) => earlier.who.age.is('16'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- yes or no is not a text
  when: (earlier) => earlier.who.isNew.is('yes'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a list is asked what it includes
  when: (earlier) => earlier.who.likes.is('sea'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- no such option in the list
  when: (earlier) => earlier.who.likes.includes('lakes'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a schema that changes its type has no value to compare
  when: (earlier) => earlier.who.born.is('2000-01-01'),
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a reference is not a condition
  when: (earlier) => earlier.who.name,
});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a condition is made at once
  when: async (earlier) => earlier.who.name.is('a'),
});
// @ts-expect-error -- the id is taken
started.step('who', { title: 'Again' });
// @ts-expect-error -- a title is due
started.step('x', {});
started.step('x', {
  title: 'X',
  // @ts-expect-error -- a misspelt property
  feilds: { name: text('Name') },
});
// @ts-expect-error -- an exit needs a condition
started.exit('x', { title: 'X' });
// @ts-expect-error -- the id of an exit is taken too
started.exit('bye', { title: 'Bye', when: (e) => e.who.age.lt(18) }).step('bye', { title: 'Bye' });

// Fields shown by another field of the same step, and by earlier answers.
started.step('x', {
  title: 'X',
  fields: { paid: yesNo('Paid?'), sum: integer('Sum') },
  show: { sum: (own, earlier) => and(own.paid.is(true), earlier.who.isNew.is(true)) },
  check: (values) => {
    holds<Equal<typeof values, { readonly paid: boolean; readonly sum?: number }>>();
    return undefined;
  },
});
started.step('x', {
  title: 'X',
  fields: { paid: yesNo('Paid?') },
  // @ts-expect-error -- shows a field that is not there
  show: { sum: (own) => own.paid.is(true) },
});

// Checks: stored inputs, earlier ones optional where conditional, services.
wizard({ id: 'w', title: 'W', version: 1 })
  .uses<Services>()
  .step('a', { title: 'A', fields: { born: date('Born').transform((iso) => new Date(iso)) } })
  .step('b', { title: 'B', when: (e) => e.a.born.isAnswered(), fields: { one: text('One') } })
  .step('c', {
    title: 'C',
    fields: { two: text('Two').optional(), three: integer('Three') },
    check: async (values, { earlier, services, signal, now }) => {
      holds<Equal<typeof values, { readonly three: number; readonly two?: string | undefined }>>();
      holds<Equal<typeof earlier.a, { readonly born: string }>>();
      holds<Equal<typeof earlier.b, { readonly one: string } | undefined>>();
      holds<Equal<typeof services, Services>>();
      holds<Equal<typeof signal, AbortSignal>>();
      holds<Equal<typeof now, Date>>();
      return values.three > 3 ? { two: 'Give fewer' } : undefined;
    },
  })
  .step('d', {
    title: 'D',
    fields: { four: text('Four') },
    // @ts-expect-error -- a message for a field that is not there
    check: () => ({ for: 'No' }),
  })
  .step('d2', {
    title: 'D',
    fields: { four: text('Four') },
    // @ts-expect-error -- one of the messages is for a field that is not there
    check: async () => ({ four: 'No', for: 'No' }),
  })
  .step('e', {
    title: 'E',
    fields: { five: text('Five') },
    check: (values) => ({ five: values.five === 'x' ? 'Not x' : undefined, '': 'The whole step' }),
  })
  .complete({
    action: 'Send',
    run: async ({ answers, services, idempotencyKey, attempt }) => {
      holds<Equal<typeof answers.a.born, Date>>();
      holds<Equal<typeof services, Services>>();
      holds<Equal<typeof idempotencyKey, string>>();
      holds<Equal<typeof attempt, number>>();
      await services.mailer.send(answers.c.two ?? '');
    },
  });

// A rejection names steps and fields that there are.
started.complete({
  action: 'Send',
  run: async () => ({ reject: { who: { age: 'Too young', '': 'Look again' } } }),
});
// @ts-expect-error -- no such step
started.complete({ action: 'Send', run: async () => ({ reject: { whom: { age: 'Too young' } } }) });
// @ts-expect-error -- no such field
started.complete({ action: 'Send', run: () => ({ reject: { who: { aged: 'Too young' } } }) });

// Helpers of a view: earlier answers as stored.
started.step('h', {
  title: 'H',
  when: (e) => e.who.isNew.is(true),
  helpers: (earlier) => {
    holds<Equal<typeof earlier.who.isNew, boolean>>();
    // @ts-expect-error -- no such step
    return { first: earlier.whom };
  },
});

// Finished answers: outputs; a conditional step, and nothing else, is optional.
const _finished = started.complete({ action: 'Send' });
type Finished = InferAnswers<typeof _finished>;
holds<Equal<Finished['who']['born'], Date>>();
holds<Equal<Finished['who']['purpose'], 'work' | 'study' | 'visit'>>();
holds<Equal<Finished['who']['likes'], ('sea' | 'hills')[]>>();
holds<Equal<Finished['who']['nick'], string | undefined>>();
holds<Equal<NonNullable<Finished['work']>, { readonly employer: string; readonly hours: number }>>();
holds<
  Equal<Pick<Finished, 'work'>, { readonly work?: { readonly employer: string; readonly hours: number } }>
>();

// Parts: answers nested under the part's id, conditions read through it, services of the fragment are needed outside.
const address = fragment()
  .step('where', { title: 'Where', fields: { country: choice('Country', { GB: 'UK', FR: 'France' }) } })
  .step('region', {
    title: 'Region',
    when: (e) => e.where.country.is('FR'),
    fields: { region: text('Region') },
  });
const withParts = started
  .include('home', address)
  .include('office', address, { when: (e) => e.home.where.country.is('GB') })
  .step('last', { title: 'Last', when: (e) => e.office.region.region.is('x'), fields: {} })
  .complete({ action: 'Send' });
type Parts = InferAnswers<typeof withParts>;
holds<Equal<Parts['home']['where'], { readonly country: 'GB' | 'FR' }>>();
holds<Equal<Parts['home']['region'], { readonly region: string } | undefined>>();
type Address = Parts['home'];
holds<Equal<Pick<Parts, 'office'>, { readonly office?: Address }>>();
// @ts-expect-error -- a part's steps do not stand at the root
started.include('home', address).step('x', { title: 'X', when: (e) => e.where.country.is('FR') });
// @ts-expect-error -- no such option inside the part
started.include('home', address).step('x', { title: 'X', when: (e) => e.home.where.country.is('DE') });
// @ts-expect-error -- a fragment is not completed
address.complete({ action: 'Send' });
const needing = fragment().uses<Services>().step('a', { title: 'A' });
wizard({ id: 'w', title: 'W', version: 1 }).uses<Services & { readonly db: string }>().include('p', needing);
// @ts-expect-error -- the wizard has not what the fragment needs
wizard({ id: 'w', title: 'W', version: 1 }).include('p', needing);

// Makers.
// @ts-expect-error -- a misspelt option of a maker
text('Name', { hnit: 'x' });
// @ts-expect-error -- limits are for dates
text('Name', { after: 'today' });
text('Name', { summary: (value) => value.toUpperCase() });
choice('Size', [
  { value: '10', label: 'Ten' },
  { value: '2', label: 'Two' },
]) satisfies z.ZodType<'10' | '2'>;

// Controls of an author's own.
stars('How was it?', { most: 7, hint: 'Be honest' }) satisfies z.ZodType<number>;
stars('How was it?', { summary: (value) => value.toFixed(1) });
// @ts-expect-error -- its option is a number
stars('How was it?', { most: 'seven' });
// @ts-expect-error -- a misspelt option of its maker
stars('How was it?', { moist: 7 });
const rating = started.step('rating', { title: 'R', fields: { score: stars('S') } });
rating.step('bad', { title: 'B', when: (e) => e.rating.score.lt(3), fields: {} });

// A page of information asks for nothing, so it has no answers.
const informed = wizard({ id: 'informed', title: 'Informed', version: 1 })
  .step('read', { title: 'Read this' })
  .include('part', fragment().step('read', { title: 'Read this too' }))
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .complete({ action: 'Send' });
holds<Equal<InferAnswers<typeof informed>, { readonly who: { readonly name: string } }>>();

// Helper functions name what they take, and lists of conditions are spread.
const isGrown = (age: OrderedRef<number>, isNew: BooleanRef): Condition => and(age.gte(18), isNew.is(true));
const anyOf = (lists: readonly ListRef<'sea' | 'hills'>[]) =>
  or(...lists.map((list) => list.includes('sea')));
const isAnn = (name: ValueRef<string>) => and(name.is('Ann'));
const isMinor = (born: DateRef) => born.gt(today({ years: -18 }));
started.step('x', {
  title: 'X',
  when: ({ who }) =>
    and(isGrown(who.age, who.isNew), anyOf([who.likes]), isAnn(who.name), isMinor(who.arrival)),
});

// The check of a list is typed by the pages of its items, and by what stands before it.
started.repeat(
  'owners',
  { title: 'O' },
  (owner) => owner.step('part', { title: 'P', fields: { share: integer('S') } }),
  {
    check: (items, { earlier }) => {
      holds<Equal<typeof items, readonly { readonly part: { readonly share: number } }[]>>();
      earlier.who.name satisfies string;
      return { [`${items.length}/part`]: { share: 'Too many' }, '0/part': { '': 'Check this' } };
    },
  },
);
// @ts-expect-error -- it stands after the pages, which it is typed by
started.repeat('owners', { title: 'O', check: () => 'No' }, (owner) => owner.step('part', { title: 'P' }));

// Items as options: the list is known where it stands before; behind `.optional()` the check at start knows it.
const withItems = started.repeat('owners', { title: 'O' }, (owner) =>
  owner.step('about', { title: 'A', fields: { name: text('N') } }),
);
const chosen = withItems
  .step('chosen', {
    title: 'C',
    fields: {
      eldest: choice(
        'E',
        fromGroup((e) => e.owners),
      ),
      several: choices(
        'S',
        fromGroup((e) => e.owners, '{about.name}'),
      ),
      few: choices(
        'F',
        fromGroup((e) => e.owners),
      ).max(2),
      none: choices(
        'N',
        fromGroup((e) => e.anything),
      ).optional(),
    },
  })
  .complete({
    action: 'Send',
    run: ({ answers: { owners, chosen: items } }) => {
      itemOf(owners, items.eldest)?.about.name satisfies string | undefined;
      holds<Equal<typeof items.several, ItemId[]>>();
      holds<Equal<typeof items.none, ItemId[] | undefined>>();
    },
  });
chosen satisfies { readonly kind: 'wizard' };
withItems.step('x', {
  title: 'X',
  fields: {
    a: choice(
      'A',
      // @ts-expect-error -- there is no such list
      fromGroup((e) => e.ownrs),
    ),
  },
});
withItems.step('x', {
  title: 'X',
  fields: {
    a: choice(
      'A',
      // @ts-expect-error -- a step is no list
      fromGroup((e) => e.who),
    ),
  },
});
const asked = withItems.step('asked', {
  title: 'A',
  fields: {
    a: choice(
      'A',
      fromGroup((e) => e.owners),
    ),
  },
});
asked.step('y', { title: 'Y', when: (e) => e.asked.a.isAnswered() });
// @ts-expect-error -- nobody knows an item's id before it is there
asked.step('y', { title: 'Y', when: (e) => e.asked.a.is('a') });

// Options that depend on earlier answers: `load` gets them, and the services, with the types that the wizard knows.
wizard({ id: 'loaded', title: 'L', version: 1 })
  .uses<{ readonly townsIn: (country: string) => string[] }>()
  .step('where', { title: 'W', fields: { country: choice('C', { ie: 'Ireland', no: 'Norway' }) } })
  .step('town', {
    title: 'T',
    fields: {
      town: choiceFrom(
        'T',
        async ({ earlier, services }) => {
          holds<Equal<typeof earlier.where.country, 'ie' | 'no'>>();
          return services.townsIn(earlier.where.country).map((value) => ({ value, label: value }));
        },
        { dependsOn: (earlier) => [earlier.where.country] },
      ),
      other: choiceFrom('O', async () => [], {
        // @ts-expect-error -- there is no such step
        dependsOn: (earlier) => [earlier.whre.country],
      }),
      unsure: choiceFrom(
        'U',
        // @ts-expect-error -- without dependsOn nothing of earlier answers is there
        async ({ earlier }) => earlier,
      ),
    },
  });

// The parts of an answer that is an object are references of their own.
wizard({ id: 'hotel', title: 'Hotel', version: 1 })
  .step('stay', {
    title: 'Stay',
    fields: {
      dates: range('Dates').optional(),
      rated: matrix('How?', { food: 'Food' }, { good: 'Good', bad: 'Bad' }),
      signed: signature('Sign'),
      paid: date('Paid'),
      copy: range('Copy'),
    },
    show: {
      paid: (own) => own.rated.food.is('bad'),
      // @ts-expect-error no such part
      copy: (own) => own.dates.till.gt('2027-01-01'),
    },
  })
  .step('next', {
    title: 'Until {stay.dates.to}',
    when: ({ stay }) => {
      holds<Equal<typeof stay.dates.from, DateRef>>();
      holds<Equal<typeof stay.rated.food, TextRef<'good' | 'bad'>>>();
      // @ts-expect-error no such row
      void stay.rated.fod;
      // @ts-expect-error no such option
      stay.rated.food.is('goood');
      // @ts-expect-error the whole is not compared
      void stay.dates.gt;
      return and(
        stay.dates.to.gt(today({ days: 30 })),
        stay.dates.from.lt(stay.paid),
        stay.signed.drawing.isAnswered(),
        stay.dates.isAnswered(),
      );
    },
    fields: { day: date('Day'), dates: range('Dates') },
    initial: { day: (e) => e.stay.dates.from, dates: (e) => e.stay.dates },
    again: (e) => [e.stay.dates.to, e.stay.rated],
  })
  .repeat('pets', { title: 'Pets' }, (pet) =>
    pet.step('care', { title: 'Care', fields: { dates: range('Dates') } }),
  )
  .step('last', {
    title: 'Last',
    when: (e) => e.pets.some((pet) => pet.care.dates.to.gt('2027-01-01')),
  });
