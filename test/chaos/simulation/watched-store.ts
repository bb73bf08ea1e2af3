import type { Awaitable } from '../../../src/awaitable.ts';
import type { CompletionJournal, Submission } from '../../../src/completion/journal.ts';
import { memoryJournal } from '../../../src/storage/memory/journal.ts';
import { memoryRecords } from '../../../src/storage/memory/storage.ts';
import type { SessionRecord, SessionRecords } from '../../../src/storage/session-records.ts';
import {
  withoutRemovedItems,
  withoutRevisions,
  withoutWaiting,
  withoutWaitingForRecords,
  withUpserts,
} from '../support/broken.ts';
import type { Actor, Scheduler } from './scheduler.ts';

/** A change of one stored session, seen as it happens. */
export interface Write {
  readonly by: Actor;
  readonly id: string;
  readonly before: SessionRecord | undefined;
  readonly after: SessionRecord | undefined;
  /** What the writer took for now when it sent the write. */
  readonly sentAt: number;
}

/** One store, shared by all servers: every call is an effect, every change is seen. */
export interface WatchedStore {
  readonly records: (actor: Actor) => SessionRecords;
  readonly journal: (actor: Actor) => CompletionJournal;
  /** Beneath the simulation. */
  readonly session: (id: string) => Promise<SessionRecord | undefined>;
  readonly submissions: () => Promise<readonly Submission[]>;
}

/** @param broken the mechanism to switch off */
export function watchedStore(
  { effect, now }: Scheduler,
  onWrite: (write: Write) => void,
  broken: string | undefined,
): WatchedStore {
  const limit = new AbortController();
  const honest = memoryRecords();
  const home = homeOn(honest, broken);
  const stored = memoryJournal();
  const journalHome = broken === 'unique-ids' ? withoutUniqueIds(stored) : stored;

  const records = (actor: Actor): SessionRecords => {
    const write = <Result>(id: string, call: () => Awaitable<Result>): Promise<Result> => {
      const sentAt = now();
      return effect(actor, async () => {
        const before = await honest.read(id, limit);
        const result = await call();
        const after = await honest.read(id, limit);
        if (before !== after) onWrite({ by: actor, id, before, after, sentAt });
        return result;
      });
    };
    const real: SessionRecords = {
      read: (id) => effect(actor, async () => home.read(id, limit)),
      insert: (id, draft) => write(id, () => home.insert(id, draft, limit)),
      replace: (id, draft, when) => write(id, () => home.replace(id, draft, when, limit)),
      touch: (id, times) => write(id, () => home.touch(id, times, limit)),
      remove: (id, rev) => write(id, () => home.remove(id, rev, limit)),
      list: (after) => effect(actor, async () => home.list(after, limit)),
    };
    return broken === 'awaited-writes' ? withoutWaiting(real) : real;
  };

  const journal = (actor: Actor): CompletionJournal => {
    const real: CompletionJournal = {
      insert: (given) => effect(actor, () => journalHome.insert(given)),
      get: (id) => effect(actor, () => stored.get(id)),
      findByReference: (reference) => effect(actor, () => stored.findByReference(reference)),
      claim: (request) => effect(actor, () => stored.claim(request)),
      renew: (...given) => effect(actor, () => stored.renew(...given)),
      settle: (...given) => effect(actor, () => stored.settle(...given)),
      resolveFailed: (...given) => effect(actor, () => stored.resolveFailed(...given)),
      erase: (...given) => effect(actor, () => stored.erase(...given)),
      purge: (before) => effect(actor, () => stored.purge(before)),
      list: (filter) => stored.list(filter),
    };
    return broken === 'awaited-records' ? withoutWaitingForRecords(real) : real;
  };

  return {
    records,
    journal,
    session: async (id) => honest.read(id, limit),
    async submissions() {
      const all: Submission[] = [];
      for await (const each of stored.list()) all.push(each);
      return all;
    },
  };
}

function homeOn(honest: SessionRecords, broken: string | undefined): SessionRecords {
  switch (broken) {
    case 'revisions':
      return withoutRevisions(honest);
    case 'upserts':
      return withUpserts(honest);
    case 'removed-items':
      return withoutRemovedItems(honest);
    default:
      return honest;
  }
}

/** A journal that takes the same submission again, under an id of its own. */
function withoutUniqueIds(journal: CompletionJournal): CompletionJournal {
  let copies = 0;
  return {
    ...journal,
    async insert(submission) {
      if ((await journal.insert(submission)) === 'inserted') return 'inserted';
      copies += 1;
      return journal.insert({ ...submission, id: `${submission.id}~${copies}` });
    },
  };
}
