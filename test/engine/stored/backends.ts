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

interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly version?: number;
}

const fileOf = (name: string): Promise<string> => readFile(new URL(`${name}.json`, import.meta.url), 'utf8');

/** Opens an LMDB folder with every entry of every database as it lay there. Nothing of `src/` writes it. */
export async function openEmbedded(now: () => number): Promise<StoredBackend> {
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

/** Opens a MongoDB database with every document as it lay there. Nothing of `src/` writes it. */
export async function openMongo(now: () => number): Promise<StoredBackend> {
  const server = await startMongoServer();
  const client = new MongoClient(server.url);
  const collections = BSON.EJSON.parse(await fileOf('mongodb')) as { [name: string]: Document[] };
  for (const [name, documents] of Object.entries(collections)) {
    await client.db().collection(name).insertMany(documents);
  }
  await client.close();
  const storage = await mongoStorage({ url: server.url, now });
  return {
    storage,
    async close() {
      await storage.close();
      await server.stop();
    },
  };
}
