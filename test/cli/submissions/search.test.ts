import { expect, test } from '@jest/globals';
import { holdsFor, readWhere, readWords } from '../../../src/cli/submissions/search.ts';
import { submissionNamed } from '../../support/submission.ts';

const submission = submissionNamed('a', {
  answers: {
    you: { email: 'Ada@Example.org', born: { day: '10', year: 1815 } },
    'applicant/name': { first: 'Ada', topics: ['forms', 'maps'] },
  },
  context: { user: 7, mail: 'staff@example.org' },
});
const holds = (...given: readonly string[]) => holdsFor(submission, { where: given.map(readWhere) });

test.each([
  'email=ada@example.org',
  'you.email= ADA@example.ORG ',
  'applicant/name/first=Ada',
  'applicant.name.first=ada',
  'topics=maps',
  'year=1815',
  'born.year=1815',
  'context.user=7',
])('somebody is found by an answer, whatever its case: %s', (where) => {
  expect(holds(where)).toBe(true);
});

test.each(['email=ada', 'first=Lovelace', 'name.email=ada@example.org', 'ail=ada@example.org', 'you=Ada'])(
  'nobody is found by a part of a name or of a value: %s',
  (where) => {
    expect(holds(where)).toBe(false);
  },
);

test('all conditions have to hold', () => {
  expect(holds('first=ada', 'year=1815')).toBe(true);
  expect(holds('first=ada', 'year=1816')).toBe(false);
});

test.each(['email', '=x', 'email=', 'a..b=c', ' '])('what is no condition is a wrong call: %p', (where) => {
  expect(() => readWhere(where)).toThrow('give a field and its value');
});

const finds = (text: string) => holdsFor(submission, { words: readWords(text) });

test.each(['ada@example', 'ADA', ' ada  1815 ', 'MAPS', 'staff', '7'])(
  'somebody is found by words in any answer or value of the context: %s',
  (text) => {
    expect(finds(text)).toBe(true);
  },
);

test.each(['lovelace', 'ada lovelace', 'first', 'applicant'])(
  'nobody is found by a word that is in no answer, nor by the name of a field: %s',
  (text) => {
    expect(finds(text)).toBe(false);
  },
);

test('an accent is found in both of the ways in which Unicode writes it', () => {
  const answers = { you: { name: 'Zoe\u0308' } };
  expect(holdsFor(submissionNamed('b', { answers }), { words: readWords('ZO\u00cb') })).toBe(true);
});

test('to look for nothing is a wrong call', () => {
  expect(() => readWords('  ')).toThrow('find what?');
});
