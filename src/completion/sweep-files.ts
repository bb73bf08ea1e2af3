import { fileIdsIn } from '../definition/file-ref.ts';
import type { FileStore, StoredFile } from './file-store.ts';
import type { CompletionJournal } from './journal.ts';

/** What a sweep looks at. */
export interface FileSweep {
  readonly files: FileStore;
  readonly journal: CompletionJournal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** An upload that has not ended by then never will: a server's own limits end it long before. */
const unfinishedMs = 3_600_000;

/**
 * Removes the files that nobody can name any more: their time is over, which is longer than any session lives, and no
 * submission names them; and what uploads left that never ended.
 *
 * @returns how many files were removed
 * @throws WizardError STORE_*
 */
export async function sweepFiles({ files, journal, now }: FileSweep): Promise<number> {
  let removed = 0;
  for await (const file of files.list()) {
    if (file.until > now() || (await isSubmitted(journal, file))) continue;
    await files.remove([file.id]);
    removed += 1;
  }
  await files.removeUnfinished(now() - unfinishedMs);
  return removed;
}

async function isSubmitted(journal: CompletionJournal, { id, keptFor }: StoredFile): Promise<boolean> {
  if (keptFor === undefined) return false;
  for (let generation = 1; ; generation += 1) {
    const submission = await journal.get(`${keptFor}.${generation}`);
    if (submission === undefined) return false;
    if (fileIdsIn(submission.answers).includes(id)) return true;
  }
}
