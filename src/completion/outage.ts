import { factsOf, type Log } from '../log.ts';

const longestPauseMs = 2_000;
/** Longer than an operation's deadline and the longest pause together: in it every owner gets to its settlement. */
const quietMs = 5_000;
const relapseMs = 60_000;

/**
 * `down` from an operation's failure to the next one's success. `quiet` for a while after an outage in which leases may
 * have run out: claims wait, so that those who hold attempts record their ends before somebody runs them again.
 */
export type Phase = 'up' | 'down' | 'quiet';

/** Watches the operations on the journal: logs an outage once, and says when to try again. */
export interface OutageWatch {
  /** Passes the promise through, noting how it ended. */
  watch<Result>(operation: Promise<Result>): Promise<Result>;
  phase(): Phase;
  /** Milliseconds to wait before the next try: 50 ms to 2 s, rising with every failure in a row. */
  pauseMs(): number;
}

/**
 * Watches every operation of one worker.
 *
 * @param around.leaseMs outages of more than a third of this are followed by quiet: renewals were missed
 */
export function watchOutages(around: {
  readonly log: Log;
  readonly now: () => number;
  readonly random: () => number;
  readonly leaseMs: number;
}): OutageWatch {
  const { log, now, random, leaseMs } = around;
  let failures = 0;
  let downSince = 0;
  let quietUntil = Number.NEGATIVE_INFINITY;
  let loggedAt = Number.NEGATIVE_INFINITY;
  let isLogged = false;

  function fail(thrown: unknown): void {
    failures += 1;
    if (failures > 1) return;
    downSince = now();
    // A store that fails at one thing and not at another would fill the log.
    isLogged = downSince - loggedAt >= relapseMs;
    if (!isLogged) return;
    loggedAt = downSince;
    log.error(factsOf(thrown), 'The completion journal does not answer. Trying again until it does.');
  }

  function recover(): void {
    if (failures === 0) return;
    if (now() - downSince > leaseMs / 3) quietUntil = now() + quietMs;
    if (isLogged) log.info({ failures, ms: now() - downSince }, 'The completion journal answers again.');
    failures = 0;
  }

  return {
    watch(operation) {
      // Not another promise: who waits for this one is told after it is noted here.
      operation.then(recover, fail);
      return operation;
    },
    phase: () => (failures > 0 ? 'down' : now() < quietUntil ? 'quiet' : 'up'),
    // Half of it is fixed, so that a store that refuses at once is not hammered.
    pauseMs() {
      const ceilingMs = Math.min(longestPauseMs, 100 * 2 ** Math.min(Math.max(failures, 1) - 1, 10));
      return (ceilingMs + ceilingMs * random()) / 2;
    },
  };
}
