import type { WizardDefinition } from '../definition/model.ts';
import type { FileStore } from './file-store.ts';
import type { CompletionJournal, Submission } from './journal.ts';
import type { Log } from '../log.ts';
import { watchOutages } from './outage.ts';
import { enter, lookForWork, makeShift, watchSubmission } from './shift.ts';
import { Over, sleep as realSleep, type Sleep } from '../time-limit.ts';

/** What a worker works with. */
export interface WorkerOptions {
  readonly journal: CompletionJournal;
  /** The wizards that this server knows, by id. Submissions of others, and of newer versions, are left alone. */
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
  /** Where the files rest that submissions name; undefined where none does. */
  readonly files?: FileStore | undefined;
  /** Handed to every handler. */
  readonly services: unknown;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly sleep?: Sleep;
  /** How long a claim holds without a renewal, 15,000 ms by default: a dead server's attempt is taken over after that. */
  readonly leaseMs?: number;
  /** How often an idle worker looks for work, 1,000 ms by default. */
  readonly pollMs?: number;
  /** How many handlers run at the same time in this process, 8 by default; of one wizard at most half of them. */
  readonly concurrency?: number | undefined;
}

/** Runs the handlers of finished forms, one server's share of them. */
export interface Worker {
  /** Starts to look for work. */
  start(): void;
  /**
   * Inserts the record of a form that was just sent. Where there is room for it here, its first attempt begins with that.
   *
   * @throws WizardError STORE_* when the journal cannot be reached
   */
  record(submission: Submission): Promise<void>;
  /**
   * Runs this submission now, if it is due and there is room, and waits at most `waitMs` for its attempt to end, here
   * or on another server. Never rejects.
   *
   * @returns the submission as it was seen last; undefined when it could not be read, or does not exist
   */
  attempt(id: string, waitMs: number): Promise<Submission | undefined>;
  /**
   * Claims nothing more, waits up to `graceMs` for what is running, then aborts it and hands it over to another server.
   * Never rejects, and ends within 3 s after the grace, whatever the store and the handlers do.
   */
  stop(graceMs: number): Promise<void>;
}

const handOverMs = 3_000;

/** Makes a worker; docs/completing.md says what it promises. */
export function createWorker(options: WorkerOptions): Worker {
  const { journal, definitions, files, services, log } = options;
  const { now = Date.now, random = Math.random, sleep = realSleep } = options;
  const { leaseMs = 15_000, pollMs = 1_000, concurrency = 8 } = options;
  const closing = new Over();
  const handOver = new Over();
  const outages = watchOutages({ log, now, random, leaseMs });
  const around = { journal, definitions, files, services, log, now, random, sleep, leaseMs, outages };
  const shift = makeShift({ ...around, handOver }, { closing, pollMs, concurrency });
  let looking: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;

  async function end(graceMs: number): Promise<void> {
    closing.abort();
    shift.work.wake();
    const ended = () => Promise.all([shift.entering.ended(), shift.work.ended()]);
    await within(graceMs, Promise.all([looking, ended()]));
    handOver.abort();
    await within(handOverMs, ended());
  }

  /** Waits for something that never rejects, up to a time; holds the process until then. */
  async function within(ms: number, promise: Promise<unknown>): Promise<void> {
    const enough = new Over();
    await Promise.race([promise, sleep(ms, enough, true)]);
    enough.abort();
  }

  return {
    start() {
      looking ??= lookForWork(shift);
    },
    record: (submission) => enter(shift, submission),
    attempt: (id, waitMs) => watchSubmission(shift, id, waitMs),
    stop: (graceMs) => (stopped ??= end(graceMs)),
  };
}
