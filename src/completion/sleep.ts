import { longestMs } from '../options.ts';

/** Waits; resolves early, without an error, when the signal aborts. `keepsAlive` holds the process until then. */
export type Sleep = (ms: number, signal?: AbortSignal, keepsAlive?: boolean) => Promise<void>;

/** The real one. A poll or a time limit never keeps a process from ending. */
export const sleep: Sleep = (ms, signal, keepsAlive = false) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, longestMs));
    if (!keepsAlive) timer.unref();
    signal?.addEventListener('abort', end, { once: true });
  });
