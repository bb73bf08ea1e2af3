import { isWizardError } from '../../errors.ts';
import type { SessionRecord, SessionRecords } from '../session-records.ts';
import type { Environment } from './environment.ts';

/** Session records in LMDB. The version of an entry is its revision, compared by LMDB itself, across processes. */
export function embeddedRecords(environment: Environment): SessionRecords {
  const { sessions, sessionEnds, durably } = environment;
  const fresh = (id: string): SessionRecord | undefined => {
    environment.refresh();
    const entry = sessions.getEntry(id);
    return entry === undefined ? undefined : { rev: entry.version ?? 0, ...entry.value };
  };
  const live = (id: string, now: number) => {
    const record = fresh(id);
    return record !== undefined && record.expiresAt > now ? record : undefined;
  };
  return {
    read: fresh,
    async insert(id, draft) {
      environment.makeRoom(() => draft.text.length);
      const isNew = await durably(() =>
        sessions.ifNoExists(id, () => {
          void sessions.put(id, draft, 1);
          void sessionEnds.put([draft.expiresAt, id], '');
        }),
      );
      return isNew ? 1 : undefined;
    },
    async replace(id, draft, { rev, now, isLive }) {
      if (!isLive && live(id, now)?.rev !== rev) return undefined;
      environment.makeRoom(() => draft.text.length);
      const isMine = await durably(() => sessions.put(id, draft, rev + 1, rev));
      return isMine ? rev + 1 : undefined;
    },
    async touch(id, { expiresAt, now }) {
      const record = live(id, now);
      if (record === undefined || record.expiresAt >= expiresAt) return;
      const { rev, ...draft } = record;
      // Under the same revision: a save that comes first wins, and has moved the end itself.
      await durably(() => sessions.put(id, { ...draft, expiresAt }, rev, rev));
    },
    async remove(id, rev) {
      const record = fresh(id);
      if (record === undefined || (rev !== undefined && record.rev !== rev)) return false;
      return durably(() => (rev === undefined ? sessions.remove(id) : sessions.remove(id, rev)));
    },
    list(after) {
      environment.refresh();
      const start = after === undefined ? {} : { start: after, exclusiveStart: true };
      const entries = sessions.getRange({ ...start, limit: batchSize, versions: true });
      return [...entries].map(({ key, value, version }) => [key, { rev: version ?? 0, ...value }] as const);
    },
  };
}

/** What has ended less than this long ago is left, so that no clock and no touch on its way can disagree. */
const graceMs = 60_000;
const batchSize = 200;

/**
 * Removes sessions that ended, a batch at a time. The index holds each session's end as it was when it was made or
 * looked at last: whatever has moved on since is entered anew, so that saves and touches need not write to the index.
 *
 * @param now milliseconds since the epoch
 * @returns how many sessions were removed
 */
export async function sweepSessions(environment: Environment, now: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const batch = await sweepBatch(environment, now - graceMs);
    removed += batch.removed;
    if (batch.seen < batchSize) return removed;
  }
}

/** Sweeps every `everyMs`; the timer keeps no process alive. Returns the function that ends it. */
export function startSweeping(
  environment: Environment,
  everyMs: number,
  now: () => number,
): () => Promise<void> {
  let sweep: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A full or failing disk shows in the next save; the sweep comes again.
    sweep = sweep.then(() => sweepSessions(environment, now())).catch(rethrowUnlessStoreError);
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await sweep;
  };
}

async function sweepBatch(environment: Environment, endedBy: number) {
  const { sessions, sessionEnds, durably } = environment;
  environment.refresh();
  const keys = [...sessionEnds.getKeys({ end: [endedBy + 1], limit: batchSize })];
  const removals = keys.map(async (key) => {
    const id = String(key[1]);
    const entry = sessions.getEntry(id);
    if (entry === undefined) {
      await durably(() => sessionEnds.remove(key));
      return false;
    }
    const hasEnded = entry.value.expiresAt <= endedBy;
    const isSwept = await durably(() =>
      sessions.ifVersion(id, entry.version ?? 0, () => {
        void sessionEnds.remove(key);
        if (hasEnded) void sessions.remove(id);
        else void sessionEnds.put([entry.value.expiresAt, id], '');
      }),
    );
    return isSwept && hasEnded;
  });
  const done = await Promise.all(removals);
  return { seen: keys.length, removed: done.filter(Boolean).length };
}

function rethrowUnlessStoreError(error: unknown): void {
  if (!isWizardError(error)) throw error;
}
