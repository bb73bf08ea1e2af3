import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Submission } from '../../src/completion/journal.ts';
import type { JournalHome } from './home.ts';

const leaseMs = 30_000;

/** What every completion journal promises. Each test has a time of its own, so that none claims another's records. */
export function describeJournalPromises(name: string, open: () => Promise<JournalHome>): void {
  describe(`submissions in ${name}`, () => {
    let home: JournalHome;
    let count = 0;
    beforeAll(async () => {
      home = await open();
    });
    afterAll(() => home.close());

    const draft = (change: Partial<Submission> = {}): Submission => {
      const instance = `instance-${(count += 1)}`;
      const generation = change.generation ?? 1;
      return {
        id: `${change.instance ?? instance}.${generation}`,
        wizard: 'visa',
        version: 3,
        instance,
        generation,
        reference: `REF-${instance}`,
        answers: { visit: { found: 'partly', 'a.b': ['$c', 1.5, null, true], text: 'Zoë 🎉 \u0000' } },
        submittedAt: count,
        status: 'pending',
        attempt: 0,
        dueAt: 0,
        fence: 0,
        ...change,
      };
    };
    const inserted = async (change: Partial<Submission> = {}) => {
      const submission = draft(change);
      await home.first.insert(submission);
      return submission;
    };
    const running = async (change: Partial<Submission> = {}) => {
      const { id } = await inserted(change);
      const claimed = await home.first.claim({ now: 1_000, leaseMs, id });
      if (claimed === undefined) throw new Error('could not be claimed');
      return claimed;
    };
    const collect = async (list: AsyncIterable<Submission>) => {
      const found: Submission[] = [];
      for await (const submission of list) found.push(submission);
      return found;
    };

    test('are given back as they were inserted', async () => {
      const submission = await inserted({
        values: { fee: 80, 'children/k3f9x2bd/extra': 1.5 },
        parsed: 'AAEC',
        context: { $user: { 'e.mail': 'a@b.example' }, tenants: [] },
        error: 'none',
        rejection: { 'con.tact': { $mail: 'Enter another' } },
        settledAt: 5,
      });
      expect(await home.second.get(submission.id)).toEqual(submission);
    });

    test('are nothing under an unknown id or reference', async () => {
      expect(await home.first.get('nothing')).toBeUndefined();
      expect(await home.first.findByReference('nothing')).toBeUndefined();
      expect(await home.first.settle('nothing', 0, { status: 'done', settledAt: 1 })).toBe(false);
      expect(await home.first.renew('nothing', 0, 1)).toBe(false);
      expect(await home.first.resolveFailed('nothing', 'retry', 1)).toBe(false);
    });

    test('are inserted once, however many insert at the same time', async () => {
      const submission = draft();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          (i % 2 ? home.first : home.second).insert({ ...submission, answers: { by: i } }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1);
      expect((await home.first.get(submission.id))?.answers).toEqual({ by: outcomes.indexOf('inserted') });
    });

    test('are found by their reference: the newest generation', async () => {
      const first = await inserted();
      const { instance, reference } = first;
      for (const generation of [2, 10]) await inserted({ instance, reference, generation });
      expect(await home.second.findByReference(reference)).toMatchObject({ generation: 10, instance });
    });

    test('are claimed once, however many race for one', async () => {
      for (let round = 0; round < 20; round += 1) {
        const { id } = await inserted();
        const claims = await Promise.all(
          Array.from({ length: 10 }, (_, i) =>
            (i % 2 ? home.first : home.second).claim({ now: 1_000, leaseMs, id }),
          ),
        );
        const won = claims.filter((claim) => claim !== undefined);
        expect(won).toHaveLength(1);
        expect(won[0]).toMatchObject({ id, status: 'running', attempt: 1, fence: 1, dueAt: 1_000 + leaseMs });
        expect(await home.second.get(id)).toEqual(won[0]);
      }
    });

    test('are claimed by age of their turn, of the known versions only, when no id is given', async () => {
      const wizard = `ordered-${(count += 1)}`;
      const versions = { [wizard]: 3 };
      const late = await inserted({ wizard, dueAt: 1_000 });
      const early = await inserted({ wizard, dueAt: 500 });
      await inserted({ wizard, dueAt: 100, version: 4 });
      await inserted({ wizard, dueAt: 1_001 });
      await inserted({ wizard, dueAt: 100, status: 'done' });
      const claim = async () => (await home.second.claim({ now: 1_000, leaseMs, versions }))?.id;
      expect([await claim(), await claim(), await claim()]).toEqual([early.id, late.id, undefined]);
    });

    test('go through many racing workers each exactly once', async () => {
      const wizard = `many-${(count += 1)}`;
      const ids = await Promise.all(Array.from({ length: 50 }, async () => (await inserted({ wizard })).id));
      const worker = async (journal: JournalHome['first']) => {
        const mine: string[] = [];
        for (;;) {
          const claimed = await journal.claim({ now: 1_000, leaseMs, versions: { [wizard]: 3 } });
          if (claimed === undefined) return mine;
          mine.push(claimed.id);
        }
      };
      const workers = [home.first, home.second, home.first, home.second].map(worker);
      const all = (await Promise.all(workers)).flat();
      expect(all.toSorted()).toEqual(ids.toSorted());
    });

    test('are claimed again when a lease is over, and then refuse the older fence', async () => {
      const { id, fence, dueAt } = await running();
      expect(await home.second.claim({ now: dueAt - 1, leaseMs, id })).toBeUndefined();
      const again = await home.second.claim({ now: dueAt, leaseMs, id });
      expect(again).toMatchObject({ attempt: 2, fence: fence + 1 });
      expect(await home.first.renew(id, fence, dueAt + 1)).toBe(false);
      expect(await home.first.settle(id, fence, { status: 'done', settledAt: 1 })).toBe(false);
      expect(await home.second.settle(id, fence + 1, { status: 'done', settledAt: dueAt })).toBe(true);
      expect(await home.first.get(id)).toMatchObject({ status: 'done', settledAt: dueAt, attempt: 2 });
    });

    test('keep their lease when it is renewed', async () => {
      const { id, fence, dueAt } = await running();
      expect(await home.first.renew(id, fence, dueAt + leaseMs)).toBe(true);
      expect(await home.second.claim({ now: dueAt, leaseMs, id })).toBeUndefined();
    });

    test('are settled once', async () => {
      const { id, fence } = await running();
      const settlement = { status: 'rejected', settledAt: 7, rejection: { 'a.b': { $c: 'No' } } } as const;
      expect(await home.first.settle(id, fence, settlement)).toBe(true);
      expect(await home.second.settle(id, fence, { status: 'done', settledAt: 8 })).toBe(false);
      expect(await home.second.get(id)).toMatchObject(settlement);
      expect(await home.second.claim({ now: 1e12, leaseMs, id })).toBeUndefined();
    });

    test('wait for another attempt, which may be given back', async () => {
      const { id, fence } = await running();
      await home.first.settle(id, fence, { status: 'pending', dueAt: 5_000, error: 'timeout' });
      expect(await home.second.get(id)).toMatchObject({
        status: 'pending',
        dueAt: 5_000,
        error: 'timeout',
        attempt: 1,
      });
      expect(await home.second.claim({ now: 4_999, leaseMs, id })).toBeUndefined();
      const again = await home.second.claim({ now: 5_000, leaseMs, id });
      await home.second.settle(id, again?.fence ?? 0, { status: 'pending', dueAt: 5_000, attempt: 1 });
      expect(await home.first.get(id)).toMatchObject({ status: 'pending', attempt: 1, fence: 2 });
    });

    test('that failed are tried again or given up by an operator, and only those', async () => {
      const [retried, discarded, done] = [await running(), await running(), await running()];
      for (const { id, fence } of [retried, discarded]) {
        await home.first.settle(id, fence, { status: 'failed', settledAt: 9, error: 'broken' });
      }
      await home.first.settle(done.id, done.fence, { status: 'done', settledAt: 9 });
      expect(await home.second.resolveFailed(retried.id, 'retry', 10_000)).toBe(true);
      expect(await home.second.resolveFailed(retried.id, 'retry', 10_000)).toBe(false);
      expect(await home.second.resolveFailed(discarded.id, 'discard', 10_000)).toBe(true);
      expect(await home.second.resolveFailed(done.id, 'discard', 10_000)).toBe(false);
      const open = await home.first.get(retried.id);
      expect(open).toMatchObject({ status: 'pending', attempt: 0, dueAt: 10_000, fence: 1 });
      expect(open).not.toHaveProperty('settledAt');
      expect(await home.first.get(discarded.id)).toMatchObject({ status: 'discarded', settledAt: 10_000 });
      expect(await home.first.claim({ now: 10_000, leaseMs, id: retried.id })).toMatchObject({ attempt: 1 });
    });

    test('are erased of everything that is the visitor’s, and stay under their id', async () => {
      const personal = {
        answers: { you: { name: 'Ada' } },
        values: { greeting: 'Ada' },
        facts: { user: 'Ada' },
        parsed: 'AAEC',
        context: { user: 'ada' },
        error: 'no mail to Ada',
        rejection: { you: { name: 'Ada who?' } },
      };
      const expected = {
        done: { status: 'done', settledAt: 7 },
        discarded: { status: 'discarded', settledAt: 7 },
        rejected: { status: 'rejected', settledAt: 7, rejection: {} },
        failed: { status: 'discarded', settledAt: 50 },
        pending: { status: 'discarded', settledAt: 50 },
      } as const;
      for (const [status, left] of Object.entries(expected)) {
        const settledAt = status === 'pending' ? {} : { settledAt: 7 };
        const before = await inserted({ ...personal, status: status as Submission['status'], ...settledAt });
        expect(await home.second.erase(before.id, 50)).toBe(true);
        const after = await home.first.get(before.id);
        expect(after).toMatchObject({ ...left, answers: {}, erasedAt: 50, reference: before.reference });
        for (const name of ['values', 'facts', 'parsed', 'context', 'error'])
          expect(after).not.toHaveProperty(name);
        expect(JSON.stringify(after)).not.toContain('Ada');
        expect(await home.first.insert(before)).toBe('exists');
        expect(await home.first.claim({ now: 1e12, leaseMs, id: before.id })).toBeUndefined();
        expect(await home.first.resolveFailed(before.id, 'retry', 60)).toBe(false);
        expect(await home.first.erase(before.id, 60)).toBe(true);
      }
    });

    test('that are running, or not there, are not erased', async () => {
      const { id, fence } = await running();
      expect(await home.first.erase(id, 50)).toBe(false);
      expect(await home.first.settle(id, fence, { status: 'done', settledAt: 51 })).toBe(true);
      expect(await home.first.erase(id, 52)).toBe(true);
      expect(await home.first.erase('nothing', 50)).toBe(false);
    });

    test('that were erased are purged by the time when they were settled', async () => {
      const wizard = `erased-${(count += 1)}`;
      const { id } = await inserted({ wizard, status: 'failed', settledAt: 5 });
      await home.first.erase(id, 50);
      await home.first.purge(50);
      expect(await home.first.get(id)).toBeDefined();
      await home.first.purge(51);
      expect(await home.first.get(id)).toBeUndefined();
    });

    test('are listed oldest first, by wizard, status and reference', async () => {
      const wizard = `listed-${(count += 1)}`;
      const newer = await inserted({ wizard, submittedAt: 2_000 });
      const older = await inserted({ wizard, submittedAt: 1_000 });
      const done = await running({ wizard, submittedAt: 3_000 });
      await home.first.settle(done.id, done.fence, { status: 'done', settledAt: 1 });
      const ids = async (filter: object) => (await collect(home.second.list(filter))).map(({ id }) => id);
      expect(await ids({ wizard })).toEqual([older.id, newer.id, done.id]);
      expect(await ids({ wizard, status: 'pending' })).toEqual([older.id, newer.id]);
      expect(await ids({ reference: newer.reference })).toEqual([newer.id]);
      expect(await ids({ wizard, reference: 'nothing' })).toEqual([]);
      expect((await ids({})).length).toBeGreaterThanOrEqual(3);
    });

    test('are listed by when they were sent, from one time to before another', async () => {
      const wizard = `sent-${(count += 1)}`;
      for (const submittedAt of [1_000, 2_000, 3_000]) await inserted({ wizard, submittedAt });
      const times = async (filter: object) =>
        (await collect(home.second.list({ wizard, ...filter }))).map(({ submittedAt }) => submittedAt);
      expect(await times({ since: 2_000 })).toEqual([2_000, 3_000]);
      expect(await times({ until: 2_000 })).toEqual([1_000]);
      expect(await times({ since: 1_001, until: 3_000 })).toEqual([2_000]);
      expect(await times({ since: 3_001 })).toEqual([]);
    });

    test('are listed in full when there are more than fit one page', async () => {
      const wizard = `long-${(count += 1)}`;
      await Promise.all(Array.from({ length: 250 }, () => inserted({ wizard })));
      expect(await collect(home.first.list({ wizard }))).toHaveLength(250);
      expect(await collect(home.first.list({ wizard, since: 1, until: Date.now() * 2 }))).toHaveLength(250);
    });

    test('are purged when they were settled long enough ago, and never while they are open or failed', async () => {
      const wizard = `purged-${(count += 1)}`;
      const settle = async (settledAt: number, status: 'done' | 'rejected' | 'failed') => {
        const { id, fence } = await running({ wizard });
        const settlement = { settledAt, error: 'x', rejection: {} };
        await home.first.settle(id, fence, { ...settlement, status });
        return id;
      };
      const gone = [await settle(100, 'done'), await settle(199, 'rejected')];
      const kept = [
        await settle(200, 'done'),
        await settle(100, 'failed'),
        (await inserted({ wizard })).id,
        (await running({ wizard })).id,
      ];
      expect(await home.second.purge(200)).toBeGreaterThanOrEqual(2);
      expect(await home.second.purge(200)).toBe(0);
      const left = (await collect(home.first.list({ wizard }))).map(({ id }) => id);
      expect(left.toSorted()).toEqual(kept.toSorted());
      expect(await home.first.get(gone[0] ?? '')).toBeUndefined();
    });
  });
}
