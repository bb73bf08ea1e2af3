import { setTimeout as wait } from 'node:timers/promises';
import { longestMs } from '../options.ts';

/** Waits; resolves early, without an error, when the signal aborts. `keepsAlive` holds the process until then. */
export type Sleep = (ms: number, signal?: AbortSignal, keepsAlive?: boolean) => Promise<void>;

/** The real one. A poll or a time limit never keeps a process from ending. */
export const sleep: Sleep = (ms, signal, keepsAlive = false) =>
  wait(Math.min(ms, longestMs), undefined, { signal, ref: keepsAlive }).catch(() => undefined);
