import type { Awaitable } from '../awaitable.ts';
import type { Limit } from '../time-limit.ts';

/** One stored session. Times are milliseconds since the epoch. */
export interface SessionRecord {
  /** The session as JSON (encrypted where the backend encrypts). */
  readonly text: string;
  /** What a replacement is compared with: another one after every write but a touch. */
  readonly rev: number;
  readonly startedAt: number;
  readonly expiresAt: number;
}

/**
 * Where sessions rest, as plain records: the six calls that every backend makes its own way. What they mean together
 * (expiry, merging, conflicts, deadlines) is in revisioned-store.ts, once for all. A write is durable when it
 * resolves. The expired are returned by `read` and never written by `replace` and `touch`. What a backend has done at once
 * it answers at once.
 */
export interface SessionRecords {
  read(id: string, limit: Limit): Awaitable<SessionRecord | undefined>;
  /** The new revision; undefined when there is a record of that id. */
  insert(id: string, draft: SessionDraft, limit: Limit): Awaitable<number | undefined>;
  /**
   * The new revision; undefined unless the stored one has revision `rev` and ends after `now`. `isLive` says that it is
   * known to do so: its end only moves on while it has that revision, so it need not be looked up.
   */
  replace(
    id: string,
    draft: SessionDraft,
    when: { readonly rev: number; readonly now: number; readonly isLive: boolean },
    limit: Limit,
  ): Awaitable<number | undefined>;
  /** Moves the end of a record that has not ended at `now`, and leaves its revision. */
  touch(
    id: string,
    times: { readonly expiresAt: number; readonly now: number },
    limit: Limit,
  ): Awaitable<void>;
  /** Deletes a record, at this revision only when one is given; whether it was there. */
  remove(id: string, rev: number | undefined, limit: Limit): Promise<boolean>;
  /**
   * Some of the records that come after an id, or the first ones, in an order that stays as it is; none at the end. Of
   * what comes and goes meanwhile nothing is promised.
   */
  list(
    after: string | undefined,
    limit: Limit,
  ): Awaitable<readonly (readonly [id: string, record: SessionRecord])[]>;
}

/** A record before the backend has given it a revision. */
export type SessionDraft = Omit<SessionRecord, 'rev'>;
