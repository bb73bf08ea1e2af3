import type { Store } from 'express-session';
import type { FileStore } from './file-store.ts';
import type { CompletionJournal } from './journal.ts';
import type { SavedRuns } from './saved-runs.ts';

/** A backend for sessions and submissions, made by `mongoStorage`, `embeddedStorage` or `memoryStorage`, or put together by a host. */
export interface Storage {
  /** What it is called in the log: `mongodb`, `embedded`, `memory`, … */
  readonly name: string;
  /** The express-session store: hand it to `session({ store })`. */
  readonly sessions: Store;
  readonly submissions: CompletionJournal;
  /** Where uploaded files rest; wizards with a file to upload need it. */
  readonly files?: FileStore;
  /** Where saved runs rest; wizards with `keepFor` need it. */
  readonly saved?: SavedRuns;
  /** Resolves when a read succeeds now; rejects with STORE_UNREACHABLE or STORE_TIMEOUT. */
  ping(): Promise<void>;
  /** Ends sweepers and connections that this storage opened itself. */
  close(): Promise<void>;
}

/** How long a session lives. */
export interface Lifetime {
  /** Milliseconds without a request after which a session ends; 30 minutes by default. */
  readonly idleMs: number;
  /** Milliseconds after which it ends however busy it is; 24 hours by default. */
  readonly absoluteMs: number;
}
