import type { SessionData, Store } from 'express-session';
import { WizardError } from '../errors.ts';
import { isRevisioned, type RevisionedStore, type StoredSession } from './revision.ts';

/**
 * Ends every session that is somebody's: after a new password, or when an account is closed. A request that has one of
 * them open cannot write it again: its save fails with SESSION_GONE. A log-in that is still under way makes a new
 * session; so change the password first.
 *
 * @param store `storage.sessions`, or what `guardStore` gave
 * @param isTheirs whether a session, as it is stored, is to end; asked of every one that has not ended yet, so it costs a read of all of
 *   them
 * @returns how many were ended
 * @throws WizardError CONFIG_INVALID when the store is not Stepway's, or cannot list what it holds; STORE_*
 *
 * @example await endSessions(storage.sessions, (session, id) => session.user === 'ann' && id !== req.sessionID);
 */
export async function endSessions(
  store: Store,
  isTheirs: (session: SessionData, id: string) => boolean,
): Promise<number> {
  if (!isRevisioned(store)) {
    throw new WizardError(
      'CONFIG_INVALID',
      'endSessions() needs storage.sessions, or your store in guardStore()',
    );
  }
  let ended = 0;
  for await (const found of store.every()) {
    if (isTheirs(found.session, found.id) && (await end(store, isTheirs, found))) ended += 1;
  }
  return ended;
}

/** Ends one as it was read; one that was written meanwhile is looked at again. */
async function end(
  store: RevisionedStore,
  isTheirs: (session: SessionData, id: string) => boolean,
  { id, rev }: StoredSession,
): Promise<boolean> {
  for (let expected = rev; ;) {
    if (await store.removeAt(id, expected)) return true;
    const now = await store.peek(id);
    if (now === undefined || !isTheirs(now.session, id)) return false;
    expected = now.rev;
  }
}
