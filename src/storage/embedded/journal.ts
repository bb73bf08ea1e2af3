import { isDeepStrictEqual } from 'node:util';
import type { Key } from 'lmdb';
import type { CompletionJournal, Submission } from '../../completion/journal.ts';
import { operationMs } from '../../session/request-time.ts';
import { within } from '../../time-limit.ts';
import {
  claimed,
  erased,
  isKnown,
  matches,
  purgeableFrom,
  renewed,
  resolved,
  settled,
  type Claim,
} from '../../completion/submission-steps.ts';
import type { Environment, Index } from './environment.ts';

const pageSize = 100;

/** The completion journal in LMDB: each change is one atomic, versioned write of the record and its index entries. */
export function embeddedJournal(environment: Environment): CompletionJournal {
  const { submissions, due, submitted, settled: settledIndex, durably } = environment;

  const fresh = (id: string) => {
    environment.refresh();
    return submissions.getEntry(id);
  };

  const foreign = rememberForeign();

  const addToIndexes = (submission: Submission) => {
    for (const [index, key] of entriesOf(environment, submission)) void index.put(key, submission.id);
  };
  const removeFromIndexes = (submission: Submission) => {
    for (const [index, key] of entriesOf(environment, submission)) void index.remove(key);
  };
  /** Most steps of a submission leave most of its entries where they are. */
  const moveInIndexes = (before: Submission, after: Submission) => {
    const [old, fresh] = [entriesOf(environment, before), entriesOf(environment, after)];
    for (const entry of old) if (!fresh.some(isSameAs(entry))) void entry[0].remove(entry[1]);
    for (const entry of fresh) if (!old.some(isSameAs(entry))) void entry[0].put(entry[1], after.id);
  };

  /** Reads, decides and swaps, again while others were faster; undefined when `step` says no. */
  const change = (id: string, step: (submission: Submission) => Submission | undefined) =>
    within(operationMs, async (limit) => {
      for (let tried = 0; ; tried += 1) {
        if (tried > 0) limit.signal.throwIfAborted();
        const entry = fresh(id);
        const next = entry === undefined ? undefined : step(entry.value);
        if (entry === undefined || next === undefined) return undefined;
        const version = entry.version ?? 0;
        const isDone = await durably(() =>
          submissions.ifVersion(id, version, () => {
            void submissions.put(id, next, version + 1);
            moveInIndexes(entry.value, next);
          }),
        );
        if (isDone) return next;
      }
    });

  return {
    async insert(submission) {
      const { id } = submission;
      environment.makeRoom(() => JSON.stringify(submission).length);
      const isNew = await within(operationMs, () =>
        durably(() =>
          submissions.ifNoExists(id, () => {
            void submissions.put(id, submission, 1);
            addToIndexes(submission);
          }),
        ),
      );
      return isNew ? 'inserted' : 'exists';
    },
    get: async (id) => fresh(id)?.value,
    async findByReference(reference) {
      const id = underReference(environment, reference).at(-1);
      return id === undefined ? undefined : fresh(id)?.value;
    },
    async claim({ id, ...claim }) {
      const step = (submission: Submission) => claimed(submission, claim);
      if (id !== undefined) return change(id, step);
      const isForeign = foreign.under(claim);
      for (const key of keysOf(environment, due, { end: [claim.now + 1] })) {
        const dueId = String(key[1]);
        if (isForeign(dueId)) continue;
        const mine = await change(dueId, step);
        if (mine !== undefined) return mine;
        foreign.note(fresh(dueId)?.value, claim);
      }
      return undefined;
    },
    renew: async (id, fence, dueAt) =>
      (await change(id, (submission) => renewed(submission, fence, dueAt))) !== undefined,
    settle: async (id, fence, settlement) =>
      (await change(id, (submission) => settled(submission, fence, settlement))) !== undefined,
    resolveFailed: async (id, decision, now) =>
      (await change(id, (submission) => resolved(submission, decision, now))) !== undefined,
    erase: async (id, now) => (await change(id, (submission) => erased(submission, now))) !== undefined,
    async *list(filter = {}) {
      const { since = 0, until = Infinity } = filter;
      const ids =
        filter.reference === undefined
          ? idsOf(keysOf(environment, submitted, { start: [since], end: [until] }))
          : underReference(environment, filter.reference);
      for (const id of ids) {
        const submission = fresh(id)?.value;
        if (submission !== undefined && matches(submission, filter)) yield submission;
      }
    },
    async purge(settledBefore) {
      let purged = 0;
      for (const key of keysOf(environment, settledIndex, { end: [settledBefore] })) {
        const id = String(key[1]);
        const entry = fresh(id);
        if (entry === undefined) continue;
        const isGone = await durably(() =>
          submissions.ifVersion(id, entry.version ?? 0, () => {
            removeFromIndexes(entry.value);
            void submissions.remove(id);
          }),
        );
        if (isGone) purged += 1;
      }
      return purged;
    },
  };
}

type Entry = readonly [index: Index, key: Key[]];

const isSameAs =
  ([index, key]: Entry) =>
  ([other, otherKey]: Entry) =>
    other === index && otherKey.every((part, at) => part === key[at]);

/** The index entries that a record has in this state. */
function entriesOf(
  { references, submitted, due, settled: settledIndex }: Environment,
  submission: Submission,
): readonly Entry[] {
  const { id, status, dueAt, reference, generation, submittedAt } = submission;
  const entries: Entry[] = [
    [references, [reference, generation]],
    [submitted, [submittedAt, id]],
  ];
  if (status === 'pending' || status === 'running') entries.push([due, [dueAt, id]]);
  const settledAt = purgeableFrom(submission);
  if (settledAt !== undefined) entries.push([settledIndex, [settledAt, id]]);
  return entries;
}

/** The keys of an index in order, from `start` to before `end`, a page at a time so that no read stays open while others write. */
function* keysOf(
  { refresh }: Environment,
  index: Index,
  { start = [0], end }: { readonly start?: Key[]; readonly end: Key[] },
): Generator<Key[]> {
  let last: Key[] | undefined;
  for (;;) {
    refresh();
    const from = last === undefined ? { start } : { start: last, exclusiveStart: true };
    const keys = [...index.getKeys({ ...from, end, limit: pageSize })];
    yield* keys;
    last = keys[pageSize - 1];
    if (last === undefined) return;
  }
}

function underReference({ refresh, references }: Environment, reference: string): readonly string[] {
  refresh();
  const entries = references.getRange({ start: [reference], end: [reference, Infinity] });
  return [...entries].map(({ value }) => value);
}

/** How long a submission of another server's is not read again. */
const foreignMs = 30_000;

/**
 * Remembers which due submissions are of no wizard of this server, such as one that was taken away: thousands of them
 * would otherwise be read every second. It is forgotten with another set of wizards, as after a reload.
 */
function rememberForeign() {
  const until = new Map<string, number>();
  let known: Claim['versions'];
  return {
    under(claim: Claim): (id: string) => boolean {
      if (!isDeepStrictEqual(known, claim.versions)) until.clear();
      known = claim.versions;
      return (id) => (until.get(id) ?? 0) > claim.now;
    },
    note(submission: Submission | undefined, { now, versions }: Claim): void {
      if (submission === undefined || isKnown(submission, versions)) return;
      until.set(submission.id, now + foreignMs);
    },
  };
}

function* idsOf(keys: Iterable<Key[]>): Generator<string> {
  for (const key of keys) yield String(key[1]);
}
