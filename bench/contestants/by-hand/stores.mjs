/** Flushed to the journals of a majority, as a team sets it that wants no acknowledged answer to be lost. */
const durable = { w: 'majority', journal: true };

/** Where sessions and finished applications are kept; `isAwaited`: each POST waits for its save before it redirects. */
const backends = {
  memory() {
    const applications = new Map();
    return {
      // express-session's own MemoryStore.
      store: undefined,
      isAwaited: false,
      record: async (id, application) => void applications.set(id, application),
    };
  },
  async lmdb() {
    const [{ open }, { LmdbStore }] = await Promise.all([import('lmdb'), import('./lmdb-store.mjs')]);
    const database = open({ path: process.env.DATA });
    const applications = database.openDB({ name: 'applications' });
    return {
      store: new LmdbStore(database.openDB({ name: 'sessions' })),
      isAwaited: true,
      record: (id, application) => applications.put(id, application),
    };
  },
  async mongo() {
    const [{ MongoClient }, { MongoStore }] = await Promise.all([import('mongodb'), import('connect-mongo')]);
    const client = await MongoClient.connect(process.env.MONGODB_URL);
    const applications = client.db().collection('applications', { writeConcern: durable });
    return {
      store: new MongoStore({ client, touchAfter: 60, writeOperationOptions: durable }),
      isAwaited: true,
      record: (id, application) => applications.insertOne({ _id: id, ...application }),
    };
  },
};

export const openBackend = (name) => backends[name]();
