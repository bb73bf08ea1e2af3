import type { CompletionJournal } from '../../src/completion/journal.ts';
import type { FileStore } from '../../src/completion/file-store.ts';
import type { SavedRuns } from '../../src/completion/saved-runs.ts';
import type { RevisionedStore } from '../../src/session/revision.ts';
import type { Clock } from '../support/clock.ts';

/** One set of data, seen through two instances of a store as two servers see it. */
export interface SessionHome {
  readonly first: RevisionedStore;
  readonly second: RevisionedStore;
  readonly clock: Clock;
  /** Puts a text in place of a stored session's JSON. */
  spoil(id: string, text: string): Promise<void>;
  /** The stored text of a session as it is. */
  storedText(id: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** The same for the completion journal. */
export interface JournalHome {
  readonly first: CompletionJournal;
  readonly second: CompletionJournal;
  close(): Promise<void>;
}

/** The same for uploaded files. */
export interface FilesHome {
  readonly first: FileStore;
  readonly second: FileStore;
  close(): Promise<void>;
}

/** The same for saved runs. */
export interface SavedHome {
  readonly first: SavedRuns;
  readonly second: SavedRuns;
  close(): Promise<void>;
}

/** The lifetime that the suite's stores have. */
export const lifetime = { idleMs: 30 * 60_000, absoluteMs: 24 * 3_600_000 };
