import type { Request } from 'express';
import session, { type Session, type SessionData, type Store } from 'express-session';

/** A Session as a test writes to it: the host's keys are free. */
export type OpenSession = Session & { [key: string]: unknown };

/** What express-session gives a first visit: a Session that nothing is stored for. */
export function newSession(store: Store, id: string, values: object = {}): OpenSession {
  const req = { sessionID: id, sessionStore: store };
  const made = Reflect.construct(session.Session, [req]) as OpenSession;
  Object.assign(req, { session: made });
  made.cookie = Reflect.construct(session.Cookie, [{ maxAge: 86_400_000 }]) as Session['cookie'];
  return Object.assign(made, values);
}

/** What express-session gives a request that sends this id; undefined when nothing is stored. */
export function loadSession(store: Store, id: string): Promise<OpenSession | undefined> {
  const req = { sessionID: id, sessionStore: store } as unknown as Request;
  // Made while the store tells what it found, as express-session does.
  return found(store, id, (data) => asOpen(store.createSession(req, data)));
}

/** As `loadSession`, of a session that must be there. */
export async function existingSession(store: Store, id: string): Promise<OpenSession> {
  const found = await loadSession(store, id);
  if (found === undefined) throw new Error('the session is not there');
  return found;
}

/** What is stored under an id, without the cookie. */
export async function storedValues(store: Store, id: string): Promise<object | undefined> {
  const data = await readData(store, id);
  if (data === undefined) return undefined;
  const { cookie: _, ...values } = data;
  return values;
}

/** Saves and waits; rejects with the store's error. */
export const saveSession = (open: Session): Promise<void> => ended((done) => open.save(done));

/** Reloads and waits. */
export const reloadSession = (open: Session): Promise<void> => ended((done) => open.reload(done));

/** Destroys by id and waits. */
export const destroySession = (store: Store, id: string): Promise<void> =>
  ended((done) => store.destroy(id, done));

/** Touches as express-session does at the end of a response. */
export const touchSession = (store: Store, open: OpenSession): Promise<void> =>
  ended((done) => (store.touch as (id: string, data: Session, done: Done) => void)(open.id, open, done));

// The values of other tests' hosts are declared on SessionData; here every key is free.
const asOpen = (session: Session): OpenSession => session as unknown as OpenSession;

type Done = (error?: unknown) => void;

function ended(run: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // What was thrown is what the test looks at.
    // oxlint-disable-next-line prefer-promise-reject-errors
    run((error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

const readData = (store: Store, id: string): Promise<SessionData | undefined> =>
  found(store, id, (data) => data);

function found<T>(store: Store, id: string, make: (data: SessionData) => T): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    store.get(id, (error: unknown, data) => {
      // oxlint-disable-next-line prefer-promise-reject-errors
      if (error) reject(error);
      else resolve(data === null || data === undefined ? undefined : make(data));
    });
  });
}
