import { memoryFiles } from '../../src/storage/memory/files.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { memorySaved } from '../../src/storage/memory/saved.ts';
import { memoryRecords } from '../../src/storage/memory/storage.ts';
import { plainStore, revisionedStore } from '../../src/storage/revisioned-store.ts';
import { standingClock } from '../support/clock.ts';
import { lifetime } from './home.ts';
import { describeFilePromises } from './file-promises.ts';
import { describeJournalPromises } from './journal-promises.ts';
import { describeSavedPromises } from './saved-promises.ts';
import { describeSessionPromises } from './session-promises.ts';
import { spoilRecord, textOfRecord } from '../support/spoil.ts';

describeSessionPromises('memory', async () => {
  const clock = standingClock();
  const records = memoryRecords();
  const open = () => revisionedStore(plainStore(), records, { ...lifetime, now: clock.now });
  return {
    first: open(),
    second: open(),
    clock,
    spoil: (id, text) => spoilRecord(records, id, text),
    storedText: (id) => textOfRecord(records, id),
    close: async () => undefined,
  };
});

describeJournalPromises('memory', async () => {
  const journal = memoryJournal();
  return { first: journal, second: journal, close: async () => undefined };
});

describeFilePromises('memory', async () => {
  const files = memoryFiles();
  return { first: files, second: files, close: async () => undefined };
});

describeSavedPromises('memory', async () => {
  const saved = memorySaved();
  return { first: saved, second: saved, close: async () => undefined };
});
