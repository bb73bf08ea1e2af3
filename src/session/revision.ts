import type { Session, SessionData, Store } from 'express-session';
import type { Load } from './request-time.ts';

/**
 * What a store that compares and swaps keeps beside each Session object, under this non-enumerable symbol, so that
 * express-session's hash of the session does not see it.
 */
export const revisionOf: unique symbol = Symbol.for('stepway.revision');

/** What was read or written last for one Session object. Times are milliseconds since the epoch. */
export interface Revision {
  /**
   * The store's filter: another one after every write. `unknownRev` after a save that merged another request's keys,
   * which this Session object does not hold.
   */
  readonly rev: number;
  /** What stood under Stepway's key then. It is replaced and never changed, so the same value is no change. */
  readonly state: unknown;
  /** A text that has the key and the JSON of that value in it: an answer that is sent twice makes another value of it. */
  readonly stood: string;
  /** The session's top-level keys as JSON when it was read or last written, made when a save is compared with them. */
  readonly baseline: () => { readonly [key: string]: string };
  readonly startedAt: number;
  readonly expiresAt: number;
  /** How it was loaded; there once the load is answered. */
  load?: Load | undefined;
}

/** A store that marks itself so never loses an update: `guarded` is true within its scope. */
export interface RevisionedStore extends Store {
  /** `everywhere` for our own stores, `process` for one wrapped by `guardStore`. */
  readonly stepwayGuards: 'everywhere' | 'process';
  /** How long the sessions of this store live, where the store itself keeps to it. */
  readonly lifetime: { readonly idleMs: number; readonly absoluteMs: number };
  /** What is stored now, read afresh; undefined when there is none or it has ended. Rejects as `get` does. */
  peek(id: string): Promise<{ readonly rev: number; readonly session: SessionData } | undefined>;
  /** Deletes a session unless it was written since that revision; whether it did. */
  removeAt(id: string, rev: number): Promise<boolean>;
  /** Every session that has not ended and can be read, in no order. Rejects as `get` does. */
  every(): AsyncIterable<StoredSession>;
}

/** One session as it is stored. */
export interface StoredSession {
  readonly id: string;
  readonly rev: number;
  readonly session: SessionData;
}

/** A revision that no stored session has: the next save reads first. */
export const unknownRev = -1;

/** A session's end is moved only when that gains this much, so that a reader costs at most one write a minute. */
const touchMs = 60_000;

/**
 * When a session ends once a request has extended it. An end that would move by less than a minute stays where it is, and
 * so does one that would move by less than a tenth of a short idle limit: reading alone has to keep a session alive.
 *
 * @param now milliseconds since the epoch
 */
export function extendedEnd(
  { idleMs, absoluteMs }: RevisionedStore['lifetime'],
  { startedAt, expiresAt }: Pick<Revision, 'startedAt' | 'expiresAt'>,
  now: number,
): number {
  const extended = Math.min(now + idleMs, startedAt + absoluteMs);
  return extended - expiresAt < Math.min(touchMs, idleMs / 10) ? expiresAt : extended;
}

/** Whether a store compares and swaps. */
export function isRevisioned(store: Store): store is RevisionedStore {
  return 'stepwayGuards' in store;
}

/** What is known of a session's revision; absent for a new session and under a foreign store. */
export function readRevision(session: Session): Revision | undefined {
  return (session as { [revisionOf]?: Revision })[revisionOf];
}

/** Notes what was read or written for a session, invisibly to express-session. */
export function noteRevision(session: Session, revision: Revision): void {
  const noted = session as { [revisionOf]?: Revision };
  // Once it is there it stays invisible; to define it again takes ten times as long.
  if (noted[revisionOf] !== undefined) noted[revisionOf] = revision;
  else
    Object.defineProperty(session, revisionOf, {
      value: revision,
      enumerable: false,
      configurable: true,
      writable: true,
    });
}
