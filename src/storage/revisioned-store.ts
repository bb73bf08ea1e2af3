import type { Request } from 'express';
import type { Session, SessionData, Store } from 'express-session';
import { WizardError } from '../errors.ts';
import { noteLoadMs } from '../session/load-time.ts';
import { changedKeys, mergeSession, partsOf, textOf, type SessionParts } from '../session/merge.ts';
import { noteRevision, readRevision, unknownRev, type RevisionedStore } from '../session/revision.ts';
import { stateKey } from '../engine/state.ts';
import { asStoreError, operationMs, requestMs, withDeadline } from './deadline.ts';
import { type SessionDraft, type SessionRecords } from './session-records.ts';
import { defaultLifetime, type SessionOptions } from './session-options.ts';

/** What a home adds to the shared options. */
export interface RevisioningOptions extends SessionOptions {
  readonly guards?: RevisionedStore['stepwayGuards'];
  /** Encrypts and decrypts the stored text; a text that does not decrypt is unreadable. */
  readonly cipher?: { encrypt(text: string): Promise<string>; decrypt(text: string): Promise<string> };
  /** Names a failure of the home in the words of the catalogue. */
  readonly errorOf?: (error: unknown) => WizardError;
  /** Waits before a lost comparison is tried again; a few jittered milliseconds by default. */
  readonly pause?: (attempt: number) => Promise<void>;
}

/** What a RevisionedStore has beside a Store. */
type Revisioned = Omit<RevisionedStore, keyof Store>;

/** How often one save compares and swaps before it gives up with TOO_BUSY. */
const maxAttempts = 10;

/** A session's end is moved only when that gains this much: at most one touch a minute. */
const touchMs = 60_000;

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
  const {
    now = Date.now,
    cipher,
    guards = 'everywhere',
    errorOf = asStoreError,
    pause = shortPause,
  } = options;
  const idleMs = options.idleMs ?? defaultLifetime.idleMs;
  const absoluteMs = options.absoluteMs ?? defaultLifetime.absoluteMs;
  const createSession = base.createSession.bind(base);
  /** How long the `get` took whose callback is running now. */
  let lookedMs = 0;
  const endOf = (startedAt: number) => Math.min(now() + idleMs, startedAt + absoluteMs);

  const readLive = async (id: string, signal: AbortSignal) => {
    const readAt = now();
    const record = await records.read(id, signal);
    if (record === undefined || record.expiresAt <= now()) return undefined;
    return { ...record, readAt, session: parseSession(await decrypt(record.text)) };
  };

  const decrypt = async (text: string) => {
    if (cipher === undefined) return text;
    return cipher.decrypt(text).catch((cause: unknown) => {
      throw new WizardError('SESSION_UNREADABLE', undefined, { cause });
    });
  };

  const draftOf = async (parts: SessionParts, startedAt: number): Promise<SessionDraft> => {
    const text = textOf(parts);
    return {
      text: cipher === undefined ? text : await cipher.encrypt(text),
      startedAt,
      expiresAt: endOf(startedAt),
    };
  };

  const load = (id: string) =>
    withDeadline(operationMs, async (signal) => {
      const found = await readLive(id, signal);
      if (found === undefined) return null;
      const { rev, startedAt, expiresAt, readAt, session } = found;
      const read = { loadedAt: readAt, readMs: now() - readAt };
      noteRevision(asSession(session), { rev, baseline: {}, startedAt, expiresAt, ...read });
      return session;
    });

  const insert = (id: string, session: SessionData) =>
    withDeadline(operationMs, async (signal) => {
      const [parts, loadedAt] = [partsOf(session), now()];
      const { expiresAt, ...draft } = await draftOf(parts, loadedAt);
      let rev = await records.insert(id, { ...draft, expiresAt }, signal);
      if (rev === undefined) {
        // Ids are random: the same content under the same id is this session's first save, of unknown outcome then.
        const stored = await readLive(id, signal);
        if (stored === undefined || changedKeys(partsOf(stored.session), parts).length > 0) {
          throw new WizardError('SESSION_CONFLICT');
        }
        rev = stored.rev;
      }
      noteRevision(asSession(session), { rev, baseline: parts, startedAt: loadedAt, expiresAt, loadedAt });
    });

  const save = async (id: string, session: SessionData) => {
    const known = revisionFor(id, session);
    if (known === undefined) return insert(id, session);
    const { baseline, loadedAt } = known;
    const mine = partsOf(session);
    const changed = changedKeys(baseline, mine);
    if (changed.length === 0) return touch(id, session);
    const leftMs = remainingMs(loadedAt, changed.includes(stateKey));
    await withDeadline(leftMs, async (signal) => {
      let [parts, rev, startedAt] = [mine, known.rev, known.startedAt];
      for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
        if (attempt > 1) await pause(attempt);
        signal.throwIfAborted();
        if (rev !== unknownRev) {
          const draft = await draftOf(parts, startedAt);
          const written = await records.replace(id, draft, { rev, now: now() }, signal);
          if (written !== undefined) {
            const { expiresAt } = draft;
            rev = parts === mine ? written : unknownRev;
            noteRevision(asSession(session), { rev, baseline: mine, startedAt, expiresAt, loadedAt });
            return;
          }
        }
        const stored = await readLive(id, signal);
        if (stored === undefined) throw new WizardError('SESSION_GONE');
        const merged = mergeSession({ baseline, mine, theirs: partsOf(stored.session) });
        if (merged === 'conflict') throw new WizardError('SESSION_CONFLICT');
        [parts, rev, startedAt] = [merged, stored.rev, stored.startedAt];
      }
      throw new WizardError('TOO_BUSY');
    });
  };

  // A session that has ended since is left alone, silently: the response is on its way already.
  const touch = async (id: string, session: SessionData) => {
    const known = revisionFor(id, session);
    if (known === undefined) return;
    const expiresAt = endOf(known.startedAt);
    if (expiresAt - known.expiresAt < touchMs) return;
    await withDeadline(remainingMs(known.loadedAt, false), (signal) =>
      records.touch(id, { expiresAt, now: now() }, signal),
    );
    noteRevision(asSession(session), { ...known, expiresAt });
  };

  // A host's own slow page may still save its own keys: Stepway's 3 s are no limit of theirs.
  const remainingMs = (loadedAt: number, isStepways: boolean) => {
    const leftMs = loadedAt + requestMs - now();
    return leftMs > 0 || isStepways ? leftMs : operationMs;
  };

  const fail = (error: unknown): never => {
    throw errorOf(error);
  };

  // On a later tick, so that what the callback throws is not taken for a failure of the store.
  const answer = <T>(work: Promise<T>, done: (error: unknown, value?: T) => void = () => undefined) => {
    work.then(
      (value) => process.nextTick(done, null, value),
      (error: unknown) => process.nextTick(done, errorOf(error)),
    );
  };

  const remove = (id: string, rev?: number) =>
    withDeadline(operationMs, (signal) => records.remove(id, rev, signal));

  const revisioning: Revisioned & Pick<Store, 'get' | 'set' | 'destroy' | 'createSession'> = {
    stepwayGuards: guards,
    lifetime: { idleMs, absoluteMs },
    createSession(req, data) {
      // A reload is the same request: its time goes on from the first load.
      const before = req.session as Session | undefined;
      const loadedAt = before === undefined ? undefined : readRevision(before)?.loadedAt;
      const noted = readRevision(asSession(data));
      const session = createSession(req, data);
      if (noted !== undefined) {
        noteRevision(session, { ...noted, baseline: partsOf(session), loadedAt: loadedAt ?? noted.loadedAt });
      }
      return session;
    },
    get(id, done) {
      const begun = now();
      answer(load(id), (error, found) => {
        lookedMs = now() - begun;
        try {
          done(error, found);
        } finally {
          lookedMs = 0;
        }
      });
    },
    set(id, session, done) {
      answer(save(id, session), done);
    },
    destroy(id, done) {
      answer(remove(id), done);
    },
    async peek(id) {
      const found = await withDeadline(operationMs, (signal) => readLive(id, signal)).catch(fail);
      return found === undefined ? undefined : { rev: found.rev, session: found.session };
    },
    removeAt: (id, rev) => remove(id, rev).catch(fail),
  };
  // express-session calls touch with a callback that takes an error; its types leave the error out.
  const touching = {
    touch(id: string, session: SessionData, done?: (error?: unknown) => void) {
      answer(touch(id, session), done);
    },
  };
  const store: Base & Revisioned = Object.assign(base, revisioning);
  notingGenerate(store, () => lookedMs);
  return Object.assign(store, touching);
}

/**
 * express-session gives its store a `generate`, and calls it at once when `get` has found nothing. The new session knows
 * nothing of the time that this took; without it the request's 3 s would begin anew after a slow answer of the store.
 *
 * @param lookedMs how long the `get` took whose answer is being handed on
 */
function notingGenerate(store: Store, lookedMs: () => number): void {
  let generate: ((req: Request) => void) | undefined;
  Object.defineProperty(store, 'generate', {
    configurable: true,
    enumerable: true,
    get: () => generate,
    set(given: (req: Request) => void) {
      generate = (req) => {
        given.call(store, req);
        if (lookedMs() > 0) noteLoadMs(req, lookedMs());
      };
    },
  });
}

function revisionFor(id: string, data: SessionData) {
  const session = asSession(data);
  return session.id === id ? readRevision(session) : undefined;
}

// What express-session hands over as data is a Session object wherever it matters; a revision is noted on either.
function asSession(data: SessionData): Session {
  return data as unknown as Session;
}

function parseSession(text: string): SessionData {
  try {
    const session: unknown = JSON.parse(text);
    if (isRecord(session) && isRecord(session['cookie'])) return session as unknown as SessionData;
  } catch {
    // Falls through to the one error for whatever is no session.
  }
  throw new WizardError('SESSION_UNREADABLE');
}

function isRecord(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shortPause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * attempt * 5));
}
