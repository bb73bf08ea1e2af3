import { expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { watchConnection } from '../../../src/storage/mongo/client.ts';
import { makeSavedIndexes, mongoSaved, type SavedDocument } from '../../../src/storage/mongo/saved.ts';
import { describeWithMongo, startMongoServer } from '../../support/mongo-server.ts';

describeWithMongo('saved runs in MongoDB', 'any', () => {
  test('what is in a run is encrypted where sessions are, and the database itself removes what is over', async () => {
    const server = await startMongoServer();
    const client = new MongoClient(server.url);
    const collection = client.db().collection<SavedDocument>('saved');
    await makeSavedIndexes(collection);
    const cipher = {
      encrypt: async (text: string) => Buffer.from(text).toString('base64'),
      decrypt: async (text: string) => Buffer.from(text, 'base64').toString(),
    };
    const saved = mongoSaved(collection, watchConnection(client), cipher);
    const run = '{"answers":{"you":{"name":"Ada"}}}';
    await saved.put({
      id: 'one',
      wizard: 'grant',
      version: 1,
      reference: 'R',
      link: 'hash',
      files: [],
      savedAt: 1,
      until: 50,
      status: 'resting',
      run,
    });
    expect(JSON.stringify(await collection.findOne({ _id: 'one' }))).not.toContain('Ada');
    expect((await saved.claim({ id: 'one' }, { claim: 'c', now: 2, until: 3 }))?.run).toBe(run);
    const [ends] = (await collection.indexes()).filter(({ key }) => 'until' in key);
    expect(ends).toMatchObject({ expireAfterSeconds: 0 });
    await client.close();
    await server.stop();
  });
});
