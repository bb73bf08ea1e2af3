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
export function within<T>(
  ms: number,
  work: (limit: Limit) => Awaitable<T>,
  options?: LimitOptions,
): Promise<T> {
  // Not an async function: it would make three promises more of the one that there is.
  try {
    return Promise.resolve(limited(ms, work, options));
  } catch (error) {
    return Promise.reject(error as Error);
  }
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

/** What wakes a sleeper, or tells that something is over: an AbortSignal is one. */
export interface Ending {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** An ending of our own, which nobody else sees: an AbortController and its event cost as much as writing the record. */
export class Over implements Ending {
  aborted = false;
  private readonly listeners = new Set<() => void>();

  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener);
  }

  /** Once; whoever listens is told at once. */
  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }
}

/** Waits; resolves early, without an error, at an ending. `keepsAlive` holds the process until then. */
export type Sleep = (ms: number, ending?: Ending, keepsAlive?: boolean) => Promise<void>;

/** The real one. A poll or a time limit never keeps a process from ending. */
export const sleep: Sleep = (ms, ending, keepsAlive = false) =>
  new Promise((resolve) => {
    if (ending?.aborted === true) return resolve();
    const wake = () => {
      clearTimeout(timer);
      ending?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, Math.min(ms, longestMs));
    if (!keepsAlive) timer.unref();
    ending?.addEventListener('abort', wake);
  });
