import type { SessionData } from 'express-session';
import { andThen, type Awaitable } from '../awaitable.ts';
import { isWizardError, WizardError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { operationMs } from '../session/request-time.ts';
import type { StoredSession } from '../session/revision.ts';
import { within, type Limit } from '../time-limit.ts';
import type { SessionRecord, SessionRecords } from './session-records.ts';

/** Records, and what is needed to compare and swap over them. */
export interface Backend {
  readonly records: SessionRecords;
  readonly lifetime: { readonly idleMs: number; readonly absoluteMs: number };
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Encrypts and decrypts the stored text; a text that does not decrypt is unreadable. */
  readonly cipher:
    { encrypt(text: string): Promise<string>; decrypt(text: string): Promise<string> } | undefined;
  /** Waits before a lost comparison is tried again. */
  readonly pause: (attempt: number) => Promise<void>;
}

/** A stored session that has not ended. */
export interface LiveSession extends SessionRecord {
  /** Not encrypted. */
  readonly text: string;
  readonly session: SessionData;
}

/** Reads what is stored now; undefined when there is nothing or it has ended. */
export async function peek(
  backend: Backend,
  id: string,
): Promise<{ readonly rev: number; readonly session: SessionData } | undefined> {
  const found = await within(operationMs, (limit) => readLive(backend, id, limit));
  return found === undefined ? undefined : { rev: found.rev, session: found.session };
}

/** Every stored session that has not ended and can be read, as many at a time as the backend gives. */
export async function* everySession(backend: Backend): AsyncGenerator<StoredSession> {
  for (let after: string | undefined; ;) {
    const from = after;
    const batch = await within(operationMs, (limit) => backend.records.list(from, limit));
    for (const [id, record] of batch) {
      const live = isOver(backend, record) ? undefined : await readable(backend, record);
      if (live !== undefined) yield { id, rev: live.rev, session: live.session };
    }
    after = batch.at(-1)?.[0];
    if (after === undefined) return;
  }
}

/** What is stored now, within the time of a request. */
export function readLive(backend: Backend, id: string, limit: Limit): Awaitable<LiveSession | undefined> {
  return andThen(backend.records.read(id, limit), (record) =>
    record === undefined || isOver(backend, record) ? undefined : opened(backend, record),
  );
}

/** Whether a session has ended. */
export function isOver({ now }: Backend, { expiresAt }: SessionRecord): boolean {
  return expiresAt <= now();
}

/**
 * A record with what is in it.
 *
 * @throws WizardError SESSION_UNREADABLE
 */
export function opened({ cipher }: Backend, record: SessionRecord): Awaitable<LiveSession> {
  const plain = cipher === undefined ? record.text : cipher.decrypt(record.text).catch(asUnreadable);
  const { rev, startedAt, expiresAt } = record;
  return andThen(plain, (text) => ({ rev, text, startedAt, expiresAt, session: parseSession(text) }));
}

/**
 * A session of a stored text.
 *
 * @throws WizardError SESSION_UNREADABLE
 */
export function parseSession(text: string): SessionData {
  try {
    const session: unknown = JSON.parse(text);
    if (isRecord(session) && isRecord(session['cookie'])) return session as unknown as SessionData;
  } catch {
    // Falls through to the one error for whatever is no session.
  }
  throw new WizardError('SESSION_UNREADABLE');
}

async function readable(backend: Backend, record: SessionRecord): Promise<LiveSession | undefined> {
  try {
    return await opened(backend, record);
  } catch (error) {
    if (isWizardError(error, 'SESSION_UNREADABLE')) return undefined;
    throw error;
  }
}

function asUnreadable(cause: unknown): never {
  throw new WizardError('SESSION_UNREADABLE', undefined, { cause });
}
