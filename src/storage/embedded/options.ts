import { z } from 'zod';
import type { Log } from '../../log.ts';
import { bytes, sessionShape, timerMs, type SessionOptions } from '../session-options.ts';

/** Where the embedded store rests, and what may be set. */
export interface EmbeddedOptions extends SessionOptions {
  /** The folder; it is made when it is not there. Several processes of one machine may share it. */
  readonly folder: string;
  /** Milliseconds between two sweeps of ended sessions; a minute by default. */
  readonly sweepMs?: number;
  /** The most bytes that are stored at a time; past them a write ends in STORE_FULL. */
  readonly maxBytes?: number;
  /** Told when other accounts of the machine can read what is stored. */
  readonly log?: Log;
}

/** What `embeddedStorage()` understands. */
export const embeddedShape = {
  ...sessionShape,
  folder: z.string('must be the path of a folder').min(1, 'must be the path of a folder'),
  sweepMs: timerMs,
  maxBytes: bytes,
  log: z.unknown().optional(),
};
