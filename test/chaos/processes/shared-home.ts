import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { CompletionJournal } from '../../../src/completion/journal.ts';
import { stateKey, type SessionState } from '../../../src/engine/state.ts';
import { openEnvironment } from '../../../src/storage/embedded/environment.ts';
import { embeddedJournal } from '../../../src/storage/embedded/journal.ts';
import { embeddedRecords } from '../../../src/storage/embedded/records.ts';
import { watchConnection } from '../../../src/storage/mongo/client.ts';
import { mongoJournal, type SubmissionDocument } from '../../../src/storage/mongo/journal.ts';
import { mongoRecords, type SessionDocument } from '../../../src/storage/mongo/records.ts';
import type { SessionRecords } from '../../../src/storage/session-records.ts';
import { startOwnMongoServer, type OwnMongoServer } from '../../support/own-mongo-server.ts';
import { startProxy, type Proxy } from '../../support/proxy.ts';

/** The homes that server processes share. */
export const sharedHomes = ['lmdb', 'mongo'] as const;
export type SharedHomeName = (typeof sharedHomes)[number];

/** A home that server processes share, and that the test reads beneath them. */
export interface SharedHome {
  readonly name: SharedHomeName;
  /** What a server's environment says of it. */
  readonly settings: Readonly<Record<string, string>>;
  /** What is stored, past every server and proxy; undefined when there is nothing. */
  readonly stateOf: (sessionId: string) => Promise<SessionState | undefined>;
  readonly journal: CompletionJournal;
  /** A folder for the effects of handlers. */
  readonly effects: string;
  /** The MongoDB-wire server and the proxy before it. */
  readonly mongo: { readonly server: OwnMongoServer; readonly proxy: Proxy } | undefined;
  readonly close: () => Promise<void>;
}

/** Opens a home in a folder of its own that goes with it. */
export async function openSharedHome(name: SharedHomeName): Promise<SharedHome> {
  const folder = await mkdtemp(join(tmpdir(), 'stepway-chaos-'));
  const effects = join(folder, 'effects');
  await mkdir(effects);
  const { records, close, ...home } = await (name === 'lmdb' ? openLmdb(folder) : openMongo());
  return {
    ...home,
    name,
    effects,
    settings: { ...home.settings, STEPWAY_DATA: folder, STEPWAY_CHAOS_EFFECTS: effects },
    async stateOf(sessionId) {
      const record = await records.read(sessionId, new AbortController());
      if (record === undefined) return undefined;
      return (JSON.parse(record.text) as { [stateKey]?: SessionState })[stateKey];
    },
    async close() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Opened = Pick<SharedHome, 'settings' | 'journal' | 'mongo' | 'close'> & {
  readonly records: SessionRecords;
};

async function openLmdb(folder: string): Promise<Opened> {
  const environment = await openEnvironment(join(folder, 'data'));
  return {
    records: embeddedRecords(environment),
    journal: embeddedJournal(environment),
    settings: {},
    mongo: undefined,
    close: () => environment.close(),
  };
}

async function openMongo(): Promise<Opened> {
  const server = await startOwnMongoServer();
  const proxy = await startProxy(server.port);
  const client = new MongoClient(server.url);
  const connection = watchConnection(client);
  const database = client.db();
  const submissions = database.collection<SubmissionDocument>('submissions');
  return {
    records: mongoRecords(database.collection<SessionDocument>('sessions'), connection, Date.now),
    journal: mongoJournal(submissions, connection),
    settings: { MONGODB_URL: `mongodb://127.0.0.1:${proxy.port}/stepway` },
    mongo: { server, proxy },
    async close() {
      await client.close();
      await proxy.close();
      await server.stop();
    },
  };
}
