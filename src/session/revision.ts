import type { Session, SessionData, Store } from 'express-session';

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
  /** The session's top-level keys as JSON when it was read or last written: what a save is compared with. */
  readonly baseline: { readonly [key: string]: string };
  readonly startedAt: number;
  readonly expiresAt: number;
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
}

/**
 * How much moving a session's end must gain to be written, in milliseconds: a minute, so that a reader costs at most one
 * write in it, and a tenth of a short idle limit, which would else run out under a reader's eyes.
 */
export function leastGainMs(idleMs: number): number {
  return Math.min(60_000, idleMs / 10);
}

/** A revision that no stored session has: the next save reads first. */
export const unknownRev = -1;

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
  Object.defineProperty(session, revisionOf, {
    value: revision,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}
