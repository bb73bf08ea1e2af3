import { accessSync, constants, mkdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { WizardError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { damageOf } from './page-walk.ts';

/** Answers are for the server's user alone: what is made here, other accounts of the machine can neither list nor read. */
export const privateFolderMode = 0o700;
/** The same for a file. */
export const privateFileMode = 0o600;

const dataFile = 'data.mdb';
/** What `door.ts` needs, beside it. */
export const doorFolder = 'door';
const otherAccounts = 0o077;

/**
 * Makes the folder of a store, or sees to it that what lies in it can be opened: LMDB itself ends the process without a
 * word over a file that it cannot read or make sense of.
 *
 * @param log told when other accounts can read what is stored
 * @throws WizardError STORE_UNREACHABLE with the file, whose it is and the fix
 */
export function prepareFolder(folder: string, log: Log | undefined): void {
  try {
    mkdirSync(folder, { recursive: true, mode: privateFolderMode });
    mustBeUsable(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const name of [dataFile, 'lock.mdb']) {
      const file = join(folder, name);
      if (isThere(file)) mustBeUsable(file, constants.R_OK | constants.W_OK);
    }
    const door = join(folder, doorFolder);
    if (isThere(door)) mustBeUsable(door, constants.R_OK | constants.W_OK | constants.X_OK);
    const file = join(folder, dataFile);
    const damage = isThere(file) ? damageOf(file) : undefined;
    if (damage !== undefined) {
      const fix = `Stop every server that uses it, then put back a copy of ${dataFile} from a backup, or move the folder away to start with an empty store.`;
      throw new WizardError(
        'STORE_UNREACHABLE',
        `The embedded store cannot be opened: ${file} ${damage}. ${fix}`,
      );
    }
  } catch (cause) {
    if (cause instanceof WizardError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WizardError(
      'STORE_UNREACHABLE',
      `The embedded store cannot be opened in ${folder}: ${reason}. Make the folder writable, or choose another.`,
      { cause },
    );
  }
  warnOfReaders(folder, log);
}

/** Tells the file of a store that is open from another one that was put in its place. */
export function fileIdentity(folder: string): () => boolean {
  const file = join(folder, dataFile);
  const opened = statSync(file);
  return () => {
    const now = statSync(file, { throwIfNoEntry: false });
    return now !== undefined && now.ino === opened.ino && now.dev === opened.dev;
  };
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function mustBeUsable(path: string, mode: number): void {
  try {
    accessSync(path, mode);
  } catch (cause) {
    const whose = ownersOf(statSync(path, { throwIfNoEntry: false }));
    throw new WizardError(
      'STORE_UNREACHABLE',
      `The embedded store cannot be opened: ${path} may not be read and written by this user${whose}. ` +
        'Run every command as the user that runs the server, or give it the file back: chown it to that user.',
      { cause },
    );
  }
}

/** ` (it belongs to user 0, this process runs as user 1000)`; empty where the system has no such numbers. */
function ownersOf(stats: Stats | undefined): string {
  if (stats === undefined || process.getuid === undefined) return '';
  return ` (it belongs to user ${stats.uid}, this process runs as user ${process.getuid()})`;
}

function warnOfReaders(folder: string, log: Log | undefined): void {
  // Windows says of every file that all may read it: its rights are not in these bits.
  if (log === undefined || process.getuid === undefined) return;
  const isOpenTo = (path: string) =>
    ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & otherAccounts) !== 0;
  if (!isOpenTo(folder) || !isOpenTo(join(folder, dataFile))) return;
  log.warn(
    { folder },
    `other accounts of this machine can read the answers in ${folder}: chmod -R go-rwx ${folder}`,
  );
}
