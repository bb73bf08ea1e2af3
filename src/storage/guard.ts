import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { SessionData, Store } from 'express-session';
import { isWizardError, WizardError } from '../errors.ts';
import { queuesByName, type InTurn } from '../in-turn.ts';
import { isRecord } from '../is-record.ts';
import { called } from '../session/express-session.ts';
import { partsOf, textOf } from '../session/merge.ts';
import type { RevisionedStore } from '../session/revision.ts';
import { plainStore, revisionedStore } from './revisioned-store.ts';
import type { SessionDraft, SessionRecord, SessionRecords } from './session-records.ts';
import { defaultLifetime, type SessionOptions } from './session-options.ts';

/**
 * The key of a stored session that holds its `startedAt` and `expiresAt`: a foreign store keeps nothing else. It is
 * taken out again on every read, so that `req.session` never shows it.
 */
export const lifeKey = 'stepwayLife';

/** All guards of one store share its queues. */
const queuesOf = new WeakMap<Store, InTurn>();

/**
 * Wraps any express-session store so that it keeps Stepway's promises within this process: no lost update, no
 * revival of a session that was destroyed or has ended. Hand the wrapped one to `session({ store })`, and write to the
 * store through it only. Two processes on one foreign store can still lose an update to each other.
 *
 * @param store MemoryStore, memorystore, session-file-store, connect-redis, …
 */
export function guardStore(store: Store, options: SessionOptions = {}): RevisionedStore {
  const base = plainStore();
  for (const name of ['all', 'length', 'clear'] as const) {
    if (typeof store[name] === 'function') Object.assign(base, { [name]: store[name].bind(store) });
  }
  for (const event of ['connect', 'disconnect']) store.on(event, () => base.emit(event));
  const queues = queuesOf.get(store) ?? queuesByName();
  queuesOf.set(store, queues);
  return revisionedStore(base, guardedRecords(store, queues, options), { ...options, guards: 'process' });
}

function guardedRecords(store: Store, inTurn: InTurn, options: SessionOptions): SessionRecords {
  const { now = Date.now, idleMs = defaultLifetime.idleMs } = options;

  const read = async (id: string): Promise<SessionRecord | undefined> => {
    const data = await getData(store, id);
    if (data === undefined) return undefined;
    const { [lifeKey]: life, ...session } = data;
    const parts = partsOf(session);
    const { cookie: _, ...content } = parts;
    return { text: textOf(parts), rev: fingerprint(textOf(content)), ...lifeOf(life, now(), idleMs) };
  };

  const write = async (
    id: string,
    { text, startedAt, expiresAt }: SessionDraft,
  ): Promise<number | undefined> => {
    const data = JSON.parse(text) as SessionData;
    // Foreign stores reckon with the cookie of a Session object when they choose how long to keep it.
    const req = { sessionID: id, sessionStore: store } as unknown as Request;
    const session = store.createSession(req, data);
    session.touch();
    Object.assign(session, { [lifeKey]: { startedAt, expiresAt } });
    await called((done) => store.set(id, session, done));
    return (await read(id))?.rev;
  };

  const live = async (id: string, at: number) => {
    const record = await read(id);
    return record !== undefined && record.expiresAt > at ? record : undefined;
  };

  return {
    read,
    insert: (id, draft) =>
      inTurn(id, async () => ((await read(id)) === undefined ? write(id, draft) : undefined)),
    replace: (id, draft, { rev, now: at }) =>
      inTurn(id, async () => ((await live(id, at))?.rev === rev ? write(id, draft) : undefined)),
    touch: (id, { expiresAt, now: at }) =>
      inTurn(id, async () => {
        const record = await live(id, at);
        if (record !== undefined) await write(id, { ...record, expiresAt });
      }),
    remove: (id, rev) =>
      inTurn(id, async () => {
        if (rev !== undefined && (await read(id))?.rev !== rev) return false;
        await called((done) => store.destroy(id, done));
        return true;
      }),
    async list(after) {
      if (after !== undefined) return [];
      const ids = await idsOf(store);
      const records = await Promise.all(
        ids.map(async (id) => [id, await read(id).catch(unlessUnreadable)] as const),
      );
      return records.flatMap(([id, record]) => (record === undefined ? [] : [[id, record] as const]));
    },
  };
}

/**
 * Under which ids a foreign store holds sessions, by the `all` that express-session recommends to stores: an object by
 * id (MemoryStore, memorystore), or a list of sessions that hold theirs (connect-redis).
 */
async function idsOf(store: Store): Promise<readonly string[]> {
  if (typeof store.all !== 'function') {
    throw new WizardError(
      'CONFIG_INVALID',
      'the session store has no all(), so its sessions cannot be listed',
    );
  }
  const all = await called<unknown>((done) => store.all?.(done));
  if (!Array.isArray(all)) return Object.keys(all ?? {});
  return all.flatMap((data: unknown) =>
    isRecord(data) && typeof data['id'] === 'string' ? [data['id']] : [],
  );
}

/** A number for a content: a foreign store counts no writes, but an equal content is as good as an unchanged one. */
function fingerprint(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6);
}

/** A session from before the guard starts its life when it is first seen. */
function lifeOf(life: unknown, now: number, idleMs: number): Pick<SessionRecord, 'startedAt' | 'expiresAt'> {
  const { startedAt, expiresAt } = (life ?? {}) as { startedAt?: unknown; expiresAt?: unknown };
  return typeof startedAt === 'number' && typeof expiresAt === 'number'
    ? { startedAt, expiresAt }
    : { startedAt: now, expiresAt: now + idleMs };
}

async function getData(store: Store, id: string): Promise<{ [key: string]: unknown } | undefined> {
  try {
    const data = await called<SessionData | null | undefined>((done) => store.get(id, done));
    return data === null || data === undefined ? undefined : { ...data };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    // What a store throws when it cannot make sense of a document.
    const isUnreadable = error instanceof SyntaxError || error instanceof TypeError;
    if (isUnreadable && !isWizardError(error)) {
      throw new WizardError('SESSION_UNREADABLE', undefined, { cause: error });
    }
    throw error;
  }
}

function unlessUnreadable(error: unknown): undefined {
  if (!isWizardError(error, 'SESSION_UNREADABLE')) throw error;
}
