import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  choice,
  choiceFrom,
  choices,
  code,
  consent,
  country,
  date,
  decimal,
  email,
  file,
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
} from '../../src/index.ts';
import { controlOf, ourControls } from '../../src/controls/all.ts';
import { walk as flowWalk } from '../../src/flow/walk.ts';
import { fromPattern } from '../../src/sample/from-pattern.ts';
import { seeded } from '../../src/sample/generate-value.ts';
import { generateAnswers } from '../../src/testing/index.ts';
import visa from '../../wizards/visa.ts';
import { fieldsAt, placesOf } from '../../src/definition/place.ts';
import { itemsOf } from '../support/generated-items.ts';

const every = wizard({ id: 'every', title: 'Every kind', version: 1 })
  .step('text', {
    title: 'Text',
    fields: {
      short: text('Short').max(3),
      long: longText('Long').min(200).max(210),
      mail: email('Mail'),
      phone: tel('Phone'),
      page: url('Page'),
      postcode: code('Postcode', { pattern: /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/ }),
      plain: code('Code').min(4).max(6),
      pin: secret('PIN').regex(/^\d{4}$/),
      token: hidden('Token', { value: 'abc' }),
      own: z.string().meta({ label: 'Own' }),
      email: z.email().max(40).meta({ label: 'Zod mail' }),
    },
  })
  .step('numbers', {
    title: 'Numbers',
    fields: {
      whole: integer('Whole').min(-5).max(-2),
      even: integer('Even').multipleOf(2).min(101),
      part: decimal('Part').gt(0).lt(1),
      cost: money('Cost', { currency: 'JPY' }).min(500),
      price: money('Price').max(2),
      under: z.number().max(-1000).meta({ label: 'Under' }),
    },
  })
  .step('choices', {
    title: 'Choices',
    fields: {
      one: choice('One', { a: 'A', b: 'B' }),
      some: choices('Some', { a: 'A', b: 'B', c: 'C', d: 'D' }).min(2).max(3),
      yes: yesNo('Yes?'),
      terms: consent('Terms'),
      maybe: choice('Maybe', { a: 'A' }).optional(),
      grade: rating('Grade', { most: 3 }),
      grades: matrix('Grades', { a: 'A', b: 'B' }, { low: 'Low', high: 'High' }),
      long: choice('Long', { a: 'A', b: 'B' }, { control: 'select' }),
      land: country('Country', { only: ['IE', 'FR'] }),
    },
  })
  .step('dates', {
    title: 'Dates',
    fields: {
      any: date('Any'),
      soon: date('Soon', { after: 'today' }),
      window: date('Window', { notBefore: '2027-01-01', notAfter: '2027-01-03' }),
      born: date('Born', { before: 'today' }),
      at: time('At'),
      built: year('Built').min(1990).max(1992),
      expires: month('Expires', { notBefore: 'today' }),
      away: range('Away', { notBefore: '2027-01-01', notAfter: '2027-01-05', maxDays: 2 }),
    },
    check: ({ any, soon }) => (soon > any ? undefined : { soon: 'Later' }),
  })
  .step('papers', {
    title: 'Papers',
    fields: {
      paper: file('Paper', { types: ['application/pdf'] }),
      signed: signature('Signed'),
    },
  })
  .complete({ action: 'Send' });

test('the wizard of every kind has every kind, but for a list that is searched, which is below', () => {
  const kinds = placesOf(every).flatMap((place) => fieldsAt(place).map((field) => controlOf(field).name));
  expect([...new Set(kinds), 'lookup'].toSorted()).toEqual(Object.keys(ourControls).toSorted());
});

test('every kind of field gets an answer that its schema, its limits and the checks accept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0 }), async (seed) => {
      const answers = await generateAnswers(every, seed);
      expect(flowWalk(every, answers).complete).toBe(true);
      for (const place of placesOf(every)) {
        const names = fieldsAt(place).map(({ name }) => name);
        expect(Object.keys(answers[place.key]!).toSorted()).toEqual(names.toSorted());
      }
    }),
    { numRuns: 60 },
  );
});

test('a wizard with checks across steps is answered to an end, whatever the seed', async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const answers = await generateAnswers(visa, seed);
    const live = flowWalk(visa, answers, itemsOf(answers));
    expect(live.complete || live.exit !== undefined).toBe(true);
  }
});

test('the same seed gives the same answers, another seed others', async () => {
  expect(await generateAnswers(every, 5)).toEqual(await generateAnswers(every, 5));
  expect(await generateAnswers(every, 6)).not.toEqual(await generateAnswers(every, 5));
});

test('an author sets values by step and field', async () => {
  const answers = await generateAnswers(every, 1, {
    fixed: { text: { short: 'me' }, choices: { one: 'b' } },
  });
  expect(answers['text']).toMatchObject({ short: 'me' });
  expect(answers['choices']).toMatchObject({ one: 'b' });
});

test('a value that was set and is refused is named with its fault', async () => {
  await expect(generateAnswers(every, 1, { fixed: { text: { short: 'much too long' } } })).rejects.toThrow(
    /^generateAnswers\(\): step "text", field "short": no valid answer was found/,
  );
});

test('the options of a loaded choice are loaded as a server would', async () => {
  const from = wizard({ id: 'from', title: 'From', version: 1 })
    .uses<{ towns: readonly string[] }>()
    .step('town', {
      title: 'Town',
      fields: {
        town: choiceFrom('Town', async ({ services }: { services: { towns: readonly string[] } }) =>
          services.towns.map((value) => ({ value, label: value })),
        ),
      },
    })
    .complete({ action: 'Send' });
  const answers = await generateAnswers(from, 1, { services: { towns: ['Leeds'] } });
  expect(answers).toEqual({ town: { town: 'Leeds' } });
});

test('of a list that is searched something is found, and a value that is wanted is looked up', async () => {
  const firms = ['Acme', 'Brite'].map((label) => ({ value: label.toLowerCase(), label }));
  const by = (one: (text: string) => boolean) => firms.filter(({ label }) => one(label.toLowerCase()));
  const work = wizard({ id: 'work', title: 'Work', version: 1 })
    .step('job', {
      title: 'Job',
      fields: {
        firm: choiceFrom('Firm', {
          find: async ({ query }) => (query === '' ? [] : by((label) => label.includes(query))),
          get: async ({ value }) => by((label) => label === value)[0],
        }),
      },
    })
    .complete({ action: 'Send' });
  expect(await generateAnswers(work, 1)).toEqual({ job: { firm: 'acme' } });
  const fixed = { job: { firm: 'brite' } };
  expect(await generateAnswers(work, 1, { fixed })).toEqual(fixed);
  await expect(generateAnswers(work, 1, { fixed: { job: { firm: 'none' } } })).rejects.toThrow('firm');
});

test('checks get the context that is given, of a step and of a list, and undefined without one', async () => {
  const heard: unknown[] = [];
  const known = wizard({ id: 'known', title: 'Known', version: 1 })
    .step('who', {
      title: 'Who?',
      fields: { name: text('Name') },
      check: (_, { context }) => void heard.push(context),
    })
    .repeat(
      'pets',
      { title: 'Pets', min: 1, max: 1 },
      (pet) => pet.step('pet', { title: 'Pet', fields: { name: text('Name') } }),
      { check: (_, { context }) => void heard.push(context) },
    )
    .complete({ action: 'Send' });
  await generateAnswers(known, 1, { context: { user: 'ann' } });
  await generateAnswers(known, 1);
  expect(heard).toEqual([{ user: 'ann' }, { user: 'ann' }, undefined, undefined]);
});

test('dates are counted from the clock that is given', async () => {
  const now = () => Date.parse('2030-06-01T12:00:00Z');
  const answers = await generateAnswers(every, 3, { now });
  expect(answers['dates']!['soon']).toMatch(/^203[01]-/);
});

test.each([
  /^[A-Z]{2}\d{7}$/,
  /^(?:abc|d+e?)[^a-z]{2,}$/,
  /^\w+\.(?<ext>txt|md)$/,
  /^[\d-]{3,5}x*$/,
  /^\p{L}+ \p{Nd}$/u,
  /^a|b\/c$/,
])('a text is made for the pattern %s', (pattern) => {
  const random = seeded(1);
  for (let n = 0; n < 50; n += 1) expect(fromPattern(pattern.source, random)).toMatch(pattern);
});

test('look-around is left to the author', () => {
  expect(fromPattern('^(?=a).*$', seeded(1))).toBeUndefined();
});
