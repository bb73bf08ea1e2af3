import type { Session, SessionData } from 'express-session';
import { stateKey, type SessionState } from '../engine/state.ts';
import { sweptIfOverdue } from '../engine/transition.ts';
import { andThen, type Awaitable } from '../awaitable.ts';
import { isWizardError, WizardError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { changedKeys, mergeSession, partsOf, textOf, type SessionParts } from '../session/merge.ts';
import { leftFor, operationMs } from '../session/request-time.ts';
import { extendedEnd, noteRevision, readRevision, unknownRev, type Revision } from '../session/revision.ts';
import { withToken } from '../session/state-token.ts';
import { limited, within, type Limit } from '../time-limit.ts';
import { isOver, opened, parseSession, readLive, type Backend } from './live-session.ts';
import type { SessionDraft } from './session-records.ts';

/** How often one save compares and swaps before it gives up with TOO_BUSY. */
const maxAttempts = 10;

/** What a load came to. */
export interface Loaded {
  readonly session: SessionData | null;
  /** When what was asked for had ended, as long as its record is there: milliseconds since the epoch. */
  readonly endedAt?: number | undefined;
}

/** Reads a session that has not ended, with its revision noted, and with a token for Stepway's key. */
export function load(backend: Backend, id: string): Awaitable<Loaded> {
  return limited(operationMs, (limit) =>
    andThen(backend.records.read(id, limit), (record): Awaitable<Loaded> => {
      if (record === undefined || isOver(backend, record))
        return { session: null, endedAt: record?.expiresAt };
      return andThen(opened(backend, record), ({ text, rev, startedAt, expiresAt, session }) => {
        const stored = stateOf(session);
        const state = isRecord(stored) ? withToken(stored) : stored;
        if (state !== stored) (session as { [stateKey]?: unknown })[stateKey] = state;
        const baseline = once(() => partsOf(parseSession(text)));
        noteRevision(asSession(session), { rev, state, stood: text, baseline, startedAt, expiresAt });
        return { session };
      });
    }),
  );
}

/**
 * Writes what this request changed of a session: compared with the revision that it read, and on top of what others
 * have written since. A session that nothing was known of is inserted; one that was not changed is touched.
 *
 * @throws WizardError SESSION_CONFLICT when Stepway's key was changed on both sides, SESSION_GONE when the session has
 *   ended, TOO_BUSY, STORE_TIMEOUT
 */
export function save(backend: Backend, id: string, session: SessionData): Awaitable<void> {
  const known = revisionFor(id, session);
  if (known === undefined) return insert(backend, id, session);
  const mine = partsOf(session);
  const state = stateOf(session);
  const stood = stoodIn(mine);
  const isStepways = state !== known.state && (stood === '' || !known.stood.includes(stood));
  if (!isStepways && changedKeys(known.baseline(), mine).length === 0) return touch(backend, id, session);
  const ms = timeFor(session, backend.now(), { isStepways });
  const written = limited(ms, (limit) => swap(backend, { id, known, mine, limit }));
  return andThen(written, ({ rev, startedAt, expiresAt }) =>
    noteRevision(asSession(session), { rev, state, stood, baseline: () => mine, startedAt, expiresAt }),
  );
}

/** Moves a session's end, when that gains enough. One that has ended since is left alone: the response is on its way. */
export function touch(backend: Backend, id: string, session: SessionData): Awaitable<void> {
  const known = revisionFor(id, session);
  if (known === undefined) return undefined;
  const now = backend.now();
  const overdue = sweptIfOverdue(stateOf(session), now);
  if (overdue !== undefined) return takeOut(backend, id, { session, known, ...overdue });
  const expiresAt = extendedEnd(backend.lifetime, known, now);
  if (expiresAt === known.expiresAt) return undefined;
  const touched = limited(timeFor(session, now, { isStepways: false }), (limit) =>
    backend.records.touch(id, { expiresAt, now }, limit),
  );
  return andThen(touched, () => {
    // The end of what was over by then has not been moved.
    if (known.expiresAt > now) noteRevision(asSession(session), { ...known, expiresAt });
  });
}

/** Writes a session without what can no longer be brought back, in place of a touch. */
async function takeOut(
  backend: Backend,
  id: string,
  {
    session,
    known,
    state,
  }: { readonly session: SessionData; readonly known: Revision; readonly state: SessionState | undefined },
): Promise<void> {
  const mine = partsOf({ ...session, [stateKey]: state });
  try {
    const ms = timeFor(session, backend.now(), { isStepways: false });
    const written = await within(ms, (limit) => swap(backend, { id, known, mine, limit }));
    noteRevision(asSession(session), { ...known, ...written, stood: stoodIn(mine), baseline: () => mine });
  } catch (error) {
    // Whoever wrote in between has taken it out; of a session that has ended nothing is left.
    if (!isWizardError(error, 'SESSION_CONFLICT') && !isWizardError(error, 'SESSION_GONE')) throw error;
  }
}

/** Deletes a session, at one revision only when it is given; whether it was there. */
export function remove({ records }: Backend, id: string, rev?: number): Promise<boolean> {
  return within(operationMs, (limit) => records.remove(id, rev, limit));
}

function insert(backend: Backend, id: string, session: SessionData): Promise<void> {
  return within(operationMs, async (limit) => {
    const [parts, startedAt] = [partsOf(session), backend.now()];
    const draft = await draftOf(backend, parts, startedAt);
    let rev = await backend.records.insert(id, draft, limit);
    if (rev === undefined) {
      // Ids are random: the same content under the same id is this session's first save, of unknown outcome then.
      const stored = await readLive(backend, id, limit);
      if (stored === undefined || changedKeys(partsOf(stored.session), parts).length > 0) {
        throw new WizardError('SESSION_CONFLICT');
      }
      rev = stored.rev;
    }
    const { expiresAt } = draft;
    const state = stateOf(session);
    const stood = stoodIn(parts);
    noteRevision(asSession(session), { rev, state, stood, baseline: () => parts, startedAt, expiresAt });
  });
}

/** One save, of one session. */
interface Save {
  readonly id: string;
  readonly known: Revision;
  readonly mine: SessionParts;
  readonly limit: Limit;
}

/** What a save has come to. */
type Swapped = Omit<Revision, 'state' | 'stood' | 'baseline'>;

/** Replaces the revision that a save knows; where that is there no longer, merges with what is stored by now. */
function swap(backend: Backend, save: Save): Awaitable<Swapped> {
  const { known, mine } = save;
  if (known.rev === unknownRev) return swapMerged(backend, save);
  return andThen(
    replaced(backend, save, { parts: mine, over: known }),
    (written) => written ?? swapMerged(backend, save),
  );
}

/** Merges with what is stored, and replaces that: as often as others are faster. */
async function swapMerged(backend: Backend, save: Save): Promise<Swapped> {
  const { id, known, mine, limit } = save;
  for (let attempt = 1; attempt < maxAttempts; attempt += 1) {
    if (attempt > 1) await backend.pause(attempt);
    const stored = await readLive(backend, id, limit);
    if (stored === undefined) throw new WizardError('SESSION_GONE');
    const merged = mergeSession({ baseline: known.baseline(), mine, theirs: partsOf(stored.session) });
    if (merged === 'conflict') throw new WizardError('SESSION_CONFLICT');
    limit.signal.throwIfAborted();
    const written = await replaced(backend, save, { parts: merged, over: stored });
    // This Session object does not hold what another request's keys are by now.
    if (written !== undefined) return { ...written, rev: unknownRev };
  }
  throw new WizardError('TOO_BUSY');
}

/** Writes in the place of one revision; undefined where another is there. */
function replaced(
  backend: Backend,
  { id, limit }: Save,
  { parts, over }: { readonly parts: SessionParts; readonly over: Swapped },
): Awaitable<Swapped | undefined> {
  const { rev, startedAt } = over;
  return andThen(draftOf(backend, parts, startedAt), (draft) => {
    const { expiresAt } = draft;
    const now = backend.now();
    const when = { rev, now, isLive: over.expiresAt > now };
    const written = backend.records.replace(id, draft, when, limit);
    return andThen(written, (next) => (next === undefined ? undefined : { rev: next, startedAt, expiresAt }));
  });
}

function draftOf(backend: Backend, parts: SessionParts, startedAt: number): Awaitable<SessionDraft> {
  const text = textOf(parts);
  return andThen(backend.cipher === undefined ? text : backend.cipher.encrypt(text), (sealed) => ({
    text: sealed,
    startedAt,
    expiresAt: endOf(backend, startedAt),
  }));
}

function endOf({ lifetime, now }: Backend, startedAt: number): number {
  return Math.min(now() + lifetime.idleMs, startedAt + lifetime.absoluteMs);
}

// A host's own slow page may still save its own keys: Stepway's 3 s are no limit of theirs.
function timeFor(
  session: SessionData,
  now: number,
  { isStepways }: { readonly isStepways: boolean },
): number {
  const leftMs = leftFor(asSession(session), now);
  return leftMs > 0 || isStepways ? leftMs : operationMs;
}

function revisionFor(id: string, data: SessionData): Revision | undefined {
  const session = asSession(data);
  return session.id === id ? readRevision(session) : undefined;
}

// What express-session hands over as data is a Session object wherever it matters; a revision is noted on either.
function asSession(data: SessionData): Session {
  return data as unknown as Session;
}

/** Stepway's key with its value, as both stand in a session's text; empty when the session has none. */
function stoodIn(parts: SessionParts): string {
  const text = parts[stateKey];
  return text === undefined ? '' : textOf({ [stateKey]: text }).slice(1, -1);
}

/** What stands under Stepway's key. */
function stateOf(session: SessionData): unknown {
  return (session as { readonly [stateKey]?: unknown })[stateKey];
}

/** Makes something when it is asked for first, and gives the same from then on. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
