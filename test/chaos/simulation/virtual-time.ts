import type { Sleep } from '../../../src/time-limit.ts';
import type { Random } from '../../support/random.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * Runs work in which every timer is the scheduler's, and every random number the seed's: deadlines, leases and pauses
 * of the engine then pass in simulated time, in the order that the seed says.
 */
export async function inVirtualTime<Result>(
  { setTimer, clearTimer }: Pick<Scheduler, 'setTimer' | 'clearTimer'>,
  random: Random,
  work: () => Promise<Result>,
): Promise<Result> {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    random: Math.random,
    timeout: AbortSignal.timeout.bind(AbortSignal),
  };
  const handles = new WeakMap<object, number>();
  const virtual = {
    setTimeout(run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) {
      const handle = { unref: () => handle, ref: () => handle, hasRef: () => true };
      handles.set(
        handle,
        setTimer(() => run(...given), ms),
      );
      return handle;
    },
    clearTimeout(handle: object | undefined) {
      const timer = handle === undefined ? undefined : handles.get(handle);
      if (timer !== undefined) clearTimer(timer);
    },
  };
  Object.assign(globalThis, virtual);
  Math.random = () => random.next();
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    setTimer(() => controller.abort(new DOMException('The time is over', 'TimeoutError')), ms);
    return controller.signal;
  };
  try {
    return await work();
  } finally {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Math.random = real.random;
    AbortSignal.timeout = real.timeout;
  }
}

/** Sleeping in simulated time. */
export function sleepIn({ setTimer, clearTimer }: Pick<Scheduler, 'setTimer' | 'clearTimer'>): Sleep {
  return (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        clearTimer(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimer(end, ms);
      signal?.addEventListener('abort', end, { once: true });
    });
}
