import { setTimeout as wait } from 'node:timers/promises';
import type { MongoClient, MongoClientOptions } from 'mongodb';
import type { Log } from '../../log.ts';
import { isWizardError, WizardError } from '../../errors.ts';
import { asStoreError, operationMs, withDeadline } from '../deadline.ts';

/**
 * What bounds the driver together with a signal on each operation, and lets it recover by itself: its own
 * `timeoutMS` has no effect, and with a finite server selection a client whose first connect failed never tries again.
 */
export const clientOptions = {
  appName: 'stepway',
  serverSelectionTimeoutMS: 0,
  connectTimeoutMS: 1_000,
  socketTimeoutMS: 3_000,
  heartbeatFrequencyMS: 1_000,
} as const satisfies MongoClientOptions;

/** Acknowledged means on the disks of a majority. */
export const durable = { w: 'majority', journal: true } as const;

/** At the start a short patience with each try, so that the log soon says what is amiss. */
const pingMs = 1_000;

/** What is known of the way to the database, for telling a slow one from one that is away. */
export interface Connection {
  readonly client: MongoClient;
  /** The hosts, with no credentials. */
  readonly hosts: string;
  /** Resolves when the database answers within `ms`. */
  ping(ms?: number, stop?: AbortSignal): Promise<void>;
  /** The error of the catalogue for a failure of the driver. */
  errorOf(error: unknown): WizardError;
  /** Why no server can be reached; undefined while one can. */
  reason(): string | undefined;
}

/** Listens to the driver's view of its servers. */
export function watchConnection(client: MongoClient): Connection {
  let down: { readonly reason: string } | undefined;
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const servers = [...newDescription.servers.values()];
    const failed = servers.find(({ error }) => error !== null);
    const isDown = servers.every(({ type }) => type === 'Unknown');
    down = isDown ? { reason: failed?.error?.message ?? 'no answer' } : undefined;
  });
  const { srvHost, hosts } = client.options;
  const errorOf = (error: unknown) => {
    const isAway = down !== undefined && isWizardError(error, 'STORE_TIMEOUT');
    if (isFull(error)) return new WizardError('STORE_FULL', undefined, { cause: error });
    return isAway ? new WizardError('STORE_UNREACHABLE', undefined, { cause: error }) : asStoreError(error);
  };
  return {
    client,
    hosts: srvHost ?? hosts.map(String).join(', '),
    async ping(ms = operationMs, stop) {
      const call = async (signal: AbortSignal) => {
        await client.db('admin').command({ ping: 1 }, { signal: anyOf(signal, stop) });
      };
      await withDeadline(ms, call).catch((error: unknown) => {
        throw errorOf(error);
      });
    },
    errorOf,
    reason: () => down?.reason,
  };
}

/**
 * Waits until the database answers and has been prepared, and says in the log while it does not: one that comes up may
 * well go away again between its first answer and the next.
 *
 * @param waitMs how long it is waited for, in milliseconds
 * @param prepare done after each first answer, until it succeeds
 * @returns what `prepare` returned
 * @throws WizardError STORE_UNREACHABLE when it has not answered by then, or `signal` was aborted
 */
export async function awaitDatabase<T>(
  connection: Connection,
  { waitMs, log, signal }: { waitMs: number; log?: Log | undefined; signal?: AbortSignal | undefined },
  prepare: () => Promise<T>,
): Promise<T> {
  const givesUpAt = Date.now() + waitMs;
  for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 4_000)) {
    try {
      await connection.ping(Math.min(pingMs, givesUpAt - Date.now()), signal);
      return await withDeadline(operationMs, prepare);
    } catch (cause) {
      const isLast = Date.now() + pauseMs >= givesUpAt || signal?.aborted === true;
      const reason = connection.reason() ?? reasonOf(cause);
      if (isLast) {
        throw new WizardError(
          'STORE_UNREACHABLE',
          `MongoDB at ${connection.hosts} cannot be reached (tried for ${waitMs / 1000} s): ${reason}. ` +
            'Check that it is up and that MONGODB_URL is right.',
          { cause },
        );
      }
      log?.warn({ hosts: connection.hosts, reason }, 'MongoDB cannot be reached yet; trying again');
      await wait(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}

/** MongoDB's OutOfDiskSpace. */
function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 14_031;
}

function anyOf(one: AbortSignal, other: AbortSignal | undefined): AbortSignal {
  return other === undefined ? one : AbortSignal.any([one, other]);
}
