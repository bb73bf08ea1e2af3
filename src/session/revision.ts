import type { Session, Store } from 'express-session';

/**
 * What a store that compares and swaps keeps beside each Session object, under this non-enumerable symbol, so that
 * express-session's hash of the session does not see it.
 */
export const revisionOf: unique symbol = Symbol.for('stepway.revision');

/** What was read or written last for one Session object. Times are milliseconds since the epoch. */
export interface Revision {
  /** Rises with every write; the store's filter. */
  readonly rev: number;
  /** The session's top-level keys as JSON when it was read or last written: what a save is compared with. */
  readonly baseline: { readonly [key: string]: string };
  readonly startedAt: number;
  readonly expiresAt: number;
  /** When the read that gave this session began: the request's deadline counts from here. */
  readonly loadedAt: number;
}

/** A store that marks itself so never loses an update: `guarded` is true within its scope. */
export interface RevisionedStore extends Store {
  /** `everywhere` for our own stores, `process` for one wrapped by `guardStore`. */
  readonly stepwayGuards: 'everywhere' | 'process';
  /** How long the sessions of this store live, where the store itself keeps to it. */
  readonly lifetime: { readonly idleMs: number; readonly absoluteMs: number };
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
  Object.defineProperty(session, revisionOf, {
    value: revision,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}
