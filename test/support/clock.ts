import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sleep } from '../../src/time-limit.ts';

/** A clock that a test moves: it starts at the real time, since stores of others look at the real one. */
export interface Clock {
  readonly now: () => number;
  readonly advance: (ms: number) => void;
}

/** A clock that stands until it is moved. */
export function standingClock(): Clock {
  let time = Date.now();
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}

/** A clock with sleepers, whom it wakes in their turn. */
export interface WakingClock {
  readonly now: () => number;
  readonly sleep: Sleep;
  /** Moves on, waking every sleeper in its turn, and lets what they do come to rest. */
  advance(ms: number): Promise<void>;
  /** Lets everything that does not wait for time come to rest. */
  rest(): Promise<void>;
}

/** Makes a clock with sleepers that stands at `start`, ms since the epoch. */
export function clockAt(start: number): WakingClock {
  let now = start;
  const sleepers = new Set<{ at: number; wake: () => void }>();

  /** Promises are all that there is to wait for, and they are done before the next turn. */
  async function rest(): Promise<void> {
    await nextTurn();
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        const end = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const sleeper = { at: now + ms, wake: end };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', end, { once: true });
      }),
    async advance(ms) {
      const end = now + ms;
      await rest();
      for (;;) {
        const [next] = [...sleepers].toSorted((one, other) => one.at - other.at);
        if (next === undefined || next.at > end) break;
        now = Math.max(now, next.at);
        next.wake();
        await rest();
      }
      now = end;
    },
    rest,
  };
}
