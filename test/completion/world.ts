import type { CompletionJournal, Submission } from '../../src/completion/journal.ts';
import { createWorker, type Worker } from '../../src/completion/worker.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { clockAt } from '../support/clock.ts';
import { randomFrom } from '../support/random.ts';
import { orderWizard, start, submissionNamed } from '../support/submission.ts';
import { notingLog } from './samples.ts';

/** One call of the handler, as the model saw it. */
interface Call {
  readonly key: string;
  readonly attempt: number;
}

/** What a run of the world came to. */
export interface WorldReport {
  readonly violations: readonly string[];
  readonly inserted: number;
  readonly calls: number;
  readonly crashes: number;
  readonly statuses: { readonly [status: string]: number };
}

interface Server {
  readonly worker: Worker;
  /** Dead servers do nothing any more: their operations never reach the store, their handlers have no effect. */
  isDead: boolean;
  cutOffUntil: number;
}

const maxAttempts = 4;
const faultyMs = 120_000;
const healingMs = 180_000;
const terminal: ReadonlySet<string> = new Set(['done', 'rejected', 'failed', 'discarded']);

/**
 * Runs three real workers over one journal in simulated time, with a slow and failing store, crashes, graceful stops
 * and a handler of every temper, all from one seed; then lets the world heal and checks what must hold.
 */
export async function runWorld(seed: number): Promise<WorldReport> {
  const { next: random, between, chance } = randomFrom(seed);
  const clock = clockAt(start);
  const stored = memoryJournal();
  const violations: string[] = [];
  const calls: Call[] = [];
  const effects = new Set<string>();
  const rejections = new Set<string>();
  const ended = new Map<string, Submission>();
  const takenBack = new Map<string, number>();
  const inserted: Submission[] = [];
  let crashes = 0;
  let downUntil = start;
  const isFaulty = (): boolean => clock.now() < start + faultyMs;

  /** The store itself, which checks every settlement. */
  async function settle(
    ...[id, fence, settlement]: Parameters<CompletionJournal['settle']>
  ): Promise<boolean> {
    const before = await stored.get(id);
    const isSettled = await stored.settle(id, fence, settlement);
    if (!isSettled) return false;
    if (before?.fence !== fence) violations.push(`${id} was settled under an old fence`);
    if (ended.has(id)) violations.push(`${id} was settled after its end`);
    if ('attempt' in settlement) takenBack.set(id, (takenBack.get(id) ?? 0) + 1);
    const after = (await stored.get(id))!;
    if (!terminal.has(after.status)) return true;
    ended.set(id, after);
    if (after.status === 'done' && !effects.has(id)) violations.push(`${id} is done without its effect`);
    if (after.status === 'rejected' && !rejections.has(id)) violations.push(`${id} is rejected by nobody`);
    if (after.status === 'failed' && after.attempt < maxAttempts) violations.push(`${id} failed too early`);
    return true;
  }

  /** The store as one server meets it. */
  function journalOf(server: () => Server): CompletionJournal {
    const never = new Promise<never>(() => {});
    async function through<Result>(operation: () => Promise<Result>): Promise<Result> {
      await clock.sleep(between(0, 40));
      const { isDead, cutOffUntil } = server();
      if (isDead) return never;
      if (clock.now() < Math.max(downUntil, cutOffUntil) || (isFaulty() && chance(0.05)))
        throw new Error('down');
      const result = await operation();
      await clock.sleep(isFaulty() && chance(0.01) ? between(2_000, 20_000) : between(0, 40));
      if (server().isDead) return never;
      if (isFaulty() && chance(0.05)) throw new Error('cut');
      return result;
    }
    return {
      insert: (submission) => through(() => stored.insert(submission)),
      get: (id) => through(() => stored.get(id)),
      findByReference: (reference) => through(() => stored.findByReference(reference)),
      claim: (request) => through(() => stored.claim(request)),
      renew: (...given) => through(() => stored.renew(...given)),
      settle: (...given) => through(() => settle(...given)),
      resolveFailed: (...given) => through(() => stored.resolveFailed(...given)),
      erase: (...given) => through(() => stored.erase(...given)),
      list: (filter) => stored.list(filter),
      purge: (before) => through(() => stored.purge(before)),
    };
  }

  function boot(): Server {
    const wizard = orderWizard(
      async ({ idempotencyKey: key, attempt, signal }) => {
        if (ended.has(key)) violations.push(`${key} was run after its end`);
        const repeats = calls.filter((call) => call.key === key && call.attempt === attempt).length;
        if (repeats > (takenBack.get(key) ?? 0)) violations.push(`${key} ran attempt ${attempt} twice`);
        calls.push({ key, attempt });
        await clock.sleep(
          chance(0.1) ? between(8_000, 60_000) : between(0, 3_000),
          chance(0.5) ? signal : undefined,
        );
        if (server.isDead) return undefined;
        if (chance(0.2)) throw new Error('handler');
        if (chance(0.1)) {
          rejections.add(key);
          return { reject: { item: { size: 'no' } } };
        }
        effects.add(key);
        return undefined;
      },
      { maxAttempts, timeoutMs: 10_000 },
    );
    const server: Server = {
      isDead: false,
      cutOffUntil: start,
      worker: createWorker({
        journal: journalOf(() => server),
        definitions: new Map([[wizard.id, wizard]]),
        services: undefined,
        log: notingLog(),
        now: clock.now,
        sleep: clock.sleep,
        random,
        pollMs: 2_000,
        leaseMs: 6_000,
        concurrency: 2,
      }),
    };
    server.worker.start();
    return server;
  }

  const servers = [boot(), boot(), boot()];
  const waits: Promise<unknown>[] = [];
  while (isFaulty()) {
    await clock.advance(between(100, 3_000));
    const at = between(0, servers.length);
    const server = servers[at]!;
    const dice = random();
    if (dice < 0.5) {
      const submission = submissionNamed(`s${inserted.length}`, {
        submittedAt: clock.now(),
        dueAt: clock.now(),
      });
      inserted.push(submission);
      // By the request that sent it, or by a later one that found it without its record.
      if (chance(0.5)) void server.worker.record(submission).catch(() => undefined);
      else await stored.insert(submission);
      // A double click, served by two servers.
      waits.push(server.worker.attempt(submission.id, 1_000));
      if (chance(0.5)) waits.push(servers[between(0, 3)]!.worker.attempt(submission.id, 1_000));
    } else if (dice < 0.65) {
      server.isDead = true;
      crashes += 1;
      servers[at] = boot();
    } else if (dice < 0.75) {
      waits.push(server.worker.stop(between(0, 5_000)));
      servers[at] = boot();
    } else if (dice < 0.85) {
      server.cutOffUntil = clock.now() + between(0, 15_000);
    } else if (dice < 0.9) {
      downUntil = clock.now() + between(0, 20_000);
    }
  }
  for (const submission of inserted) await stored.insert(submission);
  await clock.advance(healingMs);
  await Promise.all(waits);

  const statuses: { [status: string]: number } = {};
  for (const { id } of inserted) {
    const record = await stored.get(id);
    statuses[record?.status ?? 'lost'] = (statuses[record?.status ?? 'lost'] ?? 0) + 1;
    if (record === undefined || !terminal.has(record.status)) violations.push(`${id} never came to an end`);
  }
  await Promise.all([...servers.map(({ worker }) => worker.stop(0)), clock.advance(5_000)]);
  return { violations, inserted: inserted.length, calls: calls.length, crashes, statuses };
}
