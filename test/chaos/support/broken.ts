import type { Awaitable } from '../../../src/awaitable.ts';
import type { CompletionJournal } from '../../../src/completion/journal.ts';
import type { SessionRecords } from '../../../src/storage/session-records.ts';

type Draft = Parameters<SessionRecords['insert']>[1];

/** Compare-and-swap switched off: the last write wins. */
export function withoutRevisions(records: SessionRecords): SessionRecords {
  return {
    ...records,
    async replace(id, draft, when, limit) {
      const stored = await records.read(id, limit);
      return stored === undefined
        ? undefined
        : records.replace(id, draft, { ...when, rev: stored.rev }, limit);
    },
  };
}

/** The filter on the end switched off: what is not there is written anew, as express-session's stores do. */
export function withUpserts(records: SessionRecords): SessionRecords {
  return {
    ...records,
    async replace(id, draft, when, limit) {
      const stored = await records.read(id, limit);
      if (stored === undefined) return records.insert(id, draft, limit);
      return records.replace(id, draft, { ...when, now: Number.NEGATIVE_INFINITY }, limit);
    },
  };
}

/** Waiting for the write switched off: it is acknowledged at once and done in the background, if at all. */
export function withoutWaiting(records: SessionRecords): SessionRecords {
  const drop = (work: Awaitable<unknown>) => void Promise.resolve(work).catch(() => undefined);
  return {
    ...records,
    async insert(id, draft, limit) {
      drop(records.insert(id, draft, limit));
      return 1;
    },
    async replace(id, draft, when, limit) {
      drop(records.replace(id, draft, when, limit));
      return when.rev + 1;
    },
  };
}

/** Waiting for the completion record switched off. */
export function withoutWaitingForRecords(journal: CompletionJournal): CompletionJournal {
  return {
    ...journal,
    async insert(submission) {
      void journal.insert(submission).catch(() => undefined);
      return 'inserted';
    },
  };
}

/** What a list remembers of its removed items switched off: nothing says that an item was taken out. */
export function withoutRemovedItems(records: SessionRecords): SessionRecords {
  const forgetful = (draft: Draft): Draft => ({
    ...draft,
    text: draft.text.replaceAll(/"removed":\{"things":\[[^\]]*\]\}/g, '"removed":{}'),
  });
  return {
    ...records,
    insert: (id, draft, limit) => records.insert(id, forgetful(draft), limit),
    replace: (id, draft, when, limit) => records.replace(id, forgetful(draft), when, limit),
  };
}
