import expressSession, { type Session, type SessionData, type Store } from 'express-session';
import type { Awaitable } from '../awaitable.ts';
import { asStoreError, type WizardError } from '../errors.ts';
import { answerLoad, noteLoad, timeGenerated } from '../session/request-time.ts';
import { noteRevision, readRevision, type RevisionedStore } from '../session/revision.ts';
import { load, remove, save, touch, type Loaded } from './compare-and-swap.ts';
import { everySession, peek, type Backend } from './live-session.ts';
import { defaultLifetime, type SessionOptions } from './session-options.ts';
import type { SessionRecords } from './session-records.ts';

/** What a backend adds to the shared options. */
export interface RevisioningOptions extends SessionOptions {
  readonly guards?: RevisionedStore['stepwayGuards'];
  readonly cipher?: NonNullable<Backend['cipher']>;
  /** Names a failure of the backend in the words of the catalogue. */
  readonly errorOf?: (error: unknown) => WizardError;
  /** Waits before a lost comparison is tried again; a few jittered milliseconds by default. */
  readonly pause?: Backend['pause'];
}

/** What a RevisionedStore has beside a Store. */
type Revisioned = Omit<RevisionedStore, keyof Store>;

/** An express-session store with nothing behind it yet, for `revisionedStore` to fill. */
export function plainStore(): Store {
  // Abstract in its types, a plain constructor at run time.
  return Reflect.construct(expressSession.Store, []) as Store;
}

/**
 * Gives an express-session store its compare-and-swap over `records`: `base` keeps its own other methods, and its
 * `get`, `set`, `touch`, `destroy` and `createSession` are replaced.
 *
 * `get` fails with SESSION_UNREADABLE for a document that is no session (and leaves it). `set` fails with
 * SESSION_CONFLICT (another request changed Stepway's key), SESSION_GONE (the session has ended; nothing is written)
 * or TOO_BUSY. All of them fail with STORE_TIMEOUT, STORE_UNREACHABLE or STORE_FULL.
 */
export function revisionedStore<Base extends Store>(
  base: Base,
  records: SessionRecords,
  options: RevisioningOptions = {},
): Base & Revisioned {
  const { now = Date.now, cipher, errorOf = asStoreError, pause = shortPause } = options;
  const { idleMs = defaultLifetime.idleMs, absoluteMs = defaultLifetime.absoluteMs } = options;
  const lifetime = { idleMs, absoluteMs };
  const backend: Backend = { records, lifetime, now, cipher, pause };
  const createSession = base.createSession.bind(base);

  const fail = (error: unknown): never => {
    throw errorOf(error);
  };
  // At once where nothing is to be waited for: express-session sends a response in two pieces where it waits for a touch.
  // Else on a later tick, so that what the callback throws is not taken for a failure of the store.
  const answer = <T>(
    call: () => Awaitable<T>,
    done: (error: unknown, value?: T) => void = () => undefined,
  ): void => {
    let work: Awaitable<T>;
    try {
      work = call();
    } catch (error) {
      return done(errorOf(error));
    }
    if (!(work instanceof Promise)) return done(null, work);
    work.then(
      (value) => process.nextTick(done, null, value),
      (error: unknown) => process.nextTick(done, errorOf(error)),
    );
  };

  const store = Object.assign(base, {
    stepwayGuards: options.guards ?? 'everywhere',
    lifetime,
    createSession(req, data) {
      const revision = readRevision(data as unknown as Session);
      const session = createSession(req, data);
      noteLoad(req, revision?.load);
      if (revision !== undefined) noteRevision(session, revision);
      return session;
    },
    get(id, done) {
      const startedAt = now();
      answer<Loaded>(
        () => load(backend, id),
        (error, found) => {
          const { session, endedAt } = found ?? {};
          const answered = { startedAt, ms: now() - startedAt, endedAt };
          const revision = session ? readRevision(session as unknown as Session) : undefined;
          if (revision !== undefined) revision.load = answered;
          answerLoad(answered, () => done(error, session));
        },
      );
    },
    set: (id, session, done) => answer(() => save(backend, id, session), done),
    destroy: (id, done) => answer(() => remove(backend, id), done),
    peek: (id) => peek(backend, id).catch(fail),
    removeAt: (id, rev) => remove(backend, id, rev).catch(fail),
    async *every() {
      try {
        yield* everySession(backend);
      } catch (error) {
        fail(error);
      }
    },
  } satisfies Revisioned & Pick<Store, 'get' | 'set' | 'destroy' | 'createSession'>);
  timeGenerated(store);
  // express-session calls touch with a callback that takes an error; its types leave the error out.
  return Object.assign(store, {
    touch(id: string, session: SessionData, done?: (error?: unknown) => void) {
      answer(() => touch(backend, id, session), done);
    },
  });
}

function shortPause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * attempt * 5));
}
