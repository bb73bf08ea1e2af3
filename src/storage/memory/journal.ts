import type { CompletionJournal, Submission } from '../../completion/journal.ts';
import { claimed, erased, matches, purgeableFrom, renewed, resolved, settled } from '../submission-steps.ts';

/**
 * A completion journal in this process' memory: for tests and for trying things out. It keeps the promises of the
 * durable ones except the one that matters to an operator, so nothing survives the process. Records are copied on
 * their way in and out, as a real store does.
 */
export function memoryJournal(): CompletionJournal {
  const records = new Map<string, Submission>();

  /** Puts a record's next step in its place; false where there is none to take. */
  const replace = (id: string, step: (record: Submission) => Submission | undefined): boolean => {
    const record = records.get(id);
    const next = record === undefined ? undefined : step(record);
    if (next !== undefined) records.set(id, structuredClone(next));
    return next !== undefined;
  };

  return {
    async insert(submission) {
      if (records.has(submission.id)) return 'exists';
      records.set(submission.id, structuredClone(submission));
      return 'inserted';
    },

    async get(id) {
      return copyOf(records.get(id));
    },

    async findByReference(reference) {
      const found = [...records.values()].filter((record) => record.reference === reference);
      return copyOf(found.toSorted((one, other) => other.generation - one.generation)[0]);
    },

    async claim({ id, ...claim }) {
      const [next] = [...records.values()]
        .filter((record) => id === undefined || record.id === id)
        .filter((record) => claimed(record, claim) !== undefined)
        .toSorted((one, other) => one.dueAt - other.dueAt);
      if (next === undefined) return undefined;
      replace(next.id, (record) => claimed(record, claim));
      return copyOf(records.get(next.id));
    },

    async renew(id, fence, dueAt) {
      return replace(id, (record) => renewed(record, fence, dueAt));
    },

    async settle(id, fence, settlement) {
      return replace(id, (record) => settled(record, fence, settlement));
    },

    async resolveFailed(id, decision, now) {
      return replace(id, (record) => resolved(record, decision, now));
    },

    async erase(id, now) {
      return replace(id, (record) => erased(record, now));
    },

    async *list(filter = {}) {
      const found = [...records.values()].filter((record) => matches(record, filter));
      for (const record of found.toSorted((one, other) => one.submittedAt - other.submittedAt)) {
        yield structuredClone(record);
      }
    },

    async purge(settledBefore) {
      let purged = 0;
      for (const record of records.values()) {
        if ((purgeableFrom(record) ?? settledBefore) >= settledBefore) continue;
        records.delete(record.id);
        purged += 1;
      }
      return purged;
    },
  };
}

function copyOf(record: Submission | undefined): Submission | undefined {
  return record === undefined ? undefined : structuredClone(record);
}
