import { setTimeout as wait } from 'node:timers/promises';
import type { Collection, MongoClient, MongoClientOptions, TopologyDescription } from 'mongodb';
import type { Log } from '../../log.ts';
import { asStoreError, isWizardError, WizardError } from '../../errors.ts';
import { operationMs } from '../../session/request-time.ts';
import { within, type Limit } from '../../time-limit.ts';
import type { Ending, SessionDocument } from './records.ts';

/**
 * What bounds the driver while a server is there, and lets it recover by itself: its own `timeoutMS` has no effect, and
 * with a finite server selection a client whose first connect failed never tries again.
 */
export const clientOptions = {
  appName: 'stepway',
  serverSelectionTimeoutMS: 0,
  connectTimeoutMS: 1_000,
  socketTimeoutMS: 3_000,
  waitQueueTimeoutMS: 3_000,
  heartbeatFrequencyMS: 1_000,
} as const satisfies MongoClientOptions;

/** At the start a short patience with each try, so that the log soon says what is amiss. */
const pingMs = 1_000;

/** An id that no session has: those are random. */
const nobodysId = 'stepway.ready';

/** The servers that take writes, as the driver calls them. */
const takingWrites: ReadonlySet<string> = new Set(['Standalone', 'RSPrimary', 'Mongos', 'LoadBalancer']);

/** What is known of the way to the database, for telling a slow one from one that is away. */
export interface Connection {
  readonly client: MongoClient;
  /** The hosts, with no credentials. */
  readonly hosts: string;
  /** Resolves when the server answers within `ms`. */
  ping(ms?: number, stop?: AbortSignal): Promise<void>;
  /** Resolves when a read from the primary succeeds: a server can answer while the data behind it is away. */
  read(collection: Pick<Collection<SessionDocument>, 'findOne'>): Promise<void>;
  /**
   * Nothing while a server is there, as the limits of the client end a read then: a signal costs a tenth of a page. Where
   * the driver could wait for a server without end, and with a client that has no such limits, a signal.
   */
  reading(limit: Limit): Ending;
  /** An operation within its time. Rejects with an error of the catalogue. */
  bounded<T>(call: (limit: Limit) => Promise<T>): Promise<T>;
  /** The error of the catalogue for a failure of the driver. */
  errorOf(error: unknown): WizardError;
  /** Why no server can be reached; undefined while one can. */
  reason(): string | undefined;
}

/** Listens to the driver's view of its servers. */
export function watchConnection(client: MongoClient): Connection {
  let down: { readonly reason: string } | undefined;
  let isThere = false;
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const servers = [...newDescription.servers.values()];
    const failed = servers.find(({ error }) => error !== null);
    isThere = servers.some(({ type }) => takingWrites.has(type));
    const isDown = servers.every(({ type }) => type === 'Unknown');
    down = isDown ? { reason: failed?.error?.message ?? 'no answer' } : undefined;
  });
  const { srvHost, hosts } = client.options;
  const endsByItself = isBounded(client.options);
  const errorOf = (error: unknown) => {
    const isAway = down !== undefined && isWizardError(error, 'STORE_TIMEOUT');
    if (isFull(error)) return new WizardError('STORE_FULL', undefined, { cause: error });
    return isAway ? new WizardError('STORE_UNREACHABLE', undefined, { cause: error }) : asStoreError(error);
  };
  const inTime = <T>(ms: number, call: (limit: Limit) => Promise<T>): Promise<T> =>
    within(ms, call).catch((error: unknown) => {
      throw errorOf(error);
    });
  const reading = (limit: Limit): Ending => (isThere && endsByItself ? {} : { signal: limit.signal });
  return {
    client,
    hosts: srvHost ?? hosts.map(String).join(', '),
    ping: (ms = operationMs, stop) =>
      inTime(ms, async ({ signal }) => {
        const ending = stop === undefined ? signal : AbortSignal.any([signal, stop]);
        await client.db('admin').command({ ping: 1 }, { signal: ending });
      }),
    read: (collection) =>
      inTime(operationMs, async ({ signal }) => {
        await collection.findOne({ _id: nobodysId }, { signal, readPreference: 'primary' });
      }),
    reading,
    bounded: (call) => inTime(operationMs, call),
    errorOf,
    reason: () => down?.reason,
  };
}

/** Whether a client gives up by itself what a server does not answer, as soon as ours does. */
function isBounded(options: Partial<MongoClient['options']>): boolean {
  const isSet = (name: 'socketTimeoutMS' | 'waitQueueTimeoutMS') => {
    const ms = options[name] ?? 0;
    return ms > 0 && ms <= clientOptions[name];
  };
  return isSet('socketTimeoutMS') && isSet('waitQueueTimeoutMS');
}

/** What is done at the start, one after the other. */
export interface Preparation<T> {
  /** Makes the indexes; the database goes on with it however long it takes, so it is waited for as long as there is time. */
  readonly prepare: () => Promise<T>;
  /** Proves that what was prepared can be read. */
  readonly prove: () => Promise<void>;
}

/**
 * Waits until the database answers, has been prepared and can be read, and says in the log while it does not: one that
 * comes up may well go away again between its first answer and the next.
 *
 * @param waitMs how long it is waited for, in milliseconds
 * @param preparation done after each first answer, until it succeeds
 * @returns what `prepare` returned
 * @throws WizardError STORE_UNREACHABLE when it has not answered by then, refused the log-in, or `signal` was aborted
 */
export async function awaitDatabase<T>(
  connection: Connection,
  { waitMs, log, signal }: { waitMs: number; log?: Log | undefined; signal?: AbortSignal | undefined },
  { prepare, prove }: Preparation<T>,
): Promise<T> {
  const givesUpAt = Date.now() + waitMs;
  const { hosts } = connection;
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 4_000)) {
    let isPreparing = false;
    try {
      await connection.ping(Math.min(pingMs, givesUpAt - Date.now()), signal);
      isPreparing = true;
      const patience = sayEvery(operationMs, () => {
        if (connection.reason() === undefined)
          log?.info({ hosts }, 'MongoDB is building the indexes; waiting for it');
      });
      const leftMs = Math.max(operationMs, givesUpAt - Date.now());
      const prepared = await within(leftMs, () => unlessAborted(prepare(), signal)).finally(patience);
      await prove();
      return prepared;
    } catch (cause) {
      const isLast = Date.now() + pauseMs >= givesUpAt || signal?.aborted === true;
      const { what, reason, fix, isFinal } = problemOf(connection, cause, isPreparing);
      if (isLast || isFinal) {
        const tried = isFinal ? '' : ` (tried for ${waitMs / 1000} s)`;
        const message = `MongoDB at ${hosts} ${what}${tried}: ${reason.replace(/\.+$/, '')}. ${fix}`;
        throw new WizardError('STORE_UNREACHABLE', message, { cause });
      }
      log?.warn({ hosts, reason }, `MongoDB ${what} yet; trying again`);
      await wait(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** What keeps a database from being used. */
interface Problem {
  /** Behind the name of the host: `cannot be reached`. */
  readonly what: string;
  readonly reason: string;
  readonly fix: string;
  /** Waiting will not help. */
  readonly isFinal: boolean;
}

function problemOf(connection: Connection, cause: unknown, isPreparing: boolean): Problem {
  if (isRefusal(cause)) {
    return {
      what: 'does not let us in',
      reason: reasonOf(cause),
      fix: 'Check the user, the password and the authSource in MONGODB_URL, and that the user may read and write the database.',
      isFinal: true,
    };
  }
  const away = connection.reason();
  if (isPreparing && away === undefined && isSlowness(cause)) {
    return {
      what: 'has not built the indexes',
      reason: 'it answers, and is still building',
      fix: 'It goes on by itself: start again, with a longer STORE_WAIT_SECONDS.',
      isFinal: false,
    };
  }
  return {
    what: 'cannot be reached',
    reason: away ?? reasonOf(cause),
    fix: 'Check that it is up and that MONGODB_URL is right.',
    isFinal: false,
  };
}

/** Our own limit of time, or that of the driver's socket. */
function isSlowness(cause: unknown): boolean {
  if (isWizardError(cause, 'STORE_TIMEOUT')) return true;
  for (let error = cause; error instanceof Error; error = error.cause) {
    if (error.name === 'MongoNetworkTimeoutError') return true;
  }
  return false;
}

/** MongoDB's Unauthorized, AuthenticationFailed and what Atlas answers to a wrong log-in, anywhere behind an error. */
const refusalCodes: ReadonlySet<unknown> = new Set([13, 18, 8000]);

function isRefusal(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    if ('code' in error && refusalCodes.has(error.code)) return true;
  }
  return false;
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}

/** The same promise, which rejects as soon as the signal aborts. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(new WizardError('STORE_TIMEOUT'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
  });
  return Promise.race([promise, aborted]);
}

/** Calls something again and again until the returned function is called. */
function sayEvery(ms: number, say: () => void): () => void {
  const timer = setInterval(say, ms);
  timer.unref();
  return () => clearInterval(timer);
}

/** MongoDB's OutOfDiskSpace. */
function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 14_031;
}

/**
 * Opens a client again when it has stopped looking for a server that is away. When all connections end at once, mongodb
 * 7.8 sometimes writes its next heartbeat to a socket that is gone already, and waits without end for that to drain;
 * where the server does not stream its heartbeats, no other follows, and every operation fails until a restart.
 *
 * @param client of our own: all its operations end with it
 * @param stuckMs longer than any heartbeat that does end, in milliseconds: connecting and the answer have one second each
 * @returns ends the watch
 */
export function reopenWhenStuck(client: MongoClient, stuckMs = 3_000): () => void {
  const heartbeats = new Map<string, NodeJS.Timeout>();
  let seen: TopologyDescription | undefined;
  let isOver = false;
  const forget = (address: string) => {
    clearInterval(heartbeats.get(address));
    heartbeats.delete(address);
  };
  const forgetAll = () => {
    for (const address of heartbeats.keys()) forget(address);
  };
  const look = (address: string) => {
    if (seen?.servers.get(address)?.type === 'Unknown') void reopen();
  };
  const reopen = async () => {
    forgetAll();
    await within(operationMs, () => client.close()).catch(() => undefined);
    // Its promise waits until a server is there; what is awaited here is nothing.
    if (!isOver) await client.connect().catch(() => undefined);
  };
  client.on('topologyDescriptionChanged', ({ newDescription }) => (seen = newDescription));
  client.on('serverHeartbeatStarted', ({ connectionId, awaited }) => {
    forget(connectionId);
    if (isOver || awaited) return;
    heartbeats.set(connectionId, setInterval(look, stuckMs, connectionId).unref());
  });
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => forget(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => forget(connectionId));
  return () => {
    isOver = true;
    forgetAll();
  };
}
