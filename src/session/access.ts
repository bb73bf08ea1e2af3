import type { Request } from 'express';
import type { Session } from 'express-session';
import { isEmpty, readState, stateKey, type SessionState } from '../engine/state.ts';
import type { SessionAccess } from '../engine/visit.ts';
import { asStoreError, isWizardError } from '../errors.ts';
import { within } from '../time-limit.ts';
import { called, keysOf, letGo, sessionOf } from './express-session.ts';
import { loadOf, remainingMs, startWork } from './request-time.ts';
import { extendedEnd, isRevisioned, readRevision } from './revision.ts';
import { withToken } from './state-token.ts';

/**
 * Opens the session of a request: the only place that touches `req.session`.
 *
 * @param now milliseconds since the epoch
 * @throws WizardError SESSION_MISSING when no session middleware ran before
 */
export function openSession(req: Request, now: () => number): SessionAccess {
  sessionOf(req);
  startWork(req, now());
  const leftMs = () => remainingMs(req, now());
  const inTime: InTime = (run) => within(leftMs(), () => called(run));
  const isNew = readRevision(sessionOf(req)) === undefined;
  let known: { readonly session: Session; readonly state: SessionState } | undefined;

  return {
    state() {
      const session = sessionOf(req);
      if (known?.session !== session) known = { session, state: readState(keysOf(session)[stateKey]) };
      return known.state;
    },
    async commit(next, text) {
      const session = sessionOf(req);
      // A store that is not ours would write the token.
      const isOurs = isRevisioned(req.sessionStore);
      const state = isOurs ? withToken(next, text) : next;
      // To the request's time our own keep by themselves, once there is a session.
      const keepsTime = isOurs && readRevision(session) !== undefined;
      const committed = await save(req, state, keepsTime ? called : inTime);
      if (committed === 'saved') known = { session, state };
      return committed;
    },
    reload: () => reload(req, inTime),
    remainingMs: leftMs,
    ended() {
      // The load of a request whose cookie names a session leaves its mark; a session that is there has a revision.
      const load = loadOf(req);
      return load === undefined || !isNew ? undefined : { at: load.endedAt };
    },
    keptUntil: () => keptUntil(req, now()),
    async extend() {
      const session = sessionOf(req);
      const expiresAt = keptUntil(req, now());
      const { sessionStore } = req;
      if (expiresAt !== undefined && sessionStore.touch !== undefined) {
        await inTime((done) => sessionStore.touch?.(req.sessionID, session, done));
      }
      return expiresAt;
    },
    abandon: () => letGo(req),
    async destroy() {
      const session = sessionOf(req);
      try {
        await inTime((done) => session.destroy(done));
      } catch (error) {
        throw asStoreError(error);
      } finally {
        letGo(req);
      }
    },
  };
}

/** Runs a callback API in what is left of the request's time. */
type InTime = (run: (done: (error?: unknown) => void) => unknown) => Promise<void>;

async function save(
  req: Request,
  next: SessionState,
  inTime: InTime,
): Promise<'saved' | 'conflict' | 'gone'> {
  const session = sessionOf(req);
  if (isEmpty(next)) delete keysOf(session)[stateKey];
  else keysOf(session)[stateKey] = next;
  try {
    await inTime((done) => session.save(done));
    return 'saved';
  } catch (error) {
    if (isWizardError(error, 'SESSION_CONFLICT')) return 'conflict';
    // A failed save would be tried again by express-session at the end of the response.
    letGo(req);
    if (isWizardError(error, 'SESSION_GONE')) return 'gone';
    throw asStoreError(error);
  }
}

async function reload(req: Request, inTime: InTime): Promise<boolean> {
  const before = sessionOf(req);
  const { changed, removed } = hostChanges(before);
  const loading = forgettableLoad(req);
  try {
    await inTime((done) => loading.start(() => before.reload(done)));
  } catch (error) {
    loading.forget();
    letGo(req);
    if (isWizardError(error)) throw error;
    // express-session's own word for a session that is not there any more.
    if (error instanceof Error && error.message === 'failed to load session') return false;
    throw asStoreError(error);
  }
  const session = keysOf(sessionOf(req));
  for (const key of removed) delete session[key];
  Object.assign(session, changed);
  return true;
}

/**
 * A load whose end can be forgotten. express-session wraps what `req.session` is when a reload ends: after the time is
 * over that is nothing, and it would throw where nobody can catch it.
 */
function forgettableLoad(req: Request): { start: (load: () => void) => void; forget: () => void } {
  const store = req.sessionStore;
  let isForgotten = false;
  const get: typeof store.get = (id, loaded) =>
    store.get(id, (error: unknown, data) => {
      if (!isForgotten) loaded(error, data);
    });
  return {
    start(load) {
      req.sessionStore = Object.create(store, { get: { value: get } }) as typeof store;
      try {
        load();
      } finally {
        req.sessionStore = store;
      }
    },
    forget: () => {
      isForgotten = true;
    },
  };
}

/** What the host changed in its own keys since the session was loaded. */
function hostChanges(session: Session): { changed: Record<string, unknown>; removed: readonly string[] } {
  const baseline = readRevision(session)?.baseline() ?? {};
  const now = Object.fromEntries(Object.entries(session)) as Record<string, unknown>;
  const isHosts = (key: string) => key !== stateKey && key !== 'cookie';
  const changed = Object.entries(now).filter(
    ([key, value]) => isHosts(key) && typeof value !== 'function' && JSON.stringify(value) !== baseline[key],
  );
  return {
    changed: Object.fromEntries(changed),
    removed: Object.keys(baseline).filter((key) => isHosts(key) && !Object.hasOwn(now, key)),
  };
}

function keptUntil(req: Request, now: number): number | undefined {
  const session = req.session as Session | undefined;
  if (session === undefined) return undefined;
  const revision = readRevision(session);
  if (revision !== undefined && isRevisioned(req.sessionStore)) {
    return extendedEnd(req.sessionStore.lifetime, revision, now);
  }
  return keysOf(session)[stateKey] === undefined ? undefined : session.cookie.expires?.getTime();
}
