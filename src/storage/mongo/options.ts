import type { CryptoAdapter } from 'connect-mongo';
import type { MongoClient } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { sessionShape, waitMs, type SessionOptions } from '../session-options.ts';

/** Which MongoDB, and what may be set. One of `url` and `client` must be given. */
export interface MongoOptions extends SessionOptions {
  readonly url?: string;
  /** A host's own client; it stays open when the storage is closed. */
  readonly client?: MongoClient;
  /** The database; the one that the URL names by default. */
  readonly dbName?: string;
  /** `sessions` by default; may be shared with a host's connect-mongo. */
  readonly sessionsCollection?: string;
  /** `submissions` by default. */
  readonly submissionsCollection?: string;
  /** The bucket of GridFS that uploaded files rest in: `files` by default, which makes `files.files` and `files.chunks`. */
  readonly filesBucket?: string;
  /** Where saved runs rest: `saved` by default. */
  readonly savedCollection?: string;
  /** Encrypts the stored sessions: connect-mongo's `createWebCryptoAdapter({ secret, salt })`. */
  readonly cryptoAdapter?: CryptoAdapter;
  /** How long the database is waited for at the start, in milliseconds; 30,000 by default. */
  readonly connectTimeoutMs?: number;
  readonly log?: Log;
  /** Ends the waiting at the start. */
  readonly signal?: AbortSignal;
}

const name = z.string('must be a text').optional();

/** What `mongoStorage()` understands. */
export const mongoShape = {
  ...sessionShape,
  url: name,
  client: z.unknown().optional(),
  dbName: name,
  sessionsCollection: name,
  submissionsCollection: name,
  filesBucket: name,
  savedCollection: name,
  cryptoAdapter: z.unknown().optional(),
  connectTimeoutMs: waitMs,
  log: z.unknown().optional(),
  signal: z.unknown().optional(),
};
