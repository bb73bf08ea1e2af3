import { WizardError } from '../errors.ts';
import type { SessionState } from './state.ts';
import { maxTries, type Visit } from './visit.ts';

/**
 * Commits a pure change of the session's state, again from the top when another request changed it underneath.
 *
 * @param change gives the next state, or undefined when there is nothing to change
 * @returns false when the session has ended: nothing was written
 * @throws WizardError STORE_*, TOO_BUSY past `maxTries`
 */
export async function commitChange(
  visit: Pick<Visit, 'session' | 'pause'>,
  change: () => Promise<SessionState | undefined>,
): Promise<boolean> {
  for (let tried = 1; tried <= maxTries; tried += 1) {
    const next = await change();
    if (next === undefined) return true;
    const committed = await visit.session.commit(next);
    if (committed !== 'conflict') return committed === 'saved';
    await visit.pause(tried);
    if (!(await visit.session.reload())) return false;
  }
  throw new WizardError('TOO_BUSY');
}
