import type {
  CompletionJournal,
  Submission,
  SubmissionFilter,
  SubmissionStatus,
} from '../../completion/journal.ts';

const purgeable: ReadonlySet<SubmissionStatus> = new Set(['done', 'rejected', 'discarded']);

/**
 * A completion journal in this process' memory: for tests and for trying things out. It keeps the promises of the
 * durable ones except the one that matters to an operator, so nothing survives the process. Records are copied on
 * their way in and out, as a real store does.
 */
export function memoryJournal(): CompletionJournal {
  const records = new Map<string, Submission>();

  /** The record, when an attempt runs under exactly this fence. */
  const runningUnder = (id: string, fence: number): Submission | undefined => {
    const record = records.get(id);
    return record?.status === 'running' && record.fence === fence ? record : undefined;
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

    async claim({ now, leaseMs, id, versions }) {
      const due = [...records.values()]
        .filter((record) => record.status === 'pending' || record.status === 'running')
        .filter((record) => record.dueAt <= now && (id === undefined || record.id === id))
        .filter((record) => versions === undefined || isKnown(record, versions));
      const [next] = due.toSorted((one, other) => one.dueAt - other.dueAt);
      if (next === undefined) return undefined;
      const claimed: Submission = {
        ...next,
        status: 'running',
        dueAt: now + leaseMs,
        attempt: next.attempt + 1,
        fence: next.fence + 1,
      };
      records.set(claimed.id, claimed);
      return copyOf(claimed);
    },

    async renew(id, fence, dueAt) {
      const record = runningUnder(id, fence);
      if (record === undefined) return false;
      records.set(id, { ...record, dueAt });
      return true;
    },

    async settle(id, fence, settlement) {
      const record = runningUnder(id, fence);
      if (record === undefined) return false;
      records.set(id, structuredClone({ ...record, ...settlement }));
      return true;
    },

    async resolveFailed(id, decision, now) {
      const record = records.get(id);
      if (record?.status !== 'failed') return false;
      const { settledAt: _, ...open } = record;
      records.set(
        id,
        decision === 'retry'
          ? { ...open, status: 'pending', attempt: 0, dueAt: now }
          : { ...record, status: 'discarded', settledAt: now },
      );
      return true;
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
        if (!purgeable.has(record.status) || (record.settledAt ?? settledBefore) >= settledBefore) continue;
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

function isKnown(record: Submission, versions: { readonly [wizard: string]: number }): boolean {
  return Object.hasOwn(versions, record.wizard) && record.version <= versions[record.wizard]!;
}

function matches(record: Submission, filter: SubmissionFilter): boolean {
  return (
    (filter.wizard === undefined || record.wizard === filter.wizard) &&
    (filter.status === undefined || record.status === filter.status) &&
    (filter.reference === undefined || record.reference === filter.reference)
  );
}
