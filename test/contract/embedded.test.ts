import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEnvironment } from '../../src/storage/embedded/environment.ts';
import { folderFiles } from '../../src/storage/embedded/files.ts';
import { embeddedJournal } from '../../src/storage/embedded/journal.ts';
import { embeddedSaved } from '../../src/storage/embedded/saved.ts';
import { embeddedRecords } from '../../src/storage/embedded/records.ts';
import { plainStore, revisionedStore } from '../../src/storage/revisioned-store.ts';
import { standingClock } from '../support/clock.ts';
import { lifetime } from './home.ts';
import { describeFilePromises } from './file-promises.ts';
import { describeJournalPromises } from './journal-promises.ts';
import { describeSavedPromises } from './saved-promises.ts';
import { describeSessionPromises } from './session-promises.ts';
import { spoilRecord, textOfRecord } from '../support/spoil.ts';

const makeFolder = () => mkdtemp(join(tmpdir(), 'stepway-'));

describeSessionPromises('the embedded store', async () => {
  const clock = standingClock();
  const folder = await makeFolder();
  const environments = [await openEnvironment(folder), await openEnvironment(folder)] as const;
  const [one, other] = [embeddedRecords(environments[0]), embeddedRecords(environments[1])];
  const options = { ...lifetime, now: clock.now };
  return {
    first: revisionedStore(plainStore(), one, options),
    second: revisionedStore(plainStore(), other, options),
    clock,
    spoil: (id, text) => spoilRecord(one, id, text),
    storedText: (id) => textOfRecord(other, id),
    async close() {
      await Promise.all(environments.map((environment) => environment.close()));
      await rm(folder, { recursive: true });
    },
  };
});

describeJournalPromises('the embedded store', async () => {
  const folder = await makeFolder();
  const environments = [await openEnvironment(folder), await openEnvironment(folder)] as const;
  return {
    first: embeddedJournal(environments[0]),
    second: embeddedJournal(environments[1]),
    async close() {
      await Promise.all(environments.map((environment) => environment.close()));
      await rm(folder, { recursive: true });
    },
  };
});

describeFilePromises('a folder', async () => {
  const folder = await makeFolder();
  return {
    first: folderFiles(join(folder, 'files')),
    second: folderFiles(join(folder, 'files')),
    close: () => rm(folder, { recursive: true }),
  };
});

describeSavedPromises('the embedded store', async () => {
  const folder = await makeFolder();
  const environments = [await openEnvironment(folder), await openEnvironment(folder)] as const;
  return {
    first: embeddedSaved(environments[0]),
    second: embeddedSaved(environments[1]),
    async close() {
      await Promise.all(environments.map((environment) => environment.close()));
      await rm(folder, { recursive: true });
    },
  };
});
