import { eraseSaved } from '../../completion/erase-saved.ts';
import { hashOfToken } from '../../completion/saving.ts';
import type { SavedRun, SavedRuns } from '../../completion/saved-runs.ts';
import type { Storage } from '../../completion/storage.ts';
import type { Ids } from '../../engine/ids.ts';
import type { Report } from '../store.ts';

/** What of a storage these commands need. */
export type SavedStorage = Pick<Storage, 'files'> & { readonly saved: SavedRuns };

/** What is said of a saved run: nothing of the answers. */
export interface SavedLine {
  readonly reference: string;
  readonly wizard: string;
  readonly version: number;
  /** The page at which it goes on; `check` when everything is answered. */
  readonly reached: string;
  readonly savedAt: string;
  readonly keptUntil: string;
  readonly status: SavedRun['status'];
  readonly movedAt?: string;
}

/** What was saved under a reference, oldest first. */
export async function findSaved(
  { saved }: SavedStorage,
  reference: string,
  now: number,
): Promise<readonly SavedLine[]> {
  return (await saved.under(reference, now)).map((run) => {
    const { wizard, version, reached = 'check', status, claimedAt } = run;
    return {
      reference,
      wizard,
      version,
      reached,
      savedAt: isoOf(run.savedAt),
      keptUntil: isoOf(run.until),
      status,
      ...(status === 'moved' && claimedAt !== undefined ? { movedAt: isoOf(claimedAt) } : {}),
    };
  });
}

/** Makes another link for the run that rests under a reference: the one before leads nowhere then. */
export async function linkSaved(
  { saved }: SavedStorage,
  reference: string,
  made: { readonly now: number; readonly ids: Pick<Ids, 'token'>; readonly origin: string | undefined },
): Promise<Report> {
  const found = await saved.under(reference, made.now);
  const resting = found.findLast(({ status }) => status === 'resting');
  if (resting === undefined) return refusal(found, reference);
  const token = made.ids.token();
  if (!(await saved.relink(resting.id, hashOfToken(token), made.now)))
    return refusal(await saved.under(reference, made.now), reference);
  return { ok: true, message: `${made.origin ?? ''}/${resting.wizard}/saved/${token}` };
}

/** Erases what was saved under a reference, with its files. */
export async function eraseSavedOne(storage: SavedStorage, reference: string, now: number): Promise<Report> {
  const erased = await eraseSaved(storage, reference, now);
  return erased === 0 ? refusal([], reference) : { ok: true, message: `${reference} erased` };
}

function refusal(found: readonly SavedRun[], reference: string): Report {
  const message = found.some(({ status }) => status === 'moved')
    ? `${reference} is not saved any more: its link was opened, and another browser has it; save it there for a new link`
    : `nothing is saved under the reference ${reference}`;
  return { ok: false, message };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
