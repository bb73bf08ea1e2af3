import type { Request } from 'express';
import session, { type Session, type SessionData, type Store } from 'express-session';
import { visitOf } from '../../../src/http/exchange.ts';
import { openSession } from '../../../src/session/access.ts';
import { answerLoad, noteLoad } from '../../../src/session/request-time.ts';
import { stateKey, type SessionState } from '../../../src/engine/state.ts';
import type { SessionAccess, Visit } from '../../../src/engine/visit.ts';
import { plainStore, revisionedStore } from '../../../src/storage/revisioned-store.ts';
import type { SessionRecords } from '../../../src/storage/session-records.ts';
import { ended } from '../support/ended.ts';
import { wizardId } from './history.ts';
import { simulatedWizard } from './wizard.ts';

/** How long sessions live here. */
export const lifetime = { idleMs: 600_000, absoluteMs: 86_400_000 } as const;

/** What a visit asks of the engine's parts. */
export type SimulatedEngine = Parameters<typeof visitOf>[0]['engine'];

/** One request as the session middleware hands it on, without sockets. */
export interface OpenRequest {
  readonly req: Request;
  readonly visit: Visit;
  /** The session's id and the instance that stands in it now. */
  readonly where: () => { readonly sessionId?: string; readonly instance?: string };
  /** What express-session does at the end of a response; gives the cookie that is sent, if one is. */
  readonly finish: () => Promise<string | undefined>;
}

/**
 * Loads a session by its cookie as express-session does, and opens the engine's visit over it.
 *
 * @param broken `always-saved` switches off what a commit says of conflicts
 */
export async function openRequest(
  {
    engine,
    records,
    newId,
  }: { readonly engine: SimulatedEngine; readonly records: SessionRecords; readonly newId: () => string },
  cookie: string | undefined,
  broken: string | undefined,
): Promise<OpenRequest> {
  const store = revisionedStore(plainStore(), records, { ...lifetime, now: engine.now });
  const bare = { sessionID: cookie ?? '', sessionStore: store, session: undefined as Session | undefined };
  // Only what the engine and express-session's Session ask a request for.
  const req = bare as unknown as Request;
  const generate = () => {
    bare.sessionID = newId();
    bare.session = Reflect.construct(session.Session, [req]) as Session;
    bare.session.cookie = Reflect.construct(session.Cookie, [
      { maxAge: lifetime.absoluteMs },
    ]) as Session['cookie'];
  };
  // express-session gives its store this.
  Object.assign(store, { generate });
  const startedAt = engine.now();
  const data = cookie === undefined ? undefined : await found(store, cookie);
  answerLoad({ startedAt, ms: engine.now() - startedAt }, () => {
    // Turns of others pass between the store's answer and this, which they do not in express-session.
    noteLoad(req);
    if (data === undefined) generate();
    else store.createSession(req, data);
  });

  const contentOf = (given: object | undefined) => JSON.stringify({ ...given, cookie: undefined });
  let kept = contentOf(bare.session);
  let isSaved = false;
  const set = store.set.bind(store);
  store.set = (id, given, done) =>
    set(id, given, (error?: unknown) => {
      if (error === null || error === undefined) {
        isSaved = true;
        kept = contentOf(given);
      }
      done?.(error);
    });

  const access = openSession(req, engine.now);
  const visit = visitOf({
    engine,
    definition: simulatedWizard,
    session: access,
    run: wizardId,
    context: () => undefined,
  });
  return {
    req,
    visit: broken === 'conflicts' ? { ...visit, session: alwaysSaved(visit.session) } : visit,
    where() {
      if (bare.session === undefined) return {};
      const state = (bare.session as unknown as { [stateKey]?: SessionState })[stateKey];
      const instance = state?.wizards[wizardId]?.instance;
      return { sessionId: bare.sessionID, ...(instance === undefined ? {} : { instance }) };
    },
    async finish() {
      if (bare.session === undefined) return undefined;
      const current = bare.session;
      if (kept !== contentOf(current)) await ended((done) => current.save(done));
      else if (data !== undefined && !isSaved)
        await ended((done) => store.touch?.(bare.sessionID, current, () => done()));
      return isSaved && bare.sessionID !== cookie ? bare.sessionID : undefined;
    },
  };
}

function alwaysSaved(access: SessionAccess): SessionAccess {
  return {
    ...access,
    commit: async (next) => {
      if ((await access.commit(next)) !== 'saved') access.abandon();
      return 'saved';
    },
  };
}

function found(store: Store, id: string): Promise<SessionData | undefined> {
  return new Promise((resolve, reject) => {
    store.get(id, (error: unknown, data) => {
      if (error instanceof Error) reject(error);
      else resolve(data ?? undefined);
    });
  });
}
