import type { Awaitable } from './awaitable.ts';
import { isWizardError, WizardError } from './errors.ts';
import { longestMs } from './options.ts';

/** What work under a time limit is given. */
export interface Limit {
  /** Aborts when the time is over. Made when it is asked for: a signal costs as much as the fields of a small step. */
  readonly signal: AbortSignal;
}

/** How a time limit ends. */
export interface LimitOptions {
  /** What is thrown when the time is over (WizardError STORE_TIMEOUT by default), or when the outer signal aborts. */
  readonly late?: ((cause?: unknown) => Error) | undefined;
  /** A longer work that this one is part of: when it is given up, so is this. */
  readonly outer?: AbortSignal | undefined;
}

/**
 * Waits for work no longer than `ms`. The work itself goes on unless it follows its signal: a write may still land later,
 * and how it ends then is nobody's concern.
 *
 * @param ms milliseconds; with none left the work is not even started
 * @throws what `late` gives at the limit, or when the outer signal aborts (a WizardError as its reason is thrown on);
 *   what the work rejects with
 */
export async function within<T>(
  ms: number,
  work: (limit: Limit) => Awaitable<T>,
  options?: LimitOptions,
): Promise<T> {
  return limited(ms, work, options);
}

/** The same, and what is there at once is given, or thrown, at once: neither a promise nor a timer is made for it. */
export function limited<T>(
  ms: number,
  work: (limit: Limit) => Awaitable<T>,
  { late = () => new WizardError('STORE_TIMEOUT'), outer }: LimitOptions = {},
): Awaitable<T> {
  if (outer?.aborted === true) throw reasonOf(outer, late);
  if (ms <= 0) throw late();
  const limit = new AbortedLate();
  const started = work(limit);
  if (!(started instanceof Promise)) return started;
  return new Promise<T>((resolve, reject) => {
    const end = (reason: Error) => {
      release();
      reject(reason);
      limit.abort(reason);
    };
    const onAbort = () => end(reasonOf(outer, late));
    const timer = setTimeout(() => end(late()), ms);
    const release = () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', onAbort);
    };
    outer?.addEventListener('abort', onAbort);
    started.then(
      (value) => {
        release();
        resolve(value);
      },
      (error: unknown) => {
        release();
        reject(error as Error);
      },
    );
  });
}

/** A class, so that its getter is one for all: an object with a getter of its own outlives its request (0027). */
class AbortedLate implements Limit {
  private own: AbortController | undefined;
  private reason: Error | undefined;

  get signal(): AbortSignal {
    this.own ??= new AbortController();
    if (this.reason !== undefined) this.own.abort(this.reason);
    return this.own.signal;
  }

  abort(reason: Error): void {
    this.reason = reason;
    this.own?.abort(reason);
  }
}

function reasonOf(outer: AbortSignal | undefined, late: (cause?: unknown) => Error): Error {
  const reason: unknown = outer?.reason;
  return isWizardError(reason) ? reason : late(reason);
}

/** Waits; resolves early, without an error, when the signal aborts. `keepsAlive` holds the process until then. */
export type Sleep = (ms: number, signal?: AbortSignal, keepsAlive?: boolean) => Promise<void>;

/** The real one. A poll or a time limit never keeps a process from ending. */
export const sleep: Sleep = (ms, signal, keepsAlive = false) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, Math.min(ms, longestMs));
    if (!keepsAlive) timer.unref();
    signal?.addEventListener('abort', wake);
  });

/** The reason of a signal that only ends what waits: without one, a DOMException is made that nobody reads. */
export const isOver = 'is over';
