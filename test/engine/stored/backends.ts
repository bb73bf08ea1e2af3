import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { BSON, MongoClient, type Document } from 'mongodb';
import type { Storage } from '../../../src/completion/storage.ts';
import { embeddedStorage } from '../../../src/storage/embedded/storage.ts';
import { mongoStorage } from '../../../src/storage/mongo/storage.ts';
import { startMongoServer } from '../../support/mongo-server.ts';

/** A storage that holds the stored documents. */
export interface StoredBackend {
  readonly storage: Storage;
  readonly close: () => Promise<void>;
}

/** Where the documents are put; nothing of `src/` writes them. */
export interface StoredBackends {
  /** A storage that holds each document as it lay there, and nothing else. */
  readonly open: (now: () => number) => Promise<StoredBackend>;
  readonly stop: () => Promise<void>;
}

interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly version?: number;
}

const fileOf = (name: string): Promise<string> => readFile(new URL(`${name}.json`, import.meta.url), 'utf8');

/** LMDB, in a folder of its own each time. */
export async function startEmbedded(): Promise<StoredBackends> {
  return { open: openEmbedded, stop: async () => undefined };
}

async function openEmbedded(now: () => number): Promise<StoredBackend> {
  const folder = await mkdtemp(join(tmpdir(), 'stepway-stored-'));
  const root = open({ path: folder, maxDbs: 8 });
  const databases = JSON.parse(await fileOf('embedded')) as { [name: string]: readonly Entry[] };
  for (const [name, entries] of Object.entries(databases)) {
    const isVersioned = name === 'sessions' || name === 'submissions';
    const encoding = name === 'submissions' ? 'json' : 'msgpack';
    const database = root.openDB<unknown, string>({ name, encoding, useVersions: isVersioned });
    for (const { key, value, version } of entries) {
      await (version === undefined ? database.put(key, value) : database.put(key, value, version));
    }
  }
  await root.close();
  const storage = await embeddedStorage({ folder, now });
  return {
    storage,
    async close() {
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts a MongoDB server for as many sets of documents as tests want, one after the other. */
export async function startMongo(): Promise<StoredBackends> {
  const server = await startMongoServer();
  const client = new MongoClient(server.url);
  const text = await fileOf('mongodb');
  return {
    async open(now) {
      await client.db().dropDatabase();
      const collections = BSON.EJSON.parse(text) as { [name: string]: Document[] };
      for (const [name, documents] of Object.entries(collections)) {
        await client.db().collection(name).insertMany(documents);
      }
      const storage = await mongoStorage({ url: server.url, now });
      return { storage, close: () => storage.close() };
    },
    async stop() {
      await client.close();
      await server.stop();
    },
  };
}
