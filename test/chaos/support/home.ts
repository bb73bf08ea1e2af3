import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import session from 'express-session';
import type { CompletionJournal } from '../../../src/completion/journal.ts';
import type { SavedRuns } from '../../../src/completion/saved-runs.ts';
import type { Storage } from '../../../src/completion/storage.ts';
import { openEnvironment } from '../../../src/storage/embedded/environment.ts';
import { embeddedJournal } from '../../../src/storage/embedded/journal.ts';
import { embeddedRecords } from '../../../src/storage/embedded/records.ts';
import { embeddedSaved } from '../../../src/storage/embedded/saved.ts';
import { memoryFiles } from '../../../src/storage/memory/files.ts';
import { memorySaved } from '../../../src/storage/memory/saved.ts';
import { memoryJournal } from '../../../src/storage/memory/journal.ts';
import { memoryRecords } from '../../../src/storage/memory/storage.ts';
import {
  plainStore,
  revisionedStore,
  type RevisioningOptions,
} from '../../../src/storage/revisioned-store.ts';
import type { SessionRecords } from '../../../src/storage/session-records.ts';
import { stateKey, type SessionState } from '../../../src/engine/state.ts';

/** The homes that live in this process. */
export const homes = ['memory', 'embedded'] as const;
export type HomeName = (typeof homes)[number];

/** What is put between the real parts of a home. */
export interface HomeOptions extends RevisioningOptions {
  /** Between the store and its records: faults, and mechanisms that are switched off. */
  readonly around?: ((records: SessionRecords) => SessionRecords) | undefined;
  readonly aroundJournal?: ((journal: CompletionJournal) => CompletionJournal) | undefined;
  /** express-session's own MemoryStore instead, which compares nothing. */
  readonly stock?: boolean;
}

/** A home put together from its real parts. */
export interface Home {
  readonly storage: Storage;
  /** What is stored, read beneath whatever is put between. */
  readonly stateOf: (sessionId: string) => Promise<SessionState | undefined>;
  readonly records: SessionRecords;
  readonly journal: CompletionJournal;
  readonly saved: SavedRuns;
  readonly close: () => Promise<void>;
}

/** Opens a home; the embedded one in a folder of its own that goes with it. */
export async function openHome(name: HomeName, options: HomeOptions = {}): Promise<Home> {
  const { around = (records) => records, aroundJournal = (journal) => journal, stock, ...rest } = options;
  const { records, journal, saved, close } = name === 'memory' ? inMemory() : await embedded();
  const sessions = stock ? new session.MemoryStore() : revisionedStore(plainStore(), around(records), rest);
  const storage: Storage = {
    files: memoryFiles(),
    name,
    sessions,
    submissions: aroundJournal(journal),
    saved,
    ping: async () => undefined,
    close,
  };
  const stateOf = async (sessionId: string) => {
    const found = stock
      ? await new Promise<object | null | undefined>((resolve) =>
          sessions.get(sessionId, (_, data) => resolve(data)),
        )
      : await sessionIn(records, sessionId);
    return (found as { [stateKey]?: SessionState } | null | undefined)?.[stateKey];
  };
  return { storage, records, journal, saved, stateOf, close };
}

async function sessionIn(records: SessionRecords, id: string): Promise<object | undefined> {
  const record = await records.read(id, new AbortController());
  return record === undefined ? undefined : (JSON.parse(record.text) as object);
}

function inMemory() {
  return {
    records: memoryRecords(),
    journal: memoryJournal(),
    saved: memorySaved(),
    close: async () => undefined,
  };
}

async function embedded() {
  const folder = await mkdtemp(join(tmpdir(), 'stepway-chaos-'));
  const environment = await openEnvironment(folder);
  return {
    records: embeddedRecords(environment),
    journal: embeddedJournal(environment),
    saved: embeddedSaved(environment),
    close: async () => {
      await environment.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
