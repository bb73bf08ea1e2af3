import { AsyncLocalStorage } from 'node:async_hooks';
import type { CompletionJournal } from '../../../src/completion/journal.ts';
import type { SessionRecords } from '../../../src/storage/session-records.ts';

/** What happens around one call to a home, when it is made within one request. */
export type Around = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Lets each request meet faults of its own in a home that all of them share. */
export interface PerRequest {
  /** Runs a request whose calls to the home go through `around`; the calls of others do not. */
  readonly run: <Result>(around: Around, request: () => Promise<Result>) => Promise<Result>;
  readonly records: (records: SessionRecords) => SessionRecords;
  readonly journal: (journal: CompletionJournal) => CompletionJournal;
}

/** Makes one, for one home. */
export function perRequest(): PerRequest {
  const current = new AsyncLocalStorage<Around>();
  const through = <Result>(call: () => Promise<Result>): Promise<Result> =>
    current.getStore()?.(call) ?? call();
  return {
    run: (around, request) => current.run(around, request),
    records: (records) => ({
      read: (...given) => through(async () => records.read(...given)),
      insert: (...given) => through(async () => records.insert(...given)),
      replace: (...given) => through(async () => records.replace(...given)),
      touch: (...given) => through(async () => records.touch(...given)),
      remove: (...given) => through(() => records.remove(...given)),
      list: (...given) => through(async () => records.list(...given)),
    }),
    journal: (journal) => ({
      insert: (...given) => through(() => journal.insert(...given)),
      get: (...given) => through(() => journal.get(...given)),
      findByReference: (...given) => through(() => journal.findByReference(...given)),
      claim: (...given) => through(() => journal.claim(...given)),
      renew: (...given) => through(() => journal.renew(...given)),
      settle: (...given) => through(() => journal.settle(...given)),
      resolveFailed: (...given) => through(() => journal.resolveFailed(...given)),
      erase: (...given) => through(() => journal.erase(...given)),
      purge: (...given) => through(() => journal.purge(...given)),
      list: (filter) => journal.list(filter),
    }),
  };
}
