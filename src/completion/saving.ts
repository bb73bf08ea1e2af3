import { createHash } from 'node:crypto';
import type { WizardDefinition } from '../definition/model.ts';
import type { Ids } from '../engine/ids.ts';
import type { Saving } from '../engine/saving.ts';
import { readState, stateIn, type WizardState } from '../engine/state.ts';
import { walkOf } from '../flow/walk.ts';
import type { FileStore } from './file-store.ts';
import { filesOfRun } from './files-of-run.ts';
import type { SavedRuns } from './saved-runs.ts';

/** What runs of a wizard are saved with. */
export interface SavingParts {
  readonly saved: SavedRuns;
  /** Undefined where no wizard asks for files. */
  readonly files: FileStore | undefined;
  readonly ids: Ids;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a session can last, and a file in it is kept: milliseconds. */
  readonly sessionMs: number;
}

/** What is stored of a link in place of its token. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/**
 * Saves runs of one wizard, and brings them back. The files of a run are kept as long as the run is: for longer before it
 * is put away, and for a session's time before it comes back.
 */
export function savingOf(definition: WizardDefinition, parts: SavingParts): Saving {
  const { saved, files, ids, now, sessionMs } = parts;
  const keepFiles = async (named: readonly string[], until: number) => {
    if (named.length > 0) await files?.keepUntil(named, until);
  };

  return {
    async put(state) {
      const token = ids.token();
      const days = definition.keepFor?.days ?? 1;
      const until = now() + days * 86_400_000;
      const named = filesOfRun(state);
      await keepFiles(named, until + sessionMs);
      const id = ids.instance();
      await saved.put({
        id,
        wizard: definition.id,
        version: state.version,
        reference: state.reference,
        reached: walkOf(definition, state).firstIncomplete?.written,
        link: hashOfToken(token),
        files: named,
        savedAt: now(),
        // As long as the session can have it: what is left behind where the move broke off goes by itself.
        until: now() + sessionMs,
        status: 'leaving',
        run: JSON.stringify(state),
      });
      return { saved: id, token, until };
    },
    release: ({ saved: id, until }) => saved.release(id, until),
    async discard(id) {
      await saved.remove(id);
    },
    async claim(key) {
      const claim = ids.token();
      const found = await saved.claim(key, { claim, now: now(), until: now() + sessionMs });
      if (found === undefined || found.wizard !== definition.id) return undefined;
      await keepFiles(found.files, found.until + sessionMs);
      return { arrival: { saved: found.id, claim }, state: runIn(definition, found.run) };
    },
    settle: ({ saved: id, claim }) => saved.settle(id, claim),
    referenceOf: async (link) => (await saved.find({ link }, now()))?.reference,
    async whereabouts(of) {
      const found = await saved.find({ id: of.saved }, now());
      if (found === undefined) return { at: 'nowhere' };
      // A claim that gave way: the one that it gave way to may not be settled yet.
      if (found.status === 'moved' || 'claim' in of)
        return { at: 'elsewhere', since: found.claimedAt ?? found.savedAt };
      if (found.status === 'leaving') await saved.release(found.id, of.until);
      const { id, reference, link } = found;
      return { at: 'rest', saved: id, reference, link, until: of.until };
    },
  };
}

/** The run as every stored state is read. */
function runIn({ id }: WizardDefinition, run: string): WizardState {
  const session = readState({ format: 1, wizards: { [id]: JSON.parse(run) as unknown } });
  // The reading fails, or it is there.
  return stateIn(session, id)!;
}
