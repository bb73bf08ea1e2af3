import type { Collection } from 'mongodb';
import type { Limit } from '../../time-limit.ts';
import type { SessionDraft, SessionRecord, SessionRecords } from '../session-records.ts';

/** Acknowledged means on the disks of a majority. */
export const durable = { w: 'majority', journal: true } as const;

/** How many sessions are read at a time where all of them are. */
const batchSize = 200;

/** A stored session: connect-mongo's document, with a revision and a start beside it. */
export interface SessionDocument {
  readonly _id: string;
  /** The session as JSON; an object when a host's own connect-mongo was set up with `stringify: false`. */
  readonly session: unknown;
  readonly expires: Date;
  /** Absent in a document of connect-mongo's own, as `startedAt` is: both come with Stepway's first write. */
  readonly rev?: number;
  readonly startedAt?: Date;
}

/** Session records in a MongoDB collection, each call one operation that ends with its limit. */
export function mongoRecords(
  collection: Collection<SessionDocument>,
  { reading }: { readonly reading: (limit: Limit) => Ending },
  now: () => number,
): SessionRecords {
  return {
    async read(id, limit) {
      const found = await collection.findOne({ _id: id }, reading(limit));
      return found === null ? undefined : recordOf(found, now());
    },
    async insert(id, draft, limit) {
      try {
        await collection.insertOne({ _id: id, ...fieldsOf(draft), rev: 1 }, writing(limit));
        return 1;
      } catch (error) {
        if (isDuplicate(error)) return undefined;
        throw error;
      }
    },
    async replace(id, draft, { rev, now: at }, limit) {
      const { matchedCount } = await collection.updateOne(
        { _id: id, ...revisionIs(rev), expires: { $gt: new Date(at) } },
        { $set: fieldsOf(draft), $inc: { rev: 1 } },
        writing(limit),
      );
      return matchedCount === 1 ? rev + 1 : undefined;
    },
    async touch(id, { expiresAt, now: at }, limit) {
      await collection.updateOne(
        { _id: id, expires: { $gt: new Date(at) } },
        { $max: { expires: new Date(expiresAt) } },
        writing(limit),
      );
    },
    async remove(id, rev, limit) {
      const filter = rev === undefined ? { _id: id } : { _id: id, ...revisionIs(rev) };
      const { deletedCount } = await collection.deleteOne(filter, writing(limit));
      return deletedCount === 1;
    },
    async list(after, limit) {
      const filter = after === undefined ? {} : { _id: { $gt: after } };
      const found = collection.find(filter, reading(limit)).sort({ _id: 1 }).limit(batchSize);
      return (await found.toArray()).map((document) => [document._id, recordOf(document, now())] as const);
    },
  };
}

/** What ends a read whose time is over: nothing, where its client does. */
export interface Ending {
  readonly signal?: AbortSignal;
}

/**
 * What a write is given. It always has a signal: the driver would try it again when a server is back, however late. Its
 * types do not say that it honours one on writes too.
 */
export function writing({ signal }: Limit): {
  readonly signal: AbortSignal;
  readonly writeConcern: typeof durable;
} {
  return { signal, writeConcern: durable };
}

/** Whether an insert failed because there is a document of that id. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11_000;
}

function fieldsOf({ text, expiresAt, startedAt }: SessionDraft) {
  return { session: text, expires: new Date(expiresAt), startedAt: new Date(startedAt) };
}

function recordOf({ session, expires, rev = 0, startedAt }: SessionDocument, now: number): SessionRecord {
  return {
    text: typeof session === 'string' ? session : JSON.stringify(session ?? null),
    rev,
    startedAt: startedAt?.getTime() ?? now,
    expiresAt: expires instanceof Date ? expires.getTime() : 0,
  };
}

/** Revision 0 is that of a document without one. */
function revisionIs(rev: number) {
  return rev === 0 ? { rev: { $exists: false } } : { rev };
}
