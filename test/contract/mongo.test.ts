import { MongoClient } from 'mongodb';
import { isRevisioned } from '../../src/session/revision.ts';
import type { SessionDocument } from '../../src/storage/mongo/records.ts';
import { mongoStorage } from '../../src/storage/mongo/storage.ts';
import { standingClock } from '../support/clock.ts';
import { describeWithMongo, startMongoServer } from '../support/mongo-server.ts';
import { lifetime } from './home.ts';
import { describeFilePromises } from './file-promises.ts';
import { describeJournalPromises } from './journal-promises.ts';
import { describeSavedPromises } from './saved-promises.ts';
import { describeSessionPromises } from './session-promises.ts';

describeWithMongo('the contract in MongoDB', 'any', () => {
  describeSessionPromises('MongoDB', openSessions);

  describeJournalPromises('MongoDB', async () => {
    const server = await startMongoServer();
    const [one, other] = [await mongoStorage({ url: server.url }), await mongoStorage({ url: server.url })];
    return {
      first: one.submissions,
      second: other.submissions,
      async close() {
        await Promise.all([one.close(), other.close()]);
        await server.stop();
      },
    };
  });

  describeSavedPromises('MongoDB', async () => {
    const server = await startMongoServer();
    const [one, other] = [await mongoStorage({ url: server.url }), await mongoStorage({ url: server.url })];
    if (one.saved === undefined || other.saved === undefined) throw new Error('the storage saves no runs');
    return {
      first: one.saved,
      second: other.saved,
      async close() {
        await Promise.all([one.close(), other.close()]);
        await server.stop();
      },
    };
  });

  describeFilePromises('GridFS', async () => {
    const server = await startMongoServer();
    const [one, other] = [await mongoStorage({ url: server.url }), await mongoStorage({ url: server.url })];
    if (one.files === undefined || other.files === undefined) throw new Error('the storage has no files');
    return {
      first: one.files,
      second: other.files,
      async close() {
        await Promise.all([one.close(), other.close()]);
        await server.stop();
      },
    };
  });
});

async function openSessions() {
  const server = await startMongoServer();
  const clock = standingClock();
  const options = { ...lifetime, url: server.url, now: clock.now };
  const [one, other] = [await mongoStorage(options), await mongoStorage(options)];
  const [first, second] = [one.sessions, other.sessions];
  if (!isRevisioned(first) || !isRevisioned(second)) throw new Error('the store does not compare and swap');
  const client = new MongoClient(server.url);
  const documents = client.db().collection<SessionDocument>('sessions');
  return {
    first,
    second,
    clock,
    async spoil(id: string, text: string) {
      await documents.updateOne({ _id: id }, { $set: { session: text }, $inc: { rev: 1 } });
    },
    async storedText(id: string) {
      return (await documents.findOne({ _id: id }))?.session as string | undefined;
    },
    async close() {
      await client.close();
      await Promise.all([one.close(), other.close()]);
      await server.stop();
    },
  };
}
