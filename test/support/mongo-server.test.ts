import { expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { namedDatabase } from './mongo-server.ts';

/** Where the driver would look a user up, and which database it would use. */
const read = (url: string) => {
  const client = new MongoClient(namedDatabase(url, 'stepway-test-1'));
  return { source: client.options.credentials?.source, database: client.db().databaseName };
};

test.each([
  ['mongodb://user:password@127.0.0.1/', 'admin'],
  ['mongodb://user:password@127.0.0.1', 'admin'],
  ['mongodb://user:pass%40word@a:1,b:2/?replicaSet=r', 'admin'],
  ['mongodb://user:password@127.0.0.1/people', 'people'],
  ['mongodb://user:password@127.0.0.1/people?authSource=staff', 'staff'],
  ['mongodb://127.0.0.1:27017/', undefined],
])('a user of %s is looked up where it was before', (url, source) => {
  expect(read(url)).toEqual({ source, database: 'stepway-test-1' });
});
