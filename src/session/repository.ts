import type { Request } from 'express';
import type { Session, SessionData } from 'express-session';
import { catalogue, isWizardError, WizardError } from '../errors.ts';
import { callback } from './callback.ts';
import { readState } from '../engine/codec.ts';
import { loadMsOf } from './load-time.ts';
import { isRevisioned, noteRevision, readRevision } from './revision.ts';
import { stateKey, type SessionState } from '../engine/state.ts';
import { within } from './within.ts';

/** The whole request's time, counted from the session's load: decision 4. */
export const requestDeadlineMs = 3_000;

/**
 * One request's way to its session. The engine sees this and no request: a simulation can stand in for it.
 * Every write is durable when it resolves to `saved`.
 */
export interface SessionAccess {
  /** What is stored under Stepway's key, as it was loaded last. */
  state(): SessionState;
  /** Compares and swaps. `conflict`: Stepway's own key changed underneath; `gone`: the session has ended. */
  commit(next: SessionState): Promise<'saved' | 'conflict' | 'gone'>;
  /** Loads again, keeping what the host changed in this request; false when the session has ended. */
  reload(): Promise<boolean>;
  /** Milliseconds left of the request's deadline. */
  remainingMs(): number;
  /** When the session ends without another request, in ms since the epoch; undefined when nothing is stored. */
  keptUntil(): number | undefined;
  /** Moves the session's end as a visit does, and says when it is; undefined when nothing is stored. */
  extend(): Promise<number | undefined>;
  /** Lets go of the session: nothing more is written, and no cookie is set. */
  abandon(): void;
  /** Destroys the session with all that is in it. */
  destroy(): Promise<void>;
}

/**
 * Opens the session of a request: the only place that touches `req.session`.
 *
 * @throws WizardError SESSION_MISSING when no session middleware ran before
 */
export function openSession(req: Request, now: () => number): SessionAccess {
  const opened = sessionOf(req);
  const loadedAt = beginWork(req, opened, now);
  const remainingMs = () => Math.max(0, loadedAt + requestDeadlineMs - now());
  let current: { session: Session; state: SessionState } | undefined;

  const state = () => {
    const session = sessionOf(req);
    if (current?.session !== session) current = { session, state: readState(ownKey(session)) };
    return current.state;
  };
  const abandon = () => {
    // express-session writes nothing and sets no cookie for a request without a session.
    Object.assign(req, { session: undefined });
  };

  const keptUntil = () => {
    const session = req.session as Session | undefined;
    if (session === undefined) return undefined;
    const revision = readRevision(session);
    if (revision !== undefined && isRevisioned(req.sessionStore)) {
      const { idleMs, absoluteMs } = req.sessionStore.lifetime;
      const extended = Math.min(now() + idleMs, revision.startedAt + absoluteMs);
      // A touch that would move the end by less than a minute is not written.
      return extended - revision.expiresAt < 60_000 ? revision.expiresAt : extended;
    }
    return ownKey(session) === undefined ? undefined : session.cookie.expires?.getTime();
  };

  return {
    state,
    abandon,
    remainingMs,
    async commit(next) {
      const session = sessionOf(req);
      setOwnKey(session, next);
      try {
        await within(
          remainingMs(),
          callback((done) => session.save(done)),
        );
        current = { session, state: next };
        return 'saved';
      } catch (error) {
        if (isWizardError(error, 'SESSION_CONFLICT')) return 'conflict';
        // A failed save would be tried again by express-session at the end of the response.
        abandon();
        if (isWizardError(error, 'SESSION_GONE')) return 'gone';
        throw asStoreError(error);
      }
    },
    async reload() {
      const before = sessionOf(req);
      const changes = hostChanges(before);
      const loading = forgettableLoad(req);
      try {
        await within(
          remainingMs(),
          callback((done) => loading.start(() => before.reload(done))),
        );
      } catch (error) {
        loading.forget();
        abandon();
        if (isWizardError(error)) throw error;
        // express-session's own word for a session that is not there any more.
        if (error instanceof Error && error.message === 'failed to load session') return false;
        throw asStoreError(error);
      }
      const session = sessionOf(req);
      const revision = readRevision(session);
      if (revision !== undefined) noteRevision(session, { ...revision, loadedAt });
      for (const key of changes.removed) delete asRecord(session)[key];
      Object.assign(session, changes.changed);
      return true;
    },
    keptUntil,
    async extend() {
      const session = sessionOf(req);
      const expiresAt = keptUntil();
      if (expiresAt === undefined) return undefined;
      const { sessionStore } = req;
      if (sessionStore.touch !== undefined) {
        await within(
          remainingMs(),
          callback((done) => sessionStore.touch?.(req.sessionID, session, done)),
        );
      }
      return expiresAt;
    },
    async destroy() {
      const session = sessionOf(req);
      await within(
        remainingMs(),
        callback((done) => session.destroy(done)),
      ).catch((error: unknown) => {
        abandon();
        throw asStoreError(error);
      });
      abandon();
    },
  };
}

/**
 * When the request's time began, in ms since the epoch: with the session's load, but for what the visitor's line took to
 * bring the body. A form from a slow line would else have no time left for its save.
 */
function beginWork(req: Request, session: Session, now: () => number): number {
  const revision = readRevision(session);
  if (revision === undefined) return now() - loadMsOf(req);
  if (revision.readMs === undefined) return revision.loadedAt;
  const { readMs, ...rest } = revision;
  const loadedAt = now() - readMs;
  // The store counts from there as well.
  noteRevision(session, { ...rest, loadedAt });
  return loadedAt;
}

/** What the session holds under Stepway's key, for a host that asks; undefined without a session. */
export function peekState(req: Request): SessionState | undefined {
  const session = req.session as Session | undefined;
  return session === undefined ? undefined : readState(ownKey(session));
}

function sessionOf(req: Request): Session & Partial<SessionData> {
  const session = req.session as (Session & Partial<SessionData>) | undefined;
  if (session === undefined)
    throw new WizardError(
      'SESSION_MISSING',
      `${catalogue.SESSION_MISSING.title}. ${catalogue.SESSION_MISSING.fix}`,
    );
  return session;
}

// The host's SessionData knows nothing of our key, and we nothing of the host's: both are reached by name.
function asRecord(session: Session): Record<string, unknown> {
  return session as unknown as Record<string, unknown>;
}

function ownKey(session: Session): unknown {
  return asRecord(session)[stateKey];
}

function setOwnKey(session: Session, state: SessionState): void {
  if (Object.keys(state.wizards).length === 0) delete asRecord(session)[stateKey];
  else asRecord(session)[stateKey] = state;
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

function hostChanges(session: Session): { changed: Record<string, unknown>; removed: readonly string[] } {
  const baseline = readRevision(session)?.baseline ?? {};
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

function asStoreError(error: unknown): WizardError {
  return isWizardError(error) ? error : new WizardError('STORE_UNREACHABLE', undefined, { cause: error });
}
