import type { CryptoAdapter } from 'connect-mongo';
import type { MongoClient } from 'mongodb';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import type { Storage } from '../../completion/storage.ts';
import { refuseWrongOptions } from '../../options.ts';
import { WizardError } from '../../errors.ts';
import { operationMs } from '../../session/request-time.ts';
import { within } from '../../time-limit.ts';
import { sessionShape, waitMs, type SessionOptions } from '../session-options.ts';
import { revisionedStore } from '../revisioned-store.ts';
import { awaitDatabase, clientOptions, watchConnection } from './client.ts';
import { gridFSFiles, makeFileIndexes, openGridFS } from './files.ts';
import { makeJournalIndexes, mongoJournal, type SubmissionDocument } from './journal.ts';
import { durable, mongoRecords, type SessionDocument } from './records.ts';
import { reopenWhenStuck } from './client.ts';
import { makeSavedIndexes, mongoSaved, type SavedDocument } from './saved.ts';

/** Which MongoDB, and what may be set. One of `url` and `client` must be given. */
export interface MongoOptions extends SessionOptions {
  readonly url?: string;
  /** A host's own client; it stays open when the storage is closed. */
  readonly client?: MongoClient;
  /** The database; the one that the URL names by default. */
  readonly dbName?: string;
  /** `sessions` by default; may be shared with a host's connect-mongo. */
  readonly sessionsCollection?: string;
  /** `submissions` by default. */
  readonly submissionsCollection?: string;
  /** The bucket of GridFS that uploaded files rest in: `files` by default, which makes `files.files` and `files.chunks`. */
  readonly filesBucket?: string;
  /** Where saved runs rest: `saved` by default. */
  readonly savedCollection?: string;
  /** Encrypts the stored sessions: connect-mongo's `createWebCryptoAdapter({ secret, salt })`. */
  readonly cryptoAdapter?: CryptoAdapter;
  /** How long the database is waited for at the start, in milliseconds; 30,000 by default. */
  readonly connectTimeoutMs?: number;
  readonly log?: Log;
  /** Ends the waiting at the start. */
  readonly signal?: AbortSignal;
}

const name = z.string('must be a text').optional();

const shape = {
  ...sessionShape,
  url: name,
  client: z.unknown().optional(),
  dbName: name,
  sessionsCollection: name,
  submissionsCollection: name,
  filesBucket: name,
  savedCollection: name,
  cryptoAdapter: z.unknown().optional(),
  connectTimeoutMs: waitMs,
  log: z.unknown().optional(),
  signal: z.unknown().optional(),
};

/**
 * A backend in MongoDB, for any number of servers. Waits until the database answers and has its indexes.
 *
 * @throws WizardError CONFIG_INVALID when an option is wrong or the URL is none, STORE_UNREACHABLE when the packages `mongodb` and
 *   `connect-mongo` are not installed or the database does not answer in time; the message names the host and holds no
 *   credentials
 */
export async function mongoStorage(options: MongoOptions): Promise<Storage> {
  refuseWrongOptions('mongoStorage()', shape, options);
  if (options.url === undefined && options.client === undefined)
    throw new WizardError('CONFIG_INVALID', 'mongoStorage() needs a "url", or a "client" of your own');
  const { dbName, cryptoAdapter, connectTimeoutMs = 30_000, log, signal, now = Date.now } = options;
  const { mongodb, MongoStore } = await loadPackages();
  const client = options.client ?? openClient(mongodb.MongoClient, options.url);
  const stopWatching = options.client === undefined ? reopenWhenStuck(client) : undefined;
  const close = async () => {
    if (options.client !== undefined) return;
    stopWatching?.();
    // A server that is away must not hold up a stop.
    await within(operationMs, () => client.close()).catch(() => undefined);
  };
  const connection = watchConnection(client);
  const safely = { writeConcern: durable, readPreference: 'primary' } as const;
  const sessionsCollection = options.sessionsCollection ?? 'sessions';
  const sessions = client.db(dbName).collection<SessionDocument>(sessionsCollection, safely);
  const submissions = client
    .db(dbName)
    .collection<SubmissionDocument>(options.submissionsCollection ?? 'submissions', safely);
  const saved = client.db(dbName).collection<SavedDocument>(options.savedCollection ?? 'saved', safely);
  const gridFS = openGridFS(mongodb.GridFSBucket, client.db(dbName), options.filesBucket ?? 'files');
  try {
    const waiting = { waitMs: connectTimeoutMs, log, signal };
    const base = await awaitDatabase(connection, waiting, {
      prepare: async () => {
        const store = new MongoStore({
          client,
          collectionName: sessionsCollection,
          writeOperationOptions: durable,
          ...(dbName === undefined ? {} : { dbName }),
          ...(cryptoAdapter === undefined ? {} : { cryptoAdapter }),
        });
        const indexes = [makeJournalIndexes(submissions), makeFileIndexes(gridFS), makeSavedIndexes(saved)];
        await Promise.all([store.collectionP, ...indexes]).catch((cause: unknown) => {
          throw new Error(`the indexes could not be made: ${String(cause)}`, { cause });
        });
        return store;
      },
      prove: () => connection.read(sessions),
    });
    return {
      name: 'mongodb',
      sessions: revisionedStore(base, mongoRecords(sessions, now), {
        ...options,
        errorOf: connection.errorOf,
        ...(cryptoAdapter === undefined ? {} : { cipher: cryptoAdapter }),
      }),
      submissions: mongoJournal(submissions, connection),
      files: gridFSFiles(gridFS, connection),
      saved: mongoSaved(saved, connection, cryptoAdapter),
      ping: () => connection.read(sessions),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function loadPackages() {
  try {
    const [mongodb, { MongoStore }] = await Promise.all([import('mongodb'), import('connect-mongo')]);
    return { mongodb, MongoStore };
  } catch (cause) {
    throw new WizardError(
      'STORE_UNREACHABLE',
      'MongoDB needs the packages mongodb and connect-mongo: npm install mongodb connect-mongo',
      { cause },
    );
  }
}

function openClient(Client: typeof MongoClient, url: string | undefined): MongoClient {
  try {
    return new Client(url ?? '', clientOptions);
  } catch (error) {
    // The error itself may quote the URL with its password: only its message goes on.
    const message = error instanceof Error ? error.message : '';
    throw new WizardError('CONFIG_INVALID', `The MongoDB address is not valid: ${message}`);
  }
}
