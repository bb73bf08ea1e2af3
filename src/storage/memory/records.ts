import type { SessionRecord, SessionRecords } from '../session-records.ts';

/** Session records in this process' memory: text only, so that no live object is shared between requests. */
export function memoryRecords(): SessionRecords {
  const stored = new Map<string, SessionRecord>();
  const live = (id: string, now: number) => {
    const record = stored.get(id);
    return record !== undefined && record.expiresAt > now ? record : undefined;
  };
  return {
    async read(id) {
      return stored.get(id);
    },
    async insert(id, draft) {
      if (stored.has(id)) return undefined;
      stored.set(id, { ...draft, rev: 1 });
      return 1;
    },
    async replace(id, draft, { rev, now }) {
      if (live(id, now)?.rev !== rev) return undefined;
      stored.set(id, { ...draft, rev: rev + 1 });
      return rev + 1;
    },
    async touch(id, { expiresAt, now }) {
      const record = live(id, now);
      if (record !== undefined)
        stored.set(id, { ...record, expiresAt: Math.max(record.expiresAt, expiresAt) });
    },
    async remove(id, rev) {
      if (rev !== undefined && stored.get(id)?.rev !== rev) return false;
      return stored.delete(id);
    },
  };
}
