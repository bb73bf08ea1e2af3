import { expect, test } from '@jest/globals';
import {
  and,
  date,
  matrix,
  range,
  signature,
  text,
  today,
  wizard,
  type WizardDefinition,
} from '../../../src/index.ts';
import { checkDefinition, formatFaults } from '../../../src/definition/check/check.ts';
import { conditionWords } from '../../../src/definition/condition/condition-words.ts';
import { evaluate } from '../../../src/definition/condition/evaluate.ts';
import type { Condition } from '../../../src/definition/answers.ts';
import { placesOf, rootScope } from '../../../src/definition/place.ts';

const rooms = () =>
  matrix('How was it?', { food: 'The food', room: 'The room' }, { good: 'Good', bad: 'Bad' });

const begun = wizard({ id: 'hotel', title: 'Hotel', version: 1 }).step('stay', {
  title: 'Your stay',
  fields: {
    dates: range('Your stay', { last: 'Last night' }),
    rated: rooms().optional(),
    signed: signature('Sign here'),
    paid: date('Paid on'),
  },
});

// A plain-JavaScript author's references: every name is there. How they are typed, test/types says.
// oxlint-disable-next-line typescript/no-explicit-any -- see above
type Any = any;

const whole = (when: (earlier: Any) => Condition) =>
  begun.step('b', { title: 'B', when }).complete({ action: 'Send' });
const conditionOf = (when: (earlier: Any) => Condition) => placesOf(whole(when)).at(-1)!.when!;
const scope = rootScope(begun.complete({ action: 'Send' }));
const dates = { from: '2027-03-01', to: '2027-03-09' };

test.each<[string, (earlier: Any) => Condition, boolean]>([
  ['a day of a range with a day', ({ stay }) => stay.dates.to.gt('2027-03-08'), true],
  ['a day of a range with today', ({ stay }) => stay.dates.to.gt(today({ days: 30 })), false],
  ['the two days of a range', ({ stay }) => stay.dates.to.is(stay.dates.from), false],
  ['a date with a day of a range', ({ stay }) => stay.paid.lt(stay.dates.from), true],
  ['a row of a matrix with an option', ({ stay }) => stay.rated.food.is('bad'), true],
  ['two rows of a matrix', ({ stay }) => stay.rated.food.is(stay.rated.room), false],
  ['the name of a signature', ({ stay }) => stay.signed.name.matches(/Lee/), true],
  ['whether there is a drawing', ({ stay }) => stay.signed.drawing.isAnswered(), false],
])('a condition compares %s', (_, when, holds) => {
  const stay = {
    dates,
    rated: { food: 'bad', room: 'good' },
    signed: { name: 'Ann Lee' },
    paid: '2027-02-01',
  };
  expect(said(whole(when))).toBe('');
  expect(evaluate(conditionOf(when), scope, { live: { stay }, today: '2027-03-01' })).toBe(holds);
});

test('a part of an answer that is absent, or could not be read, equals nothing', () => {
  const condition = conditionOf(({ stay }) => stay.rated.food.isNot('bad'));
  for (const stay of [{}, { rated: 'bad' }, { rated: ['bad'] }, { rated: { room: 'bad' } }])
    expect(evaluate(condition, scope, { live: { stay } })).toBe(true);
});

test('a condition on a part is said with the labels of the whole and the part', () => {
  const condition = conditionOf(({ stay }) =>
    and(
      stay.dates.to.gt(today({ days: 30 })),
      stay.dates.from.isNot('2027-01-01'),
      stay.rated.food.is('bad'),
    ),
  );
  expect(conditionWords(condition, scope)).toBe(
    'Your stay (Last night) is after 30 days after today and Your stay (First day) is not 2027-01-01 and “How was it?” (The food) is “Bad”',
  );
});

test.each<[string, (earlier: Any) => Condition, string]>([
  [
    'a misspelt part',
    (e) => e.stay.rated.foood.is('bad'),
    'its when reads an unknown part "foood" of the answer "stay.rated"; did you mean "food"?',
  ],
  [
    'a part of an answer that has none',
    (e) => e.stay.paid.day.is('1'),
    'its when reads "day" of the answer "stay.paid"; an answer is compared as a whole: .is(…), .includes(…), .isAnswered(), …',
  ],
  [
    'a part of a part',
    (e) => e.stay.dates.from.year.is('1'),
    'its when reads "year" of the answer "stay.dates.from"; an answer is compared as a whole: .is(…), .includes(…), .isAnswered(), …',
  ],
  [
    'the whole',
    (e) => e.stay.dates.gt('2027-01-01'),
    'its when compares "stay.dates" with gt, which does not fit; its answer has parts: compare one of them (from, to), or ask whether it isAnswered',
  ],
  [
    'what a row does not offer',
    (e) => e.stay.rated.food.is('goood'),
    'its when compares "stay.rated.food" with "goood", which is not one of its options; did you mean "good"?',
  ],
  [
    'a day that is none',
    (e) => e.stay.dates.to.lt('March'),
    'its when compares "stay.dates.to" with "March", which is no ISO date such as "2027-01-31"',
  ],
  [
    'a drawing',
    (e) => e.stay.signed.drawing.is('M1 1'),
    'its when compares "stay.signed.drawing" with is, which does not fit; it is no words, so only isAnswered fits',
  ],
  [
    'a later step',
    (e) => e.later.dates.from.gt('2027-01-01'),
    'its when reads the step "later", which comes later; move that step before this one, or the condition to a later step',
  ],
])('at start, %s is refused with the fix', (_, when, message) => {
  const definition = begun
    .step('b', { title: 'B', when })
    .step('later', { title: 'Later', fields: { dates: range('Dates') } })
    .complete({ action: 'Send' });
  expect(said(definition)).toBe(`f, step "b": ${message}`);
});

test('a show reads the parts of the other fields of its step, and not those of its own', () => {
  const withShow = (of: 'why' | 'rated') =>
    wizard({ id: 'w', title: 'W', version: 1 })
      .step('a', {
        title: 'A',
        fields: { rated: rooms(), why: text('Why?') },
        show: { [of]: (own: Any) => own.rated.food.is('bad') } as Any,
      })
      .complete({ action: 'Send' });
  expect(said(withShow('why'))).toBe('');
  expect(said(withShow('rated'))).toBe(
    'f, step "a", field "rated": its show reads its own answer; it can read other fields only',
  );
});

test('a text names a part, but no drawing', () => {
  const withTitle = (title: string) => begun.step('b', { title }).complete({ action: 'Send' });
  expect(said(withTitle('Until {stay.dates.to}'))).toBe('');
  expect(said(withTitle('{stay.rated.food, select, bad {Sorry!} other {Thanks}}'))).toBe('');
  expect(said(withTitle('Until {stay.dates.till}'))).toContain(
    'its title reads an unknown part "till" of the answer "stay.dates"; known: "from", "to"',
  );
  expect(said(withTitle('{stay.signed.drawing|none}'))).toBe(
    'f, step "b": its title shows "stay.signed.drawing", which is no words',
  );
});

test('a page that no answers lead to is found by the parts of an answer too', () => {
  expect(said(whole(({ stay }) => and(stay.rated.food.is('good'), stay.rated.food.is('bad'))))).toContain(
    'step "b": ',
  );
  expect(said(whole(({ stay }) => and(stay.rated.food.is('good'), stay.rated.room.is('bad'))))).toBe('');
});

function said(definition: WizardDefinition): string {
  return formatFaults('f', checkDefinition(definition));
}
