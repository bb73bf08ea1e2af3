import { join } from 'node:path';
import type { Storage } from '../../completion/storage.ts';
import { WizardError } from '../../errors.ts';
import { plainStore, revisionedStore } from '../revisioned-store.ts';
import { openEnvironment } from './environment.ts';
import { folderFiles } from './files.ts';
import { embeddedJournal } from './journal.ts';
import { embeddedRecords, startSweeping } from './records.ts';
import { embeddedSaved } from './saved.ts';
import type { EmbeddedOptions } from './options.ts';

/**
 * Opens a folder that was given rightly.
 *
 * @throws WizardError STORE_UNREACHABLE when lmdb is not installed or the folder cannot be used
 */
export async function openFolder(options: EmbeddedOptions): Promise<Storage> {
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
