import { setMaxListeners } from 'node:events';
import type { WizardDefinition } from '../definition/model.ts';
import { runAttempt, type Surroundings } from './attempt.ts';
import type { CompletionJournal, Submission } from './journal.ts';
import { fairShare } from './fair-share.ts';
import type { Log } from '../log.ts';
import { watchOutages } from './outage.ts';
import { putBack } from './settlement.ts';
import { sleep as realSleep, type Sleep } from './sleep.ts';

/** What a worker works with. */
export interface WorkerOptions {
  readonly journal: CompletionJournal;
  /** The wizards that this server knows, by id. Submissions of others, and of newer versions, are left alone. */
  readonly definitions: ReadonlyMap<string, WizardDefinition>;
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
  /** Begins to look for work. */
  start(): void;
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

/** An attempt under way. */
interface Running {
  readonly claimed: Submission;
  /** The submission as it was settled; undefined when this attempt could not settle it. */
  readonly ended: Promise<Submission | undefined>;
}

const handOverMs = 3_000;
/** Read to see whether the journal answers again: a claim would come before those who hold attempts record their ends. */
const probeId = 'probe.0';

/** Makes a worker; docs/completing.md says what it promises. */
export function createWorker(options: WorkerOptions): Worker {
  const { journal, definitions, services, log } = options;
  const { now = Date.now, random = Math.random, sleep = realSleep } = options;
  const { leaseMs = 15_000, pollMs = 1_000, concurrency = 8 } = options;
  const versions = Object.fromEntries([...definitions].map(([id, { version }]) => [id, version]));
  const share = fairShare(definitions, concurrency);
  const outages = watchOutages({ log, now, random, leaseMs });
  const closing = new AbortController();
  const handOver = new AbortController();
  // Every attempt under way listens, twice at most, and its end is a moment after the next one's begin: no leak.
  setMaxListeners(4 * concurrency, closing.signal, handOver.signal);
  const around: Surroundings = {
    journal,
    definitions,
    services,
    log,
    now,
    random,
    sleep,
    leaseMs,
    outages,
    handOver: handOver.signal,
  };
  /** Claims and attempts under way. */
  const work = new Set<Promise<void>>();
  const running = new Map<string, Running>();
  /** The wizards that hold their share of the places. */
  const held = () => share([...running.values()].map(({ claimed }) => claimed.wizard));
  let onRoom = (): void => {};
  let pumping: Promise<void> | undefined;
  let stopped: Promise<void> | undefined;

  /** Counts a claim or an attempt as work under way until it ends. */
  function track<Result>(promise: Promise<Result>): Promise<Result> {
    const end = (): void => {
      work.delete(ended);
      onRoom();
    };
    const ended = promise.then(end, end);
    work.add(ended);
    return promise;
  }

  /** Claims one submission and begins to run it; undefined when none is due. Rejects when the journal does. */
  async function take(id?: string): Promise<Running | undefined> {
    const full = held();
    const claimable = Object.fromEntries(Object.entries(versions).filter(([wizard]) => !full.has(wizard)));
    const request = { now: now(), leaseMs, versions: claimable, ...(id === undefined ? {} : { id }) };
    const claimed = await outages.heed(journal.claim(request));
    if (claimed === undefined) return undefined;
    if (closing.signal.aborted || held().has(claimed.wizard)) {
      // The stop, or others of its wizard, came while the claim was under way; if this fails too, the lease runs out.
      const putBackNow = putBack(claimed, now());
      await outages.heed(journal.settle(claimed.id, claimed.fence, putBackNow));
      return undefined;
    }
    const attempt: Running = { claimed, ended: track(runAttempt(around, claimed)) };
    running.set(claimed.id, attempt);
    void attempt.ended.then(() => {
      if (running.get(claimed.id) === attempt) running.delete(claimed.id);
    });
    return attempt;
  }

  /** Until the next poll; while a wizard holds its share of the places, until one of them is free. */
  async function idle(): Promise<void> {
    if (held().size === 0) return sleep(pollMs, closing.signal);
    const free = new AbortController();
    onRoom = () => free.abort();
    await sleep(pollMs, AbortSignal.any([closing.signal, free.signal]));
  }

  async function pump(): Promise<void> {
    while (!closing.signal.aborted) {
      if (work.size >= concurrency) {
        await new Promise<void>((resolve) => (onRoom = resolve));
        continue;
      }
      try {
        if (outages.phase() === 'down') await track(outages.heed(journal.get(probeId)));
        // While the probe was under way, finishing requests may have taken the room.
        if (work.size >= concurrency) continue;
        const isIdle = outages.phase() !== 'up' || (await track(take())) === undefined;
        if (isIdle) await idle();
      } catch {
        await sleep(Math.max(pollMs, outages.pauseMs()), closing.signal);
      }
    }
  }

  /** Watches one submission until its attempt is over or time is up, telling what it sees. */
  async function follow(id: string, see: (seen: Submission) => void, timeUp: AbortSignal): Promise<void> {
    let mine = running.get(id);
    if (mine === undefined && !closing.signal.aborted && work.size < concurrency)
      mine = await track(take(id));
    if (mine !== undefined) {
      see(mine.claimed);
      const settled = await mine.ended;
      if (settled !== undefined) return see(settled);
    }
    // Another server has it, or it waits for room here.
    for (let pauseMs = 25; !timeUp.aborted; pauseMs = Math.min(pauseMs * 2, 400)) {
      const seen = await outages.heed(journal.get(id));
      if (seen === undefined) return;
      see(seen);
      const isUnderWay = seen.status === 'running' || (seen.status === 'pending' && seen.dueAt <= now());
      if (!isUnderWay) return;
      await sleep(pauseMs, timeUp);
    }
  }

  return {
    start() {
      pumping ??= pump();
    },

    async attempt(id, waitMs) {
      let last: Submission | undefined;
      const timeUp = new AbortController();
      const watching = follow(id, (seen) => (last = seen), timeUp.signal).catch(() => {
        // Noted by the watch. The record is safe, and the poll will find it.
      });
      await Promise.race([watching, sleep(waitMs, timeUp.signal)]);
      timeUp.abort();
      return last;
    },

    stop(graceMs) {
      const end = async (): Promise<void> => {
        closing.abort();
        onRoom();
        await within(graceMs, Promise.all([pumping, ...work]));
        handOver.abort();
        await within(handOverMs, Promise.all(work));
      };
      return (stopped ??= end());
    },
  };

  /** Waits for something that never rejects, up to a time; holds the process until then. */
  async function within(ms: number, promise: Promise<unknown>): Promise<void> {
    const enough = new AbortController();
    await Promise.race([promise, sleep(ms, enough.signal, true)]);
    enough.abort();
  }
}
