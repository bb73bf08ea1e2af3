import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { listSubmissions } from '../../../src/cli/submissions/list.ts';
import { memoryJournal } from '../../../src/storage/memory/journal.ts';
import { start, submissionNamed } from '../../support/submission.ts';
import { failed, homeWith, textOf } from './home.ts';

const rowsOf = (text: string) =>
  text
    .replace('\ufeff', '')
    .split('\r\n')
    .filter((row) => row !== '');
/** The cells of what holds no quote and no comma of its own. */
const cellsOf = (row = '') => row.slice(1, -1).split('","');

test('a table names every answer in its first row, whoever gave it, in the order of the first one', async () => {
  const home = await homeWith(
    ['a', { answers: { you: { email: 'ada@example.org', topics: ['forms', 'maps'] } } }],
    [
      'b',
      {
        submittedAt: start + 1,
        answers: { you: { email: 'bob@example.org' }, more: { age: 7 } },
        context: { user: 'b' },
      },
    ],
    ['c', { submittedAt: start + 2, answers: {}, ...failed }],
  );
  const [names, ...rows] = rowsOf(await textOf(home, {}, 'csv')).map(cellsOf);
  expect(names?.slice(9)).toEqual([
    'answers.you.email',
    'answers.you.topics',
    'answers.more.age',
    'context.user',
    'error',
  ]);
  expect(rows.map((row) => row.slice(9))).toEqual([
    ['ada@example.org', 'forms; maps', '', '', ''],
    ['bob@example.org', '', '7', 'b', ''],
    ['', '', '', '', 'no mail server'],
  ]);
  expect(rows[2]?.slice(0, 6)).toEqual(['c.1', 'order', '1', 'REF-c', 'failed', '2026-01-01T00:00:00.002Z']);
});

test.each(['=1+1', '+44 20 7946 0958', '-2+3', '@SUM(A1)', '\t=1', '\uff1d1+1'])(
  'what a spreadsheet would run as a formula is a text in it: %p',
  async (value) => {
    const home = await homeWith(['a', { answers: { you: { value } } }]);
    expect(await textOf(home, {}, 'csv')).toContain(`"'${value}"`);
  },
);

test('numbers below zero stay numbers, and quotes, commas and line breaks stay in their cell', async () => {
  const home = await homeWith([
    'a',
    { answers: { you: { floor: -2, said: 'so "it" is,\nyes', agreed: true } } },
  ]);
  const [, ...rest] = rowsOf(await textOf(home, {}, 'csv'));
  expect(rest.join('\r\n')).toMatch(/"-2","so ""it"" is,\nyes","true"$/);
});

test('a file begins with the mark by which Excel knows UTF-8, and a terminal obeys nothing of it', async () => {
  const home = await homeWith(['a', { answers: { you: { name: 'Ann\u001b[2J' } } }]);
  expect(await textOf(home, {}, 'csv')).toMatch(/^\ufeff"id"/);
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  await listSubmissions(home, {}, { output: terminal, format: 'csv', now: start });
  expect(String(terminal.read())).toMatch(/^"id"[^]*"Ann\\u001b\[2J"\r\n$/);
});

test('what is sent while a table is made is of the next one: no row lacks a column', async () => {
  const submissions = memoryJournal();
  await submissions.insert(submissionNamed('a', { answers: { you: { name: 'Ann' } } }));
  const { list } = submissions;
  let lists = 0;
  submissions.list = async function* (filter) {
    lists += 1;
    if (lists === 2)
      await submissions.insert(submissionNamed('b', { answers: { late: { mail: 'b@example.org' } } }));
    yield* list(filter);
  };
  expect(rowsOf(await textOf({ submissions }, {}, 'csv'))).toHaveLength(2);
});

test('a table of nothing has its first row', async () => {
  expect(rowsOf(await textOf(await homeWith(), {}, 'csv'))).toHaveLength(1);
});
