import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openEnvironment } from '../../../src/storage/embedded/environment.ts';
import { embeddedJournal } from '../../../src/storage/embedded/journal.ts';
import { embeddedRecords, sweepSessions } from '../../../src/storage/embedded/records.ts';
import { embeddedStorage } from '../../../src/storage/embedded/storage.ts';
import {
  existingSession,
  loadSession,
  newSession,
  saveSession,
  storedValues,
} from '../../support/sessions.ts';
import { submissionNamed } from '../../support/submission.ts';

const limit = new AbortController();
const minute = 60_000;

describe('the embedded store', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepway-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('keeps what it acknowledged when it is closed and opened again', async () => {
    const before = await embeddedStorage({ folder });
    await saveSession(newSession(before.sessions, 'id', { a: 1 }));
    await before.close();
    const after = await embeddedStorage({ folder });
    await after.ping();
    expect(await storedValues(after.sessions, 'id')).toEqual({ a: 1 });
    await after.close();
  });

  test('acknowledges nothing before it is flushed to the disk', async () => {
    const environment = await openEnvironment(folder);
    const prototype = Object.getPrototypeOf(environment.sessions) as { flushed: PromiseLike<unknown> };
    const { flushed } = prototype;
    let release = () => undefined as void;
    prototype.flushed = new Promise<void>((resolve) => (release = resolve));
    let isAcknowledged = false;
    const records = embeddedRecords(environment);
    const draft = { text: '{}', startedAt: 0, expiresAt: 1e15 };
    const insert = Promise.resolve(records.insert('id', draft, limit)).then(() => (isAcknowledged = true));
    while ((await records.read('id', limit)) === undefined) await new Promise(setImmediate);
    expect(isAcknowledged).toBe(false);
    release();
    await insert;
    expect(isAcknowledged).toBe(true);
    prototype.flushed = flushed;
    await environment.close();
  });

  test('refuses what goes past its limit, says so, and goes on with the rest', async () => {
    const { sessions, submissions, close } = await embeddedStorage({ folder, maxBytes: 400_000 });
    await saveSession(newSession(sessions, 'small', { a: 1 }));
    await expect(saveSession(newSession(sessions, 'big', { a: 'x'.repeat(500_000) }))).rejects.toMatchObject({
      code: 'STORE_FULL',
      status: 503,
    });
    const submission = { id: 'a.1', wizard: 'a', version: 1, instance: 'a', generation: 1, reference: 'R' };
    const state = { submittedAt: 1, status: 'pending', attempt: 0, dueAt: 0, fence: 0 } as const;
    await expect(
      submissions.insert({ ...submission, ...state, answers: 'x'.repeat(500_000) }),
    ).rejects.toMatchObject({ code: 'STORE_FULL' });
    const small = await existingSession(sessions, 'small');
    await saveSession(Object.assign(small, { a: 2 }));
    expect(await storedValues(sessions, 'small')).toEqual({ a: 2 });
    expect(await loadSession(sessions, 'big')).toBeUndefined();
    await close();
  });

  test('reads what waits for a wizard that was taken away once in a while, not at each look for work', async () => {
    const environment = await openEnvironment(folder);
    const journal = embeddedJournal(environment);
    for (const name of ['a', 'b', 'c'])
      await journal.insert(submissionNamed(name, { wizard: 'gone', dueAt: 0 }));
    let reads = 0;
    const { getEntry } = environment.submissions;
    environment.submissions.getEntry = function (this: typeof environment.submissions, ...given) {
      reads += 1;
      return getEntry.apply(this, given);
    };
    const claim = (now: number, versions: Readonly<Record<string, number>>) =>
      journal.claim({ now, leaseMs: 1_000, versions });
    expect(await claim(1_000, { order: 1 })).toBeUndefined();
    expect(reads).toBeGreaterThanOrEqual(3);
    reads = 0;
    expect(await claim(2_000, { order: 1 })).toBeUndefined();
    expect(reads).toBe(0);
    await journal.insert(submissionNamed('mine', { dueAt: 0 }));
    expect(await claim(3_000, { order: 1 })).toMatchObject({ id: 'mine.1' });
    expect(await claim(4_000, { order: 1, gone: 1 })).toMatchObject({ wizard: 'gone' });
    await environment.close();
  });

  test('says which folder it cannot use', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(embeddedStorage({ folder: file })).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringContaining(file),
    });
  });

  test('sweeps what has ended, and keeps what was prolonged', async () => {
    const environment = await openEnvironment(folder);
    const records = embeddedRecords(environment);
    const draft = { text: '{}', startedAt: 0, expiresAt: 10 * minute };
    for (let i = 0; i < 450; i += 1) void records.insert(`ended-${i}`, draft, limit);
    await records.insert('touched', draft, limit);
    await records.insert('later', { ...draft, expiresAt: 90 * minute }, limit);
    await records.insert('removed', draft, limit);
    await records.touch('touched', { expiresAt: 20 * minute, now: 0 }, limit);
    await records.remove('removed', undefined, limit);
    expect(await sweepSessions(environment, 10.5 * minute)).toBe(0);
    expect(await sweepSessions(environment, 11 * minute)).toBe(450);
    expect(await records.read('ended-3', limit)).toBeUndefined();
    expect(await records.read('touched', limit)).toBeDefined();
    expect(await sweepSessions(environment, 21 * minute)).toBe(1);
    expect(await records.read('touched', limit)).toBeUndefined();
    expect(await records.read('later', limit)).toBeDefined();
    expect([...environment.sessionEnds.getKeys()]).toHaveLength(1);
    await environment.close();
  });
});
