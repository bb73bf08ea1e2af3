import type { SessionRecord, SessionRecords } from '../session-records.ts';
import type { Environment } from './environment.ts';

/** Session records in LMDB. The version of an entry is its revision, compared by LMDB itself, across processes. */
export function embeddedRecords(environment: Environment): SessionRecords {
  const { sessions, sessionEnds, durably } = environment;
  const fresh = (id: string): SessionRecord | undefined => {
    environment.refresh();
    const entry = sessions.getEntry(id);
    return entry === undefined ? undefined : { ...entry.value, rev: entry.version ?? 0 };
  };
  const live = (id: string, now: number) => {
    const record = fresh(id);
    return record !== undefined && record.expiresAt > now ? record : undefined;
  };
  return {
    read: async (id) => fresh(id),
    async insert(id, draft) {
      environment.makeRoom(draft.text.length);
      const isNew = await durably(() =>
        sessions.ifNoExists(id, () => {
          void sessions.put(id, draft, 1);
          void sessionEnds.put([draft.expiresAt, id], '');
        }),
      );
      return isNew ? 1 : undefined;
    },
    async replace(id, draft, { rev, now }) {
      if (live(id, now)?.rev !== rev) return undefined;
      environment.makeRoom(draft.text.length);
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
  };
}
