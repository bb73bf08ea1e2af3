import { statfs } from 'node:fs/promises';
import type { Database, Key, RootDatabase } from 'lmdb';
import type { Submission } from '../../completion/journal.ts';
import { WizardError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { SavedEntry } from '../saved-steps.ts';
import type { SessionDraft } from '../session-records.ts';
import { doorOf, type Door } from './door.ts';
import { fileIdentity, prepareFolder, privateFileMode } from './folder.ts';

/** An index: ordered keys, the values are nothing to anyone but `references`. */
export type Index = Database<string, Key[]>;

/** One LMDB environment, shared by every process that opens the same folder. */
export interface Environment {
  /** By session id; the version of an entry is its revision. */
  readonly sessions: Database<SessionDraft, string>;
  /** `[expiresAt, id]` as it was when last looked at; never later than the real end. */
  readonly sessionEnds: Index;
  /** By submission id; versioned. */
  readonly submissions: Database<Submission, string>;
  /** `[dueAt, id]` of what is pending or running. */
  readonly due: Index;
  /** `[reference, generation]` → id. */
  readonly references: Index;
  /** `[submittedAt, id]` of all submissions. */
  readonly submitted: Index;
  /** `[settledAt, id]` of what may be purged. */
  readonly settled: Index;
  /** Saved runs by id; versioned. */
  readonly saved: Database<SavedEntry, string>;
  /** `[hash of the link's token]` → id. */
  readonly savedLinks: Index;
  /** `[reference, id]` → id. */
  readonly savedReferences: Index;
  /** `[until, id]` of all saved runs. */
  readonly savedEnds: Index;
  /** Lets the next read see what other processes wrote. */
  refresh(): void;
  /** Whether the file that is open is still the one that stands in the folder. */
  isInPlace(): boolean;
  /** Makes sure that there is room for so many bytes more, which are counted when there is a limit; throws STORE_FULL. */
  makeRoom(bytes: () => number): void;
  /**
   * Runs one atomic write and waits until it is on the disk.
   *
   * @returns false when its condition did not hold and nothing was written
   * @throws WizardError STORE_FULL or STORE_UNREACHABLE
   */
  readonly durably: (write: () => Promise<boolean>) => Promise<boolean>;
  close(): Promise<void>;
}

/** How the environment is opened so that several processes can write to it and one of them can be killed: decision 0005. */
export const sharedOptions = {
  // A commit is on the disk when it is over: the flush that overlaps with the next one is not safe against a kill.
  overlappingSync: false,
  // The list of free pages is read anew for each transaction: one that is kept misses what other processes did.
  maxFreeSpaceToRetain: 0,
  // Batching by event turn adds a promise to each batch that nobody can handle when a commit fails.
  eventTurnBatching: false,
} as const;

/** What may be set of an environment. */
export interface EnvironmentOptions {
  /** The most that is stored at a time; no limit but the disk's by default. */
  readonly maxBytes?: number | undefined;
  /** Told when other accounts can read what is stored. */
  readonly log?: Log | undefined;
}

/**
 * Opens (or makes) the environment in a folder.
 *
 * @throws WizardError STORE_UNREACHABLE when lmdb is not installed, or the folder or a file in it cannot be used
 */
export async function openEnvironment(
  folder: string,
  { maxBytes = Infinity, log }: EnvironmentOptions = {},
): Promise<Environment> {
  const { open } = await loadLmdb();
  prepareFolder(folder, log);
  const door = doorOf(folder);
  const root = await opened(door, () => openRoot(open, folder));
  const isInPlace = fileIdentity(folder);
  // Databases that are not there yet are made by commits.
  const databases = await door.passed(async () => databasesOf(root));
  return {
    ...databases,
    refresh: () => root.resetReadTxn(),
    isInPlace,
    makeRoom(bytes) {
      if (maxBytes === Infinity) return;
      const used = Object.values(databases).reduce((sum, database) => sum + bytesOf(database), 0);
      if (used + bytes() > maxBytes) throw new WizardError('STORE_FULL');
    },
    async durably(write) {
      try {
        return await door.passed(() => flushedWrite(root, write));
      } catch (error) {
        throw await storeErrorOf(error, folder);
      }
    },
    async close() {
      // Who closes last takes LMDB's locks away: that must not meet an opening either.
      await door.passed(() => root.close());
      door.close();
    },
  };
}

async function opened(door: Door, open: () => RootDatabase): Promise<RootDatabase> {
  try {
    return await door.shut(open);
  } catch (error) {
    door.close();
    throw error;
  }
}

async function flushedWrite(root: RootDatabase, write: () => Promise<boolean>): Promise<boolean> {
  const written = write();
  // Taken before the write is awaited: later it may be another batch's.
  const flushed = flushedBy(root);
  if (!(await written)) return false;
  await flushed;
  return true;
}

function databasesOf(root: RootDatabase) {
  const index = (name: string): Index => root.openDB({ name });
  return {
    sessions: root.openDB<SessionDraft, string>({ name: 'sessions', useVersions: true }),
    sessionEnds: index('session-ends'),
    submissions: root.openDB<Submission, string>({
      name: 'submissions',
      useVersions: true,
      encoding: 'json',
    }),
    due: index('due'),
    references: index('references'),
    submitted: index('submitted'),
    settled: index('settled'),
    saved: root.openDB<SavedEntry, string>({ name: 'saved', useVersions: true, encoding: 'json' }),
    savedLinks: index('saved-links'),
    savedReferences: index('saved-references'),
    savedEnds: index('saved-ends'),
  };
}

function openRoot(open: typeof import('lmdb').open, folder: string): RootDatabase {
  try {
    // A folder whose name has a dot in it is a folder all the same.
    const options = { ...sharedOptions, path: folder, noSubdir: false, permissionsMode: privateFileMode };
    return open({ ...options, maxDbs: 16 });
  } catch (cause) {
    throw new WizardError(
      'STORE_UNREACHABLE',
      `The embedded store cannot be opened in ${folder}: ${String(cause)}. Make the folder writable, or choose another.`,
      { cause },
    );
  }
}

async function loadLmdb(): Promise<typeof import('lmdb')> {
  try {
    return await import('lmdb');
  } catch (cause) {
    throw new WizardError(
      'STORE_UNREACHABLE',
      'The embedded store needs the package lmdb: npm install lmdb, or set MONGODB_URL.',
      { cause },
    );
  }
}

/** Bytes of the pages that a database uses; pages given back by deletions are not counted. */
function bytesOf(database: { getStats(): object }): number {
  const stats = database.getStats() as { readonly [name: string]: number };
  const pages = ['treeBranchPageCount', 'treeLeafPageCount', 'overflowPages'] as const;
  return pages.reduce((sum, name) => sum + (stats[name] ?? 0), 0) * (stats['pageSize'] ?? 4096);
}

async function flushedBy(root: RootDatabase): Promise<void> {
  // After a failed commit this never resolves or rejects in vain; the write itself says what happened.
  await root.flushed.then(
    () => undefined,
    () => undefined,
  );
}

const noSpaceCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 28, 'MDB_MAP_FULL', -30792]);
const inputOutputError = 5;

/** LMDB reports a page that the disk took only in part as an input/output error: then the disk's room decides. */
async function storeErrorOf(error: unknown, folder: string): Promise<WizardError> {
  if (error instanceof WizardError) return error;
  const cause = await commitErrorOf(error);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const isFull = noSpaceCodes.has(code) || (code === inputOutputError && (await isAlmostFull(folder)));
  return new WizardError(isFull ? 'STORE_FULL' : 'STORE_UNREACHABLE', undefined, { cause });
}

/** LMDB puts the reason of a failed commit into a promise beside the error; left alone, its rejection ends the process. */
async function commitErrorOf(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  return Promise.resolve(error.commitError).catch((reason: unknown) => reason);
}

async function isAlmostFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < 16 * 1024 * 1024;
}
