import { expect, test } from '@jest/globals';
import { answersRead } from '../../../src/cli/advice/answers-read.ts';

declare const save: (...given: unknown[]) => void;
// oxlint-disable-next-line typescript/no-explicit-any -- what is read is the question, not of what type it is
type Given = any;

const rows: readonly [string, (given: Given, more?: Given) => unknown, readonly (readonly string[])[]][] = [
  ['a member', ({ answers }) => save(answers.visit.found), [['visit', 'found']]],
  ['an optional member', ({ answers }) => answers.visit?.found, [['visit', 'found']]],
  ['a member in quotes', ({ answers }) => answers['home/country'].code, [['home/country', 'code']]],
  ['a member of the argument', (given) => given.answers.visit.found, [['visit', 'found']]],
  ['a pattern in the parameters', ({ answers: { visit } }) => visit.found, [['visit', 'found']]],
  ['a whole step', ({ answers }) => save(answers.visit), [['visit']]],
  ['all answers, handed on', ({ answers, reference }) => save({ reference, answers }), [[]]],
  ['all answers, spread', ({ answers }) => ({ ...answers }), [[]]],
  ['the argument itself', (given) => save(given), [[]]],
  ['the rest of a pattern', ({ reference, ...rest }) => save(reference, rest), [[]]],
  ['a computed member', ({ answers, reference }) => answers[reference].found, [[]]],
  ['nothing', ({ reference }) => save(reference), []],
];

test.each(rows)('%s is read', (_, written, reads) => {
  expect(answersRead(written, 0, ['answers'])).toEqual(reads);
});

test('an answer is followed through the names that it is given', () => {
  const written = ({ answers }: Given) => {
    const { visit, contact: who } = answers;
    const { found } = visit;
    save(found, who.email);
  };
  expect(answersRead(written, 0, ['answers'])).toEqual([
    ['visit', 'found'],
    ['contact', 'email'],
  ]);
});

test('a method is read like any function', () => {
  const { run } = {
    async run({ answers }: Given) {
      return answers.visit.found;
    },
  };
  expect(answersRead(run, 0, ['answers'])).toEqual([['visit', 'found']]);
});

test('a second argument is told from the first', () => {
  const check = ({ arrival }: Given, { earlier }: Given) => arrival < earlier.travel.departure;
  expect(answersRead(check, 0, [])).toEqual([['arrival']]);
  expect(answersRead(check, 1, ['earlier'])).toEqual([['travel', 'departure']]);
});

test('a function whose source cannot be had says nothing', () => {
  expect(answersRead(Math.max, 0, ['answers'])).toBeUndefined();
});
