import type { Request } from 'express';
import type { Store } from 'express-session';
import { stateKey } from '../engine/state.ts';
import { called, keysOf } from './express-session.ts';
import { isRevisioned, readRevision } from './revision.ts';

/** Told of a log-in whose answers are safe in the new session. */
export type LogInListener = (req: Request) => Promise<void>;

/** By session store: a log-in happens to a session, in whichever route of the host. */
const listeners = new WeakMap<Store, Set<LogInListener>>();

/**
 * Tells a listener of every log-in that `keepAnswers` has carried over in this store.
 *
 * @returns ends it
 */
export function listenToLogIns(store: Store, listener: LogInListener): () => void {
  const ofStore = listeners.get(store) ?? new Set();
  listeners.set(store, ofStore.add(listener));
  return () => void ofStore.delete(listener);
}

/**
 * Runs a log-in that regenerates the session (Passport's `req.logIn` does) and carries the visitor's answers into the
 * new one. The new session is durable before the old one is deleted, and the old one is deleted by its revision, so
 * that an answer which arrives in between is carried over too. Then the `onLogin` of `stepway()` is told.
 *
 * @param logIn does the log-in and resolves when it is done; it may save the session or not
 * @returns what `logIn` resolved to
 * @throws what `logIn` rejects with, and WizardError STORE_* when the new session cannot be saved
 *
 * @example await keepAnswers(req, () => new Promise((done, fail) => req.logIn(user, (e) => (e ? fail(e) : done()))));
 */
export async function keepAnswers<Result>(req: Request, logIn: () => Promise<Result>): Promise<Result> {
  const oldId = req.sessionID;
  const old = req.session;
  const oldRevision = readRevision(old);
  const carried = keysOf(old)[stateKey];
  // The session's own regenerate deletes first: a crash right then would lose the answers.
  Object.defineProperty(old, 'regenerate', {
    configurable: true,
    enumerable: false,
    value: (done?: (error?: unknown) => void) => {
      req.sessionStore.generate(req);
      if (carried !== undefined) keysOf(req.session)[stateKey] = carried;
      done?.();
      return req.session;
    },
  });
  const result = await logIn();
  if (req.sessionID === oldId) return result;
  await called((done) => req.session.save(done));
  if (oldRevision !== undefined) await deleteOld(req, oldId, oldRevision.rev);
  for (const listener of listeners.get(req.sessionStore) ?? []) await listener(req);
  return result;
}

async function deleteOld(req: Request, oldId: string, rev: number): Promise<void> {
  const store = req.sessionStore;
  if (!isRevisioned(store)) return called((done) => store.destroy(oldId, done));
  let expected = rev;
  while (!(await store.removeAt(oldId, expected))) {
    const changed = await store.peek(oldId);
    if (changed === undefined) return;
    const answers = (changed.session as { readonly [stateKey]?: unknown })[stateKey];
    if (answers !== undefined) {
      keysOf(req.session)[stateKey] = answers;
      await called((done) => req.session.save(done));
    }
    expected = changed.rev;
  }
}
