import { expect, test } from '@jest/globals';
import { discard, erase, purge, retry } from '../../../src/cli/submissions/changes.ts';
import { start } from '../../support/submission.ts';
import { failed, homeWith, idsOf, printed } from './home.ts';

const dayMs = 86_400_000;

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
  expect(await idsOf(home, {})).toEqual(['b.1', 'c.1', 'd.1']);
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
