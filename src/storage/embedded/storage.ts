import { join } from 'node:path';
import { z } from 'zod';
import type { Storage } from '../../completion/storage.ts';
import { WizardError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { refuseWrongOptions } from '../../options.ts';
import { bytes, sessionShape, timerMs, type SessionOptions } from '../session-options.ts';
import { plainStore, revisionedStore } from '../revisioned-store.ts';
import { openEnvironment } from './environment.ts';
import { folderFiles } from './files.ts';
import { embeddedJournal } from './journal.ts';
import { embeddedRecords } from './records.ts';
import { startSweeping } from './records.ts';
import { embeddedSaved } from './saved.ts';

/** Where the embedded store rests, and what may be set. */
export interface EmbeddedOptions extends SessionOptions {
  /** The folder; it is made when it is not there. Several processes of one machine may share it. */
  readonly folder: string;
  /** Milliseconds between two sweeps of ended sessions; a minute by default. */
  readonly sweepMs?: number;
  /** The most bytes that are stored at a time; past them a write ends in STORE_FULL. */
  readonly maxBytes?: number;
  /** Told when other accounts of the machine can read what is stored. */
  readonly log?: Log;
}

const shape = {
  ...sessionShape,
  folder: z.string('must be the path of a folder').min(1, 'must be the path of a folder'),
  sweepMs: timerMs,
  maxBytes: bytes,
  log: z.unknown().optional(),
};

/**
 * A backend for one machine: LMDB in a folder, with nothing else to install or run. Every acknowledged write is on the
 * disk.
 *
 * @throws WizardError CONFIG_INVALID when an option is wrong, STORE_UNREACHABLE when lmdb is not installed or the folder cannot be used
 */
export async function embeddedStorage(options: EmbeddedOptions): Promise<Storage> {
  refuseWrongOptions('embeddedStorage()', shape, options);
  const { folder, sweepMs = 60_000, maxBytes, log, now = Date.now } = options;
  const environment = await openEnvironment(folder, { maxBytes, log });
  const stopSweeping = startSweeping(environment, sweepMs, now);
  return {
    name: 'embedded',
    sessions: revisionedStore(plainStore(), embeddedRecords(environment), options),
    submissions: embeddedJournal(environment),
    files: folderFiles(join(folder, 'files')),
    saved: embeddedSaved(environment),
    async ping() {
      // What was moved away stays readable for those who have it open, and is lost when they close it.
      if (!environment.isInPlace()) {
        const message = `${folder}: the file of the store was moved, removed or replaced; restart the server`;
        throw new WizardError('STORE_UNREACHABLE', message);
      }
      environment.refresh();
      environment.sessions.doesExist('ping');
    },
    async close() {
      await stopSweeping();
      await environment.close();
    },
  };
}
