import { factsOf, type Log } from './log.ts';

const longestPauseMs = 5000;

/** Says once that the journal is down and once that it is back, and how long to wait before the next try. */
export interface OutageWatch {
  /** Passes the promise through, noting how it ended. */
  heed<Result>(operation: Promise<Result>): Promise<Result>;
  /** Milliseconds to wait before the next try: 50 ms to 5 s, rising with every failure in a row. */
  pauseMs(): number;
}

/** Watches every operation of one journal. */
export function watchOutages(log: Log, random: () => number): OutageWatch {
  let failures = 0;
  return {
    async heed(operation) {
      try {
        const result = await operation;
        if (failures > 0) log.info({ failures }, 'The completion journal answers again.');
        failures = 0;
        return result;
      } catch (thrown) {
        failures += 1;
        if (failures === 1) {
          log.error(factsOf(thrown), 'The completion journal does not answer. Trying again until it does.');
        }
        throw thrown;
      }
    },
    // Half of it is fixed, so that a store that refuses at once is not hammered.
    pauseMs() {
      const ceilingMs = Math.min(longestPauseMs, 50 * 2 ** Math.min(Math.max(failures, 1), 10));
      return (ceilingMs + ceilingMs * random()) / 2;
    },
  };
}
