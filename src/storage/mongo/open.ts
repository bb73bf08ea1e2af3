import type { MongoClient } from 'mongodb';
import type { Storage } from '../../completion/storage.ts';
import { WizardError } from '../../errors.ts';
import { operationMs } from '../../session/request-time.ts';
import { within } from '../../time-limit.ts';
import { revisionedStore } from '../revisioned-store.ts';
import { awaitDatabase, clientOptions, reopenWhenStuck, watchConnection } from './client.ts';
import { gridFSFiles, makeFileIndexes, openGridFS } from './files.ts';
import { makeJournalIndexes, mongoJournal, type SubmissionDocument } from './journal.ts';
import { durable, mongoRecords, type SessionDocument } from './records.ts';
import { makeSavedIndexes, mongoSaved, type SavedDocument } from './saved.ts';
import type { MongoOptions } from './options.ts';

/**
 * Opens a database that was named rightly, and waits until it answers and has its indexes.
 *
 * @throws WizardError CONFIG_INVALID when the URL is none, STORE_UNREACHABLE when the packages are not installed or the
 *   database does not answer in time
 */
export async function openDatabase(options: MongoOptions): Promise<Storage> {
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
      sessions: revisionedStore(base, mongoRecords(sessions, connection, now), {
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
