import type { FileStore } from './file-store.ts';
import type { SavedRuns } from './saved-runs.ts';

/**
 * Erases what was saved under a reference, with the files of what rests; those of a run that has moved are that run's.
 *
 * @param now milliseconds since the epoch
 * @returns how many there were
 * @throws WizardError STORE_*
 */
export async function eraseSaved(
  { saved, files }: { readonly saved: SavedRuns; readonly files?: FileStore | undefined },
  reference: string,
  now: number,
): Promise<number> {
  const found = await saved.under(reference, now);
  for (const { id, status, files: named } of found) {
    await saved.remove(id);
    if (status === 'resting') await files?.remove(named);
  }
  return found.length;
}
