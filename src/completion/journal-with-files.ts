import { fileIdsIn } from '../definition/file-ref.ts';
import type { FileStore } from './file-store.ts';
import type { CompletionJournal, Submission } from './journal.ts';

/**
 * A journal whose submissions have their files with them: kept before a record that names them is inserted, removed when
 * it is erased. Those of what is purged are left to the sweep.
 *
 * @param files undefined where no wizard asks for any
 */
export function journalWithFiles(
  journal: CompletionJournal,
  files: FileStore | undefined,
): CompletionJournal {
  if (files === undefined) return journal;
  return {
    ...journal,
    async insert(submission) {
      const ids = fileIdsIn(submission.answers);
      if (ids.length > 0) await files.keep(ids, submission.instance);
      return journal.insert(submission);
    },
    async erase(id, now) {
      const submission = await journal.get(id);
      const ids = fileIdsIn(submission?.answers);
      const isErased = await journal.erase(id, now);
      if (submission === undefined || !isErased || ids.length === 0) return isErased;
      const others = new Set(await namedByOthers(journal, submission));
      await files.remove(ids.filter((each) => !others.has(each)));
      return true;
    },
  };
}

/** The files that other generations of the same run name: a form that was sent back and sent again has the same ones. */
async function namedByOthers(
  journal: CompletionJournal,
  { instance, id }: Submission,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let generation = 1; ; generation += 1) {
    const other = await journal.get(`${instance}.${generation}`);
    if (other === undefined) return ids;
    if (other.id !== id) ids.push(...fileIdsIn(other.answers));
  }
}
