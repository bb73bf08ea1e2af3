import { setImmediate as nextTurn } from 'node:timers/promises';
import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { listSubmissions, type Listed } from '../../../src/cli/submissions/list.ts';
import { readWhere, readWords } from '../../../src/cli/submissions/search.ts';
import { memoryJournal } from '../../../src/storage/memory/journal.ts';
import { start, submissionNamed } from '../../support/submission.ts';
import { failed, homeWith, idsOf, printed, textOf } from './home.ts';

test('submissions are printed as JSON lines, oldest first, with their answers by path', async () => {
  const home = await homeWith(
    ['b', { submittedAt: start + 1, ...failed, context: { user: 7 } }],
    ['a', { parsed: 'unused here' }],
  );
  expect(await printed(home, {})).toEqual([
    {
      id: 'a.1',
      wizard: 'order',
      version: 1,
      reference: 'REF-a',
      status: 'pending',
      submittedAt: '2026-01-01T00:00:00.000Z',
      attempt: 0,
      answers: { item: { size: 'small' }, applicant: { name: { first: 'Ada' } } },
    },
    expect.objectContaining({ id: 'b.1', context: { user: 7 }, error: 'no mail server', attempt: 8 }),
  ]);
});

test('a list can be narrowed by wizard, status and reference', async () => {
  const home = await homeWith(['a'], ['b', failed], ['c', { ...failed, wizard: 'visa' }]);
  const ids = (listed: Listed) => idsOf(home, listed);
  expect(await ids({ status: 'failed' })).toEqual(['b.1', 'c.1']);
  expect(await ids({ status: 'failed', wizard: 'visa' })).toEqual(['c.1']);
  expect(await ids({ reference: 'REF-a' })).toEqual(['a.1']);
});

test('an error that a later attempt made good is not printed', async () => {
  const home = await homeWith(['a', { status: 'done', settledAt: start, error: 'no mail server' }]);
  expect(await printed(home, {})).not.toContainEqual(expect.objectContaining({ error: expect.anything() }));
});

test('a list is read no faster than it is taken', async () => {
  let read = 0;
  const submissions = memoryJournal();
  submissions.list = async function* () {
    for (; read < 10_000; read += 1) yield submissionNamed(`n${read}`);
  };
  const releases: (() => void)[] = [];
  const slow = new Writable({ highWaterMark: 1, write: (_, __, done) => void releases.push(done) });
  const listing = listSubmissions({ submissions }, {}, { output: slow, format: 'json', now: start });
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(read).toBeLessThan(100);
  slow.destroy(Object.assign(new Error('closed'), { code: 'EPIPE' }));
  await listing;
});

test('one person’s submissions are found by what they answered, and no more than were asked for', async () => {
  const ofAda = { answers: { you: { email: 'ada@example.org' } } };
  const home = await homeWith(['a', ofAda], ['b'], ['c', ofAda], ['d', ofAda]);
  const ids = (listed: Listed) => idsOf(home, listed);
  const where = [readWhere('email=Ada@example.org')];
  expect(await ids({ where })).toEqual(['a.1', 'c.1', 'd.1']);
  expect(await ids({ where, limit: 2 })).toEqual(['a.1', 'c.1']);
  expect(await ids({ words: readWords('EXAMPLE.ORG'), since: start })).toEqual(['a.1', 'c.1', 'd.1']);
});

test('what a terminal would obey is written out, in a line that is the same JSON', async () => {
  const answers = { you: { name: '\u001b[2J\u009b\u202e' } };
  const home = await homeWith(['a', { answers }]);
  expect(await textOf(home, {})).toMatch(/^[\P{C}]+\n$/u);
  expect(await printed(home, {})).toEqual([expect.objectContaining({ answers })]);
});
