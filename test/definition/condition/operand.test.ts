import { describe, expect, test } from '@jest/globals';
import {
  and,
  choice,
  choices,
  date,
  integer,
  month,
  text,
  today,
  wizard,
  type Condition,
} from '../../../src/index.ts';
import { checkDefinition } from '../../../src/definition/check/check.ts';
import { conditionWords } from '../../../src/definition/condition/condition-words.ts';
import { onDay } from '../../../src/definition/condition/on-day.ts';
import { treeOf } from '../../../src/definition/place.ts';
import { walk } from '../../../src/flow/walk.ts';
import { walk as walkPaths } from '../../../src/sample/walk-paths.ts';

const began = () =>
  wizard({ id: 'w', title: 'W', version: 1 }).step('a', {
    title: 'A',
    fields: {
      born: date('Date of birth', { before: 'today' }),
      ends: month('Card ends'),
      n: integer('Nights').min(0),
      m: integer('Most nights').min(0),
      code: text('Code'),
      other: text('Another code').optional(),
      size: choice('Size', { s: 'Small', l: 'Large' }),
      pets: choices('Pets', { cat: 'Cat', dog: 'Dog', fish: 'Fish' }),
    },
  });
type Refs = Parameters<NonNullable<Parameters<ReturnType<typeof began>['step']>[1]['when']>>[0]['a'];

const withCondition = (of: (a: Refs) => Condition) =>
  began()
    .step('b', { title: 'B', fields: { x: text('X') }, when: ({ a }) => of(a) })
    .complete({ action: 'Send' });

const answers = {
  born: '2008-11-28',
  ends: '2026-11',
  n: 3,
  m: 2,
  code: 'AB-12',
  size: 's',
  pets: ['cat', 'dog'],
};

/** Whether the step is on the path on 28 November 2026; undefined while that is open. */
function isAsked(of: (a: Refs) => Condition, more: object = {}, day = '2026-11-28'): boolean | undefined {
  const definition = onDay(withCondition(of), () => day);
  const { verdicts } = walk(definition, { a: { ...answers, ...more } });
  const verdict = verdicts.find(({ at }) => at.key === 'b')?.verdict;
  return verdict === 'open' ? undefined : verdict === 'in';
}

test.each<[string, (a: Refs) => Condition, boolean]>([
  ['18 today is 18', (a) => a.born.lte(today({ years: -18 })), true],
  ['18 today is not younger', (a) => a.born.gt(today({ years: -18 })), false],
  ['between two days', (a) => a.born.between(today({ years: -20 }), today()), true],
  ['a month is held against the month of the day', (a) => a.ends.gte(today()), true],
  ['a month that is over', (a) => a.ends.lt(today({ months: 1 })), true],
  ['more than another answer', (a) => a.n.gt(a.m), true],
  ['at most another answer', (a) => a.n.lte(a.m), false],
  ['the same as another answer', (a) => a.n.is(a.m), false],
  ['nothing is the same as an answer that is absent', (a) => a.code.is(a.other), false],
  ['everything is another than one that is absent', (a) => a.code.isNot(a.other), true],
  ['an absent answer is not the same as another absent one', (a) => a.other.is(a.other), false],
  ['a pattern', (a) => a.code.matches(/^ab-\d+$/i), true],
  ['a pattern that is not found', (a) => a.code.matches(/^\d/), false],
  ['one of several', (a) => a.pets.includesAny('fish', 'dog'), true],
  ['none of several', (a) => a.pets.includesAny('fish'), false],
])('%s: %#', (_name, of, holds) => {
  expect(isAsked(of)).toBe(holds);
});

test('the same answers lead another way on another day', () => {
  const isMinor = (a: Refs) => a.born.gt(today({ years: -18 }));
  expect(isAsked(isMinor, {}, '2026-11-27')).toBe(true);
  expect(isAsked(isMinor, {}, '2026-11-28')).toBe(false);
});

test('without a day, what is counted from today stays open', () => {
  const definition = withCondition((a) => a.born.gt(today()));
  expect(walk(definition, { a: answers }).verdicts.at(-1)?.verdict).toBe('open');
});

test('a definition that does not ask for today stays the same object, another one for as long as the day lasts', () => {
  const plain = withCondition((a) => a.n.gt(1));
  expect(onDay(plain, () => '2026-11-28')).toBe(plain);
  const asking = withCondition((a) => a.born.gt(today()));
  const first = onDay(asking, () => '2026-11-28');
  expect(onDay(asking, () => '2026-11-28')).toBe(first);
  expect(onDay(asking, () => '2026-11-29')).not.toBe(first);
});

test.each<[(a: Refs) => Condition, string]>([
  [(a) => a.born.gt(today({ years: -18 })), 'Date of birth is after 18 years before today'],
  [
    (a) => a.born.lt(today({ months: 1, days: -1 })),
    'Date of birth is before 1 month after, 1 day before today',
  ],
  [(a) => a.ends.lt(today()), 'Card ends is before today'],
  [(a) => a.n.gt(a.m), 'Nights is more than Most nights'],
  [(a) => a.pets.includesAny('cat', 'dog'), 'Pets includes “Cat” or “Dog”'],
  [(a) => a.code.matches(/^A/i), 'Code matches /^A/i'],
])('it says %#: %s', (of, words) => {
  const at = treeOf(withCondition(of)).at(-1)!;
  expect(conditionWords(at.when!, at.scope)).toBe(words);
});

test.each<[string, (a: Refs) => Condition, RegExp]>([
  ['a date as a text', (a) => a.born.lt('today'), /use today\(\)/],
  [
    'another kind of answer',
    (a) => a.n.gt(a.born as never),
    /"a\.born", which is a date, while its own is a number/,
  ],
  [
    'a day for a number',
    (a) => a.n.gt(today() as never),
    /with today\(\), which is a day, and its answers are no dates/,
  ],
  ['half a year', (a) => a.born.gt(today({ years: 0.5 })), /no shift by whole numbers/],
  [
    'an answer that is not there',
    (a) => a.n.gt((a as never as { nights: Refs['n'] }).nights),
    /unknown field "nights"/,
  ],
  ['an answer in a range', (a) => a.n.between(1, a.m as never), /"a\.m", which between does not take/],
  ['no pattern', (a) => a.code.matches('AB' as never), /matches and no pattern/],
  ['no values', (a) => (a.pets.includesAny as () => Condition)(), /includesAny and no value/],
  ['a day among several', (a) => a.born.oneOf(today() as never), /which oneOf does not take/],
])('the check finds %s', (_name, of, message) => {
  expect(checkDefinition(withCondition(of)).map((fault) => fault.message)).toEqual([
    expect.stringMatching(message),
  ]);
});

test.each<(a: Refs) => Condition>([
  (a) => a.born.gt(today({ years: -18 })),
  (a) => a.n.gt(a.m),
  (a) => a.code.matches(/^A/),
  (a) => and(a.n.gte(a.m), a.born.lt(today({ years: -1 }))),
])('nothing is said of a condition that both answers and days decide: %#', (of) => {
  expect(checkDefinition(withCondition(of))).toEqual([]);
});

describe('walk takes both ways', () => {
  test.each<[string, (a: Refs) => Condition]>([
    ['by a day counted from today', (a) => a.born.gt(today({ years: -18 }))],
    ['by the very day', (a) => a.born.is(today({ days: -1 }))],
    ['by two answers of one step', (a) => a.n.gt(a.m)],
    ['by two answers that are the same', (a) => a.n.is(a.m)],
    ['by a pattern', (a) => a.code.matches(/^[A-C]{2}\d$/)],
    ['by one of several boxes', (a) => a.pets.includesAny('cat', 'dog')],
  ])('%s', async (_name, of) => {
    const { paths, isComplete } = await walkPaths(withCondition(of), {
      now: () => Date.parse('2026-11-28T12:00Z'),
    });
    expect(paths.map(({ steps }) => steps).toSorted()).toEqual([['a'], ['a', 'b']]);
    expect(isComplete).toBe(true);
  });

  test('by answers of two steps', async () => {
    const definition = wizard({ id: 'w', title: 'W', version: 1 })
      .step('one', { title: 'One', fields: { n: integer('N').min(0) } })
      .step('two', { title: 'Two', fields: { n: integer('N').min(0) } })
      .step('more', { title: 'More', fields: { x: text('X') }, when: (e) => e.two.n.gt(e.one.n) })
      .step('less', { title: 'Less', fields: { x: text('X') }, when: (e) => e.one.n.gt(e.two.n) })
      .complete({ action: 'Send' });
    const { paths } = await walkPaths(definition);
    expect(paths.map(({ steps }) => steps.join(' ')).toSorted()).toEqual([
      'one two',
      'one two less',
      'one two more',
    ]);
  });
});
