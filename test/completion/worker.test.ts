import { expect, jest, test } from '@jest/globals';
import type { Completion, Finished, WizardDefinition } from '../../src/definition/model.ts';
import type { CompletionJournal } from '../../src/completion/journal.ts';
import { createWorker, type WorkerOptions } from '../../src/completion/worker.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { clockAt, type WakingClock } from '../support/clock.ts';
import { orderWizard, start, submissionNamed } from '../support/submission.ts';
import { failing, notingLog } from './samples.ts';

type Claim = Parameters<CompletionJournal['claim']>[0];
type Run = NonNullable<Completion['run']>;

/** Servers that share one journal and one clock. */
function bench(run: Run | undefined, limits: Parameters<typeof orderWizard>[1] = {}) {
  const clock: WakingClock = clockAt(start);
  const journal = failing(memoryJournal());
  const log = notingLog();
  const server = (changes: Partial<WorkerOptions> & { wizards?: readonly WizardDefinition[] } = {}) => {
    const { wizards = [orderWizard(run, limits)], ...options } = changes;
    const definitions = new Map(wizards.map((wizard) => [wizard.id, wizard]));
    const { now, sleep } = clock;
    return createWorker({
      journal,
      definitions,
      services: { mail: 1 },
      log,
      now,
      sleep,
      random: () => 0.5,
      ...options,
    });
  };
  return { clock, journal, log, server };
}

/** A handler that never ends by itself, and remembers what it was given. */
function hanging() {
  const calls: Finished[] = [];
  const run = (finished: Finished) => {
    calls.push(finished);
    return new Promise<void>(() => {});
  };
  return { calls, run };
}

test('a handler is given the answers by path, the context, the reference, the key and the services', async () => {
  const run = jest.fn<Run>();
  const { journal, server } = bench(run);
  await journal.insert(submissionNamed('a', { context: { user: 7 } }));
  const settled = await server().attempt('a.1', 1000);
  expect(settled).toMatchObject({ status: 'done', settledAt: start, attempt: 1 });
  expect(run.mock.calls).toEqual([
    [
      {
        answers: { item: { size: 'small' }, applicant: { name: { first: 'Ada' } } },
        context: { user: 7 },
        reference: 'REF-a',
        version: 1,
        idempotencyKey: 'a.1',
        attempt: 1,
        signal: expect.anything(),
        services: { mail: 1 },
      },
    ],
  ]);
});

test('a worker that was started finds what waits, more in a row, and looks again after each poll', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  const worker = server({ pollMs: 1000 });
  for (const name of ['a', 'b', 'c']) await journal.insert(submissionNamed(name));
  worker.start();
  await clock.rest();
  expect(run).toHaveBeenCalledTimes(3);
  await journal.insert(submissionNamed('d'));
  await clock.advance(999);
  expect(run).toHaveBeenCalledTimes(3);
  await clock.advance(1);
  expect(run).toHaveBeenCalledTimes(4);
  await worker.stop(0);
});

test('a first attempt that has ended before it is asked for is told without a look at the journal', async () => {
  const { journal, clock, server } = bench(() => undefined);
  const [claim, get] = [jest.spyOn(journal, 'claim'), jest.spyOn(journal, 'get')];
  const worker = server();
  await worker.record(submissionNamed('a'));
  await clock.rest();
  expect(await worker.attempt('a.1', 1_000)).toMatchObject({ status: 'done' });
  expect([claim.mock.calls, get.mock.calls]).toEqual([[], []]);
});

test('what is sent to a server with room is written as claimed, and its first attempt begins', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  const claim = jest.spyOn(journal, 'claim');
  const worker = server();
  await worker.record(submissionNamed('a'));
  const [seen] = await Promise.all([worker.attempt('a.1', 1_000), clock.advance(1_000)]);
  expect(seen).toMatchObject({ status: 'done', attempt: 1, fence: 1 });
  expect(run).toHaveBeenCalledTimes(1);
  expect(claim).not.toHaveBeenCalled();
});

test('what is sent to a server without room, or of a wizard with no more of its share, waits for its turn', async () => {
  const full = bench(hanging().run);
  const busy = full.server({ concurrency: 1 });
  await busy.record(submissionNamed('a'));
  await busy.record(submissionNamed('b'));
  expect(await full.journal.get('b.1')).toEqual(submissionNamed('b'));

  const shared = bench(undefined);
  const wizards = [orderWizard(hanging().run, { id: 'slow' }), orderWizard(() => undefined, { id: 'other' })];
  const worker = shared.server({ wizards, concurrency: 4 });
  for (const name of ['a', 'b', 'c']) await worker.record(submissionNamed(name, { wizard: 'slow' }));
  expect(await shared.journal.get('c.1')).toMatchObject({ status: 'pending', attempt: 0 });
  for (const each of [busy, worker]) void each.stop(0);
  await Promise.all([full.clock.advance(5_000), shared.clock.advance(5_000)]);
});

test('a form that is sent twice is run once, by whose record is there first', async () => {
  const run = jest.fn<Run>();
  const { clock, server } = bench(run);
  const [one, other] = [server(), server()];
  await Promise.all([one.record(submissionNamed('a')), other.record(submissionNamed('a'))]);
  await one.record(submissionNamed('a'));
  await clock.advance(1_000);
  expect(run).toHaveBeenCalledTimes(1);
});

test('a form whose record was written although the answer was lost is run when the lease runs out', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  const worker = server();
  worker.start();
  journal.fault = 'after';
  await expect(worker.record(submissionNamed('a'))).rejects.toThrow('cut');
  journal.fault = 'none';
  await clock.advance(14_000);
  expect(run).not.toHaveBeenCalled();
  await clock.advance(3_000);
  expect(run.mock.calls.map(([{ attempt }]) => attempt)).toEqual([2]);
  await worker.stop(0);
});

test('a form that was being recorded when the stop came is given back before the stop is over', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  const slow: CompletionJournal = {
    ...journal,
    async settle(...given) {
      await clock.sleep(100);
      return journal.settle(...given);
    },
  };
  const worker = server({ journal: slow });
  const recorded = worker.record(submissionNamed('a'));
  const stopped = worker.stop(1_000);
  await clock.advance(200);
  await stopped;
  expect(await journal.get('a.1')).toMatchObject({ status: 'pending', attempt: 0 });
  await recorded;
  expect(run).not.toHaveBeenCalled();
});

test('forms that only wait for their turn take no place from those that run', async () => {
  const { journal, clock, server } = bench(() => undefined);
  const slow: CompletionJournal = {
    ...journal,
    async insert(submission) {
      await clock.sleep(60);
      return journal.insert(submission);
    },
  };
  const worker = server({ journal: slow, concurrency: 2 });
  worker.start();
  const names = Array.from({ length: 200 }, (_, n) => `n${n}`);
  const sent: Promise<void>[] = [];
  // One each 5 ms, so that twelve are always on their way.
  for (const name of names) {
    sent.push(worker.record(submissionNamed(name)));
    await clock.advance(5);
  }
  const done = (await Promise.all(names.map((name) => journal.get(`${name}.1`)))).filter(
    (submission) => submission?.status === 'done',
  );
  expect(done.length).toBeGreaterThan(100);
  await Promise.all([...sent, clock.advance(100)]);
  await worker.stop(0);
});

test('a form that has one attempt is claimed after it was recorded: a lost answer would be its end', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run, { maxAttempts: 1 });
  const worker = server();
  journal.fault = 'after';
  await expect(worker.record(submissionNamed('a'))).rejects.toThrow('cut');
  journal.fault = 'none';
  const [seen] = await Promise.all([worker.attempt('a.1', 1_000), clock.advance(1_000)]);
  expect(seen).toMatchObject({ status: 'done', attempt: 1 });
});

test('racing servers run a submission once, and each sees how it ended', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  const servers = Array.from({ length: 8 }, () => server());
  for (const each of servers) each.start();
  const seen = Promise.all(servers.map((each) => each.attempt('a.1', 1000)));
  await clock.advance(1000);
  expect(run).toHaveBeenCalledTimes(1);
  expect((await seen).map((submission) => submission?.status)).toEqual(Array(8).fill('done'));
  await Promise.all(servers.map((each) => each.stop(0)));
});

test('a crash between claim and settlement leads to another attempt with the same key when the lease runs out', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  // What a server does that dies right after its claim.
  await journal.claim({ now: clock.now(), leaseMs: 15_000 });
  const worker = server();
  worker.start();
  await clock.advance(14_000);
  expect(run).not.toHaveBeenCalled();
  await clock.advance(2_000);
  expect(run.mock.calls[0]?.[0]).toMatchObject({ idempotencyKey: 'a.1', attempt: 2 });
  expect(await journal.get('a.1')).toMatchObject({ status: 'done', attempt: 2, fence: 2 });
  await worker.stop(0);
});

test('a lease is renewed for as long as the handler runs', async () => {
  const { calls, run } = hanging();
  const { journal, clock, server } = bench(run, { timeoutMs: 60_000 });
  await journal.insert(submissionNamed('a'));
  const [one, other] = [server(), server()];
  one.start();
  await clock.rest();
  other.start();
  await clock.advance(59_000);
  expect(calls).toHaveLength(1);
  await Promise.all([one.stop(0), other.stop(0), clock.advance(0)]);
});

test('an attempt whose lease was lost is aborted, and its late end changes nothing', async () => {
  let end = (): void => {};
  let signal: AbortSignal | undefined;
  const { journal, clock, server } = bench((finished) => {
    signal = finished.signal;
    return new Promise<void>((resolve) => (end = resolve));
  });
  await journal.insert(submissionNamed('a'));
  const worker = server();
  worker.start();
  await clock.rest();
  // This server stood still past its lease, and another one took over.
  const taken = await journal.claim({ now: clock.now() + 15_000, leaseMs: 60_000 });
  expect(taken).toMatchObject({ attempt: 2, fence: 2 });
  await clock.advance(5_000);
  expect(signal?.aborted).toBe(true);
  end();
  await clock.rest();
  expect(await journal.get('a.1')).toMatchObject({ status: 'running', attempt: 2, fence: 2 });
  await worker.stop(0);
});

test('a settlement under an old fence is ignored', async () => {
  let end = (): void => {};
  const { journal, clock, log, server } = bench(() => new Promise<void>((resolve) => (end = resolve)));
  await journal.insert(submissionNamed('a'));
  const worker = server();
  const attempt = worker.attempt('a.1', 500);
  await clock.rest();
  await journal.claim({ now: clock.now() + 15_000, leaseMs: 60_000 });
  end();
  await clock.rest();
  expect(await journal.get('a.1')).toMatchObject({ status: 'running', fence: 2 });
  expect(log.lines.map((line) => line.message)).toContain(
    'The end of an attempt came too late to be recorded.',
  );
  await clock.advance(500);
  expect(await attempt).toMatchObject({ status: 'running', fence: 2 });
});

test('a handler that hangs is aborted at its time limit and tried again, though it ignores its signal', async () => {
  const { calls, run } = hanging();
  const { journal, clock, server } = bench(run, { timeoutMs: 10_000 });
  await journal.insert(submissionNamed('a'));
  const worker = server({ concurrency: 1 });
  worker.start();
  await clock.advance(10_000);
  expect(calls[0]?.signal.aborted).toBe(true);
  expect(calls[0]?.signal.reason).toMatchObject({ name: 'TimeoutError' });
  expect(await journal.get('a.1')).toMatchObject({
    status: 'pending',
    attempt: 1,
    dueAt: start + 10_500,
    error: 'The handler took longer than its time limit of 10000 ms.',
  });
  await clock.advance(2_000);
  expect(calls.map(({ attempt, idempotencyKey }) => [attempt, idempotencyKey])).toEqual([
    [1, 'a.1'],
    [2, 'a.1'],
  ]);
  await Promise.all([worker.stop(0), clock.advance(0)]);
});

test('a handler may send the submission back to the form', async () => {
  const rejection = { item: { size: 'Sold out' } };
  const { journal, server } = bench(() => ({ reject: rejection }));
  await journal.insert(submissionNamed('a'));
  expect(await server().attempt('a.1', 1000)).toMatchObject({
    status: 'rejected',
    rejection,
    settledAt: start,
  });
});

test('a rejection that names what is not there is a failed attempt, and the log says what to mend', async () => {
  const { journal, log, server } = bench(() => ({ reject: { itm: { size: 'Sold out' } } }));
  await journal.insert(submissionNamed('a'));
  expect(await server().attempt('a.1', 1000)).toMatchObject({ status: 'pending', attempt: 1 });
  expect(log.lines).toContainEqual({
    level: 'warn',
    facts: expect.objectContaining({ fault: expect.stringContaining('there is no step "itm"') }),
    message: 'Attempt failed; another follows.',
  });
});

test('what was meant as a rejection fails the submission at once: tried again, it would do its work once more', async () => {
  const { journal, log, server } = bench((() => ({ rejected: { item: { size: 'Sold out' } } })) as never);
  await journal.insert(submissionNamed('a'));
  expect(await server().attempt('a.1', 1000)).toMatchObject({
    status: 'failed',
    attempt: 1,
    error: expect.stringContaining('did you mean reject?'),
  });
  expect(log.lines).toContainEqual({
    level: 'error',
    facts: expect.objectContaining({ fault: expect.stringContaining('"rejected"') }),
    message: 'Submission failed for good.',
  });
});

test('after its last attempt a submission has failed, and an operator’s retry runs it again', async () => {
  let isMended = false;
  const attempts: number[] = [];
  const { journal, clock, server } = bench(({ attempt }) => {
    attempts.push(attempt);
    if (!isMended) throw new Error('no mail server');
  });
  await journal.insert(submissionNamed('a'));
  const worker = server();
  worker.start();
  await clock.advance(60_000);
  expect(attempts).toEqual([1, 2, 3]);
  expect(await journal.get('a.1')).toMatchObject({ status: 'failed', error: 'no mail server' });
  isMended = true;
  await journal.resolveFailed('a.1', 'retry', clock.now());
  await clock.advance(1_000);
  expect(attempts).toEqual([1, 2, 3, 1]);
  expect(await journal.get('a.1')).toMatchObject({ status: 'done' });
  await worker.stop(0);
});

test('a submission that kills its server each time is not run more often than its limit', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run, { maxAttempts: 3 });
  await journal.insert(submissionNamed('a', { status: 'running', attempt: 3, fence: 3, dueAt: start - 1 }));
  const worker = server();
  worker.start();
  await clock.rest();
  expect(run).not.toHaveBeenCalled();
  expect(await journal.get('a.1')).toMatchObject({
    status: 'failed',
    error: 'The server ended during the last attempt.',
  });
  await worker.stop(0);
});

test('a stop lets a running handler finish within the grace and claims nothing more', async () => {
  const run = jest.fn<Run>(() => clock.sleep(2_000));
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  const worker = server({ concurrency: 1 });
  worker.start();
  await clock.rest();
  await journal.insert(submissionNamed('b'));
  const stopped = worker.stop(5_000);
  await clock.advance(2_000);
  await stopped;
  expect(await journal.get('a.1')).toMatchObject({ status: 'done' });
  expect(await journal.get('b.1')).toMatchObject({ status: 'pending', attempt: 0 });
  const [seen] = await Promise.all([worker.attempt('b.1', 100), clock.advance(100)]);
  expect(seen).toMatchObject({ status: 'pending', attempt: 0 });
});

test('a stop hands over what is still running after the grace: due at once, the attempt taken back', async () => {
  const { calls, run } = hanging();
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  const [one, other] = [server(), server()];
  one.start();
  await clock.rest();
  const stopped = one.stop(5_000);
  await clock.advance(5_000);
  await stopped;
  expect(calls[0]?.signal.aborted).toBe(true);
  expect(await journal.get('a.1')).toMatchObject({ status: 'pending', attempt: 0, dueAt: start + 5_000 });
  other.start();
  await clock.rest();
  expect(calls.map(({ attempt }) => attempt)).toEqual([1, 1]);
  await Promise.all([other.stop(0), clock.advance(0)]);
});

test('a claim that was under way when the stop came is given back', async () => {
  const run = jest.fn<Run>();
  const { journal, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  const worker = server();
  worker.start();
  await worker.stop(1_000);
  expect(run).not.toHaveBeenCalled();
  expect(await journal.get('a.1')).toMatchObject({ status: 'pending', attempt: 0 });
});

test('a stop ends, whatever the store does', async () => {
  const { calls, run } = hanging();
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  const worker = server();
  worker.start();
  await clock.rest();
  journal.settle = () => new Promise(() => {});
  const stopped = worker.stop(1_000);
  await clock.advance(4_000);
  await stopped;
  expect(calls[0]?.signal.aborted).toBe(true);
});

test('a journal that is down is logged once, and the work goes on when it is back', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, log, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  journal.fault = 'before';
  const worker = server();
  worker.start();
  expect(await Promise.all([worker.attempt('a.1', 1000), clock.advance(1000)])).toEqual([
    undefined,
    undefined,
  ]);
  await clock.advance(60_000);
  journal.fault = 'none';
  await clock.advance(10_000);
  expect(run).toHaveBeenCalledTimes(1);
  expect(log.lines.filter((line) => line.level === 'error')).toHaveLength(1);
  expect(log.lines.filter((line) => line.message === 'The completion journal answers again.')).toHaveLength(
    1,
  );
  await worker.stop(0);
});

test('an end that could not be recorded in a long outage is recorded after it, and nobody runs it again', async () => {
  const run = jest.fn<Run>(() => {
    journal.fault = 'before';
  });
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  const servers = [server(), server(), server()];
  for (const each of servers) each.start();
  await clock.advance(60_000);
  journal.fault = 'none';
  await clock.advance(10_000);
  expect(run).toHaveBeenCalledTimes(1);
  expect(await journal.get('a.1')).toMatchObject({ status: 'done', attempt: 1 });
  await Promise.all(servers.map((each) => each.stop(0)));
});

test('a journal that fails at claims alone does not fill the log', async () => {
  const { journal, clock, log, server } = bench(() => {});
  journal.only = 'claim';
  journal.fault = 'before';
  const worker = server();
  worker.start();
  await clock.advance(50_000);
  expect(log.lines.map(({ level }) => level)).toEqual(['error', 'info']);
  await worker.stop(0);
});

test('an end that was recorded although its answer was lost is recognised as one’s own', async () => {
  const { journal, clock, log, server } = bench(() => {
    journal.only = 'settle';
    journal.fault = 'after';
  });
  await journal.insert(submissionNamed('a'));
  const attempt = server().attempt('a.1', 5_000);
  await clock.rest();
  journal.fault = 'none';
  await clock.advance(1_000);
  expect(await attempt).toMatchObject({ status: 'done' });
  expect(log.lines.at(-1)?.message).toBe('Submission done.');
});

test('a claim whose answer was lost is made again when its lease runs out', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  journal.only = 'claim';
  journal.fault = 'after';
  const worker = server();
  worker.start();
  await clock.rest();
  journal.fault = 'none';
  await clock.advance(20_000);
  expect(run.mock.calls.map(([{ attempt }]) => attempt)).toEqual([2]);
  await worker.stop(0);
});

test('a claim whose answer comes after its lease is not run: another server may be at it', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a'));
  const slow: CompletionJournal = {
    ...journal,
    async claim(request) {
      const claimed = await journal.claim(request);
      await clock.sleep(15_000);
      return claimed;
    },
  };
  const worker = server({ journal: slow });
  const waiting = worker.attempt('a.1', 20_000);
  await clock.advance(20_000);
  expect(await waiting).toMatchObject({ status: 'running', attempt: 1 });
  expect(run).not.toHaveBeenCalled();
});

test('submissions of unknown wizards and newer versions are left for a server that knows them', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  const unknown = submissionNamed('a', { wizard: 'later' });
  const newer = submissionNamed('b', { version: 2 });
  for (const each of [unknown, newer, submissionNamed('c')]) await journal.insert(each);
  const old = server();
  old.start();
  await clock.advance(5_000);
  expect(run.mock.calls.map(([{ reference }]) => reference)).toEqual(['REF-c']);
  expect([await journal.get('a.1'), await journal.get('b.1')]).toEqual([unknown, newer]);
  const young = server({ wizards: [orderWizard(run, { version: 2 }), orderWizard(run, { id: 'later' })] });
  young.start();
  await clock.advance(1_000);
  expect(run).toHaveBeenCalledTimes(3);
  await Promise.all([old.stop(0), young.stop(0)]);
});

test('a journal that offers an unknown wizard all the same gets it back, not counted', async () => {
  const run = jest.fn<Run>();
  const { journal, clock, server } = bench(run);
  await journal.insert(submissionNamed('a', { wizard: 'later' }));
  const deaf = { ...journal, claim: ({ now, leaseMs }: Claim) => journal.claim({ now, leaseMs }) };
  const worker = server({ journal: deaf });
  worker.start();
  await clock.advance(10_000);
  expect(await journal.get('a.1')).toMatchObject({ status: 'pending', attempt: 0, fence: 1 });
  await worker.stop(0);
});

test('no more handlers run at the same time than allowed; the rest waits its turn', async () => {
  let atOnce = 0;
  let most = 0;
  const { journal, clock, server } = bench(async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await clock.sleep(100);
    atOnce -= 1;
  });
  const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
  for (const name of names) await journal.insert(submissionNamed(name));
  const worker = server({ concurrency: 3 });
  worker.start();
  const seen = Promise.all(names.map((name) => worker.attempt(`${name}.1`, 10_000)));
  await clock.advance(5_000);
  expect(most).toBe(3);
  expect((await seen).map((submission) => submission?.status)).toEqual(Array(10).fill('done'));
  await worker.stop(0);
});

/** A slow and a quick form, each with as many submissions as are named. */
async function slowBesideQuick(slow: number, quick: number) {
  const { calls, run } = hanging();
  const done: string[] = [];
  const shared = bench(undefined);
  const wizards = [
    orderWizard(run, { id: 'slow' }),
    orderWizard(({ idempotencyKey }) => void done.push(idempotencyKey), { id: 'quick' }),
  ];
  for (let n = 0; n < slow; n += 1)
    await shared.journal.insert(submissionNamed(`slow-${n}`, { wizard: 'slow' }));
  for (let n = 0; n < quick; n += 1)
    await shared.journal.insert(submissionNamed(`quick-${n}`, { wizard: 'quick', dueAt: start + 1 }));
  return { ...shared, calls, done, worker: shared.server({ wizards }) };
}

test('handlers of one wizard that hang leave half of the places to the others', async () => {
  const { clock, calls, done, worker } = await slowBesideQuick(24, 10);
  worker.start();
  await clock.advance(2_000);
  expect(calls).toHaveLength(4);
  expect(done).toHaveLength(10);
  // The others of the slow one come when places are free again.
  await clock.advance(30_000);
  expect(calls.length).toBeGreaterThanOrEqual(8);
  void worker.stop(0);
  await clock.advance(5_000);
});

test('many finishing requests of one wizard at once take no more than its share either', async () => {
  const { clock, calls, done, worker } = await slowBesideQuick(8, 1);
  const waits = Array.from({ length: 8 }, (_, n) => worker.attempt(`slow-${n}.1`, 1_000));
  await clock.advance(100);
  expect(calls).toHaveLength(4);
  const quick = worker.attempt('quick-0.1', 1_000);
  await clock.advance(100);
  expect(done).toEqual(['quick-0.1']);
  await clock.advance(1_000);
  await Promise.all([...waits, quick]);
  void worker.stop(0);
  await clock.advance(5_000);
});

test('a wizard that holds its share goes on as soon as one of its handlers has ended, not at the next poll', async () => {
  const shared = bench(undefined);
  const run = jest.fn<Run>(async () => {
    await shared.clock.sleep(10);
  });
  const wizards = [orderWizard(run, { id: 'busy' }), orderWizard(() => undefined, { id: 'other' })];
  for (let n = 0; n < 40; n += 1) await shared.journal.insert(submissionNamed(`n-${n}`, { wizard: 'busy' }));
  const worker = shared.server({ wizards });
  worker.start();
  await shared.clock.advance(500);
  expect(run).toHaveBeenCalledTimes(40);
  void worker.stop(0);
  await shared.clock.advance(5_000);
});

test('a wait for an attempt ends in time, with what was seen last', async () => {
  const { journal, clock, server } = bench(hanging().run);
  await journal.insert(submissionNamed('a'));
  const waiting = server().attempt('a.1', 1_000);
  await clock.advance(1_000);
  expect(await waiting).toMatchObject({ status: 'running', attempt: 1 });
  expect(await server().attempt('b.1', 1_000)).toBeUndefined();
});

test('a submission that waits for its next attempt is not run before its time', async () => {
  const run = jest.fn<Run>();
  const { journal, server } = bench(run);
  await journal.insert(submissionNamed('a', { dueAt: start + 500, attempt: 1 }));
  expect(await server().attempt('a.1', 1_000)).toMatchObject({ status: 'pending', attempt: 1 });
  expect(run).not.toHaveBeenCalled();
});

test('no line of the log holds an answer, a reference, an id or an error’s message', async () => {
  const { journal, clock, log, server } = bench(({ reference, idempotencyKey }) => {
    throw new Error(`Ada at ${reference}, ${idempotencyKey}`);
  });
  await journal.insert(submissionNamed('secret'));
  const worker = server();
  worker.start();
  await clock.advance(60_000);
  await worker.stop(0);
  const lines = JSON.stringify(log.lines.filter(({ level }) => level !== 'debug'));
  expect(lines).toContain('Submission failed for good.');
  expect(lines).not.toMatch(/Ada|secret|small/);
});
