import type { CompletionJournal, Submission } from '../../completion/journal.ts';
import {
  claimed,
  erased,
  matches,
  purgeableFrom,
  renewed,
  resolved,
  settled,
} from '../../completion/submission-steps.ts';

/**
 * A completion journal in this process' memory: for tests and for trying things out. It keeps the promises of the
 * durable ones except the one that matters to an operator, so nothing survives the process. What comes in and goes out
 * is a copy, as with a real store; a record itself is replaced and never changed.
 */
export function memoryJournal(): CompletionJournal {
  const records = new Map<string, Submission>();
  /** Ids by reference, oldest generation first. */
  const references = new Map<string, string[]>();
  /** Ids of what is pending or running. */
  const open = new Set<string>();

  const put = (record: Submission): void => {
    records.set(record.id, record);
    if (record.status === 'pending' || record.status === 'running') open.add(record.id);
    else open.delete(record.id);
  };
  const underReference = (reference: string) =>
    (references.get(reference) ?? []).flatMap((id) => records.get(id) ?? []);

  /** Puts a record's next step in its place; false where there is none to take. */
  const replace = (id: string, step: (record: Submission) => Submission | undefined): boolean => {
    const record = records.get(id);
    const next = record === undefined ? undefined : step(record);
    if (next !== undefined) put(next);
    return next !== undefined;
  };

  return {
    async insert(submission) {
      if (records.has(submission.id)) return 'exists';
      const { id, reference } = submission;
      references.set(reference, [...(references.get(reference) ?? []), id]);
      put(structuredClone(submission));
      return 'inserted';
    },

    async get(id) {
      return copyOf(records.get(id));
    },

    async findByReference(reference) {
      const found = underReference(reference);
      return copyOf(found.toSorted((one, other) => other.generation - one.generation)[0]);
    },

    async claim({ id, ...claim }) {
      const [next] = [...(id === undefined ? open : [id])]
        .flatMap((each) => records.get(each) ?? [])
        .toSorted((one, other) => one.dueAt - other.dueAt)
        .flatMap((record) => claimed(record, claim) ?? []);
      if (next !== undefined) put(next);
      return copyOf(next);
    },

    async renew(id, fence, dueAt) {
      return replace(id, (record) => renewed(record, fence, dueAt));
    },

    async settle(id, fence, settlement) {
      return replace(id, (record) => settled(record, fence, structuredClone(settlement)));
    },

    async resolveFailed(id, decision, now) {
      return replace(id, (record) => resolved(record, decision, now));
    },

    async erase(id, now) {
      return replace(id, (record) => erased(record, now));
    },

    async *list(filter = {}) {
      const { reference } = filter;
      const candidates = reference === undefined ? [...records.values()] : underReference(reference);
      const found = candidates.filter((record) => matches(record, filter));
      for (const record of found.toSorted((one, other) => one.submittedAt - other.submittedAt)) {
        yield structuredClone(record);
      }
    },

    async purge(settledBefore) {
      let purged = 0;
      for (const record of records.values()) {
        if ((purgeableFrom(record) ?? settledBefore) >= settledBefore) continue;
        records.delete(record.id);
        const others = (references.get(record.reference) ?? []).filter((id) => id !== record.id);
        if (others.length === 0) references.delete(record.reference);
        else references.set(record.reference, others);
        purged += 1;
      }
      return purged;
    },
  };
}

function copyOf(record: Submission | undefined): Submission | undefined {
  return record === undefined ? undefined : structuredClone(record);
}
