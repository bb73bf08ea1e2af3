import { setImmediate as nextTurn } from 'node:timers/promises';
import { PassThrough, Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { discard, erase, listSubmissions, purge, retry, readWhere } from '../../src/cli/submissions.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { start, submissionNamed } from '../support/submission.ts';

const dayMs = 86_400_000;

async function homeWith(...records: Parameters<typeof submissionNamed>[]) {
  const submissions = memoryJournal();
  for (const record of records) await submissions.insert(submissionNamed(...record));
  return { submissions };
}

async function printed(
  ...given: Parameters<typeof listSubmissions> extends [infer Home, infer Filter, unknown]
    ? [Home, Filter]
    : never
): Promise<unknown[]> {
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  await listSubmissions(...given, output);
  return chunks
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

const failed = { status: 'failed', attempt: 8, settledAt: start + 5, error: 'no mail server' } as const;

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
  const ids = async (filter: Parameters<typeof listSubmissions>[1]) =>
    (await printed(home, filter)).map((line) => (line as { id: string }).id);
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
  const listing = listSubmissions({ submissions }, {}, slow);
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(read).toBeLessThan(100);
  slow.destroy(Object.assign(new Error('closed'), { code: 'EPIPE' }));
  await listing;
});

test('a failed submission is tried again by its reference', async () => {
  const home = await homeWith(['a', failed]);
  expect(await retry(home, { reference: 'REF-a' }, start + 10)).toEqual({
    ok: true,
    message: 'REF-a will be tried again',
  });
  const stored = await home.submissions.get('a.1');
  expect(stored).toMatchObject({ status: 'pending', attempt: 0, dueAt: start + 10 });
  expect(stored).not.toHaveProperty('settledAt');
});

test('a failed submission is given up by its reference', async () => {
  const home = await homeWith(['a', failed]);
  expect(await discard(home, { reference: 'REF-a' }, start + 10)).toMatchObject({ ok: true });
  expect(await home.submissions.get('a.1')).toMatchObject({ status: 'discarded', settledAt: start + 10 });
});

test('an unknown reference and a wrong state are said plainly', async () => {
  const home = await homeWith(['a', { status: 'done', settledAt: start }]);
  expect(await retry(home, { reference: 'REF-x' }, start)).toEqual({
    ok: false,
    message: 'there is no submission with the reference REF-x',
  });
  expect(await discard(home, { reference: 'REF-a' }, start)).toEqual({
    ok: false,
    message: 'REF-a is done; only a failed submission can be discarded',
  });
});

test('all failed submissions are tried again, or those of one wizard', async () => {
  const home = await homeWith(['a', failed], ['b', { ...failed, wizard: 'visa' }], ['c']);
  expect((await retry(home, { all: true, wizard: 'visa' }, start)).message).toBe(
    '1 submission will be tried again',
  );
  expect((await discard(home, { all: true }, start)).message).toBe('1 submission given up');
  expect((await discard(home, { all: true }, start)).message).toBe('0 submissions given up');
});

test('a purge removes what was settled before, and nothing that is open or failed', async () => {
  const old = { status: 'done', settledAt: start } as const;
  const home = await homeWith(
    ['a', old],
    ['b', { ...old, settledAt: start + 20 * dayMs }],
    ['c'],
    ['d', failed],
  );
  const order = { olderThan: '90d', sessionMs: dayMs, now: start + 100 * dayMs };
  expect(await purge(home, order)).toEqual({ ok: true, message: '1 submission purged' });
  expect((await printed(home, {})).map((line) => (line as { id: string }).id)).toEqual(['b.1', 'c.1', 'd.1']);
});

test('a purge refuses what a session may still lead to, and an age that it cannot read', async () => {
  const home = await homeWith(['a', { status: 'done', settledAt: start }]);
  const order = { sessionMs: dayMs, now: start + 100 * dayMs };
  expect(await purge(home, { ...order, olderThan: '23h' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('give at least 24h'),
  });
  for (const olderThan of ['', '90', '-1d', '1.5d', '3w']) {
    expect(await purge(home, { ...order, olderThan })).toMatchObject({ ok: false });
  }
  expect(await home.submissions.get('a.1')).toBeDefined();
});

test('one person’s submissions are found by what they answered, and no more than were asked for', async () => {
  const ofAda = { answers: { you: { email: 'ada@example.org' } } };
  const home = await homeWith(['a', ofAda], ['b'], ['c', ofAda], ['d', ofAda]);
  const ids = async (listed: Parameters<typeof listSubmissions>[1]) =>
    (await printed(home, listed)).map((line) => (line as { id: string }).id);
  const where = [readWhere('email=Ada@example.org')];
  expect(await ids({ where })).toEqual(['a.1', 'c.1', 'd.1']);
  expect(await ids({ where, limit: 2 })).toEqual(['a.1', 'c.1']);
});

test('what a terminal would obey is written out, in a line that is the same JSON', async () => {
  const answers = { you: { name: '\u001b[2J\u009b\u202e' } };
  const home = await homeWith(['a', { answers }]);
  const output = new PassThrough();
  const text = new Promise<string>((resolve) =>
    output.once('data', (chunk: Buffer) => resolve(String(chunk))),
  );
  await listSubmissions(home, {}, output);
  expect(await text).toMatch(/^[\P{C}]+\n$/u);
  expect(await printed(home, {})).toEqual([expect.objectContaining({ answers })]);
});

test('an erased submission holds nothing of the person’s, in no generation, and stays in the list', async () => {
  const personal = { answers: { you: { name: 'Ada' } }, context: { user: 'Ada' }, reference: 'K7PM' };
  const home = await homeWith(
    [
      'a',
      { ...personal, id: 'a.1', status: 'rejected', rejection: { you: { name: 'Ada?' } }, settledAt: start },
    ],
    ['a', { ...personal, id: 'a.2', generation: 2, ...failed, error: 'no mail to Ada' }],
    ['b', { reference: 'OTHER' }],
  );
  expect(await erase(home, 'K7PM', start + 9)).toEqual({ ok: true, message: 'K7PM erased' });
  const lines = await printed(home, {});
  expect(JSON.stringify(lines.slice(0, 2))).not.toContain('"Ada');
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 'a.1', status: 'rejected', answers: {} }),
      expect.objectContaining({ id: 'a.2', status: 'discarded', erasedAt: '2026-01-01T00:00:00.009Z' }),
      expect.objectContaining({ id: 'b.1', answers: expect.objectContaining({ item: { size: 'small' } }) }),
    ]),
  );
});

test('a submission that is running, or not there, is not erased, and that is said', async () => {
  const home = await homeWith(['a', { status: 'running' }]);
  expect(await erase(home, 'REF-a', start)).toMatchObject({
    ok: false,
    message: expect.stringContaining('REF-a is running'),
  });
  expect(await erase(home, 'NONE', start)).toMatchObject({
    ok: false,
    message: 'there is no submission with the reference NONE',
  });
});
