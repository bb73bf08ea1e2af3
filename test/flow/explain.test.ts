import { expect, test } from '@jest/globals';
import { choice, choices, date, integer, not, or, and, secret, text, wizard } from '../../src/index.ts';
import { conditionWords } from '../../src/definition/condition/condition-words.ts';
import { explain } from '../../src/flow/explain.ts';
import type { AnswersByStep, Condition } from '../../src/definition/answers.ts';
import type { WizardDefinition } from '../../src/definition/model.ts';
import { walk } from '../../src/flow/walk.ts';
import { rootScope } from '../../src/definition/place.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1 })
  .step('why', {
    title: 'Why?',
    fields: { why: choice('Reason', { work: 'For work', study: 'To study', none: 'Nothing' }) },
  })
  .exit('nothing', { title: 'Stay at home', when: (earlier) => earlier.why.why.is('none') })
  .step('job', {
    title: 'Your job',
    when: (earlier) => earlier.why.why.is('work'),
    fields: { name: text('Job') },
  })
  .step('boss', {
    title: 'Your boss',
    when: (earlier) => earlier.job.name.isAnswered(),
    fields: { name: text('Boss') },
  })
  .complete({ action: 'Send' });

const verdicts = (answers: AnswersByStep) =>
  explain(trip, walk(trip, answers)).map(({ key, verdict }) => `${key} ${verdict}`);

test('each step is in, out, open while an answer is to come, or beyond an exit', () => {
  expect(verdicts({})).toEqual(['why in', 'nothing open', 'job open', 'boss open']);
  expect(verdicts({ why: { why: 'work' } })).toEqual(['why in', 'nothing out', 'job in', 'boss open']);
  expect(verdicts({ why: { why: 'study' } })).toEqual(['why in', 'nothing out', 'job out', 'boss out']);
  expect(verdicts({ why: { why: 'none' } })).toEqual(['why in', 'nothing in', 'job beyond', 'boss beyond']);
});

test('every comparison says what it asks, of which answer, and how it came out', () => {
  const job = explain(trip, walk(trip, { why: { why: 'study' } })).find(({ key }) => key === 'job');
  expect(job).toMatchObject({ condition: 'Reason is “For work”', verdict: 'out' });
  expect(job?.compared).toEqual([
    { asks: 'Reason is “For work”', ref: 'why.why', answer: '“To study”', outcome: false },
  ]);
});

const fields: WizardDefinition = wizard({ id: 'all', title: 'All', version: 1 })
  .step('one', {
    title: 'One',
    fields: {
      day: date('Day'),
      age: integer('Age'),
      isFree: choice('Is it free?', { yes: 'Yes', no: 'No' }),
      tags: choices('Tags', { a: 'A', b: 'B' }),
      pass: secret('Password'),
    },
  })
  .complete({ action: 'Send' });
const words = (condition: Condition) => conditionWords(condition, rootScope(fields));
const ref = (field: string) => ['one', field];

test('a condition reads as a sentence with the words of the field', () => {
  expect(words({ op: 'gte', ref: ref('day'), value: '2027-01-01' })).toBe('Day is on or after 2027-01-01');
  expect(words({ op: 'lt', ref: ref('age'), value: 18 })).toBe('Age is less than 18');
  expect(words({ op: 'eq', ref: ref('isFree'), value: 'no' })).toBe('“Is it free?” is “No”');
  expect(words({ op: 'includes', ref: ref('tags'), value: 'a' })).toBe('Tags includes “A”');
  expect(words({ op: 'eq', ref: ref('pass'), value: 'hunter2' })).toBe('Password is a secret');
  expect(words({ op: 'answered', ref: ['gone', 'x'] })).toBe('gone.x is answered');
});

test('what is denied is said as its opposite, and either-or inside both stands in brackets', () => {
  const young: Condition = { op: 'lt', ref: ref('age'), value: 18 };
  const free: Condition = { op: 'eq', ref: ref('isFree'), value: 'yes' };
  const early: Condition = { op: 'lt', ref: ref('day'), value: '2027-01-01' };
  expect(words(not(or(young, free)))).toBe('Age is not less than 18 and “Is it free?” is not “Yes”');
  expect(words(and(early, or(young, free)))).toBe(
    'Day is before 2027-01-01 and (Age is less than 18 or “Is it free?” is “Yes”)',
  );
  expect(words(or(early, and(young, free)))).toBe(
    'Day is before 2027-01-01, or Age is less than 18 and “Is it free?” is “Yes”',
  );
});
