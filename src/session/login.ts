import { isDeepStrictEqual } from 'node:util';
import type { Request } from 'express';
import type { Store } from 'express-session';
import { readState, stateKey } from '../engine/state.ts';
import { isRecord } from '../is-record.ts';
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

/** What `keepAnswers` may be told. */
export interface KeepAnswersOptions {
  /**
   * Who is logged in, as a text or a number; undefined for nobody. Passport's `req.user` by default. Somebody who logs in
   * again keeps their answers by it.
   */
  readonly user?: (req: Request) => unknown;
  /**
   * Whether a form comes along, by the wizard's id; asked when the log-in is done, of the forms that may. All of them by
   * default. What stays behind is deleted with the old session.
   */
  readonly carry?: (wizardId: string, req: Request) => boolean;
}

/**
 * Runs a log-in that regenerates the session (Passport's `req.logIn` does) and carries the visitor's answers into the
 * new one, when nobody was logged in before, or the same person: on a browser that several people use, nobody gets the
 * answers of another. The new session is durable before the old one is deleted, and the old one is deleted by its
 * revision, so that an answer which arrives in between is carried over too. Then the `onLogin` of `stepway()` is told.
 *
 * @param logIn does the log-in and resolves when it is done; it may save the session or not
 * @returns what `logIn` resolved to
 * @throws what `logIn` rejects with, and WizardError STORE_* when the new session cannot be saved
 *
 * @example await keepAnswers(req, () => new Promise((done, fail) => req.logIn(user, (e) => (e ? fail(e) : done()))));
 */
export async function keepAnswers<Result>(
  req: Request,
  logIn: () => Promise<Result>,
  { user = userOf, carry = () => true }: KeepAnswersOptions = {},
): Promise<Result> {
  const oldId = req.sessionID;
  const old = req.session;
  const oldRevision = readRevision(old);
  const carried = keysOf(old)[stateKey];
  const before = user(req);
  const wasNobodys = before === undefined && !isSomebodys(carried);
  // The session's own regenerate deletes first: a crash right then would lose the answers.
  Object.defineProperty(old, 'regenerate', {
    configurable: true,
    enumerable: false,
    value: (done?: (error?: unknown) => void) => {
      req.sessionStore.generate(req);
      if (wasNobodys && carried !== undefined) keysOf(req.session)[stateKey] = carried;
      done?.();
      return req.session;
    },
  });
  const result = await logIn();
  if (req.sessionID === oldId) return result;
  const isTheirs = wasNobodys || (before !== undefined && isDeepStrictEqual(before, user(req)));
  const keep = (answers: unknown) => {
    // As it stands: what cannot be read today is no reason to fail a log-in.
    const state =
      isTheirs && isRecord(answers) ? formsOf(answers, (id) => carry(id, req)) : readState(undefined);
    keysOf(req.session)[stateKey] = { ...state, isSomebodys: true };
    return called((done) => req.session.save(done));
  };
  await keep(carried);
  if (oldRevision !== undefined)
    await deleteOld(req, { id: oldId, rev: oldRevision.rev, keep: isTheirs ? keep : undefined });
  for (const listener of listeners.get(req.sessionStore) ?? []) await listener(req);
  return result;
}

/** What a session holds of some wizards: what is in progress or sent, what was deleted and where it was saved. */
function formsOf(state: object, isKept: (wizardId: string) => boolean): object {
  const entries = Object.entries(state).map(([key, value]: [string, unknown]) => {
    const some = isRecord(value) && Object.entries(value).filter(([wizardId]) => isKept(wizardId));
    return [key, some ? Object.fromEntries(some) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** As Passport says it. */
function userOf(req: Request): unknown {
  return (req as { readonly user?: unknown }).user ?? undefined;
}

function isSomebodys(state: unknown): boolean {
  return isRecord(state) && state['isSomebodys'] === true;
}

async function deleteOld(
  req: Request,
  old: {
    readonly id: string;
    readonly rev: number;
    /** Saves answers that came in between; undefined when they are another person's. */
    readonly keep: ((answers: unknown) => Promise<void>) | undefined;
  },
): Promise<void> {
  const store = req.sessionStore;
  if (!isRevisioned(store)) return called((done) => store.destroy(old.id, done));
  let expected = old.rev;
  while (!(await store.removeAt(old.id, expected))) {
    const changed = await store.peek(old.id);
    if (changed === undefined) return;
    const answers = (changed.session as { readonly [stateKey]?: unknown })[stateKey];
    if (answers !== undefined) await old.keep?.(answers);
    expected = changed.rev;
  }
}
