import { randomBytes } from 'node:crypto';
import { describe, test } from '@jest/globals';
import { isInstalled, startOwnMongoServer, type MongoServer } from './own-mongo-server.ts';

export { startOwnMongoServer, type MongoServer, type OwnMongoServer } from './own-mongo-server.ts';

const givenUrl = process.env['STEPWAY_TEST_MONGODB_URL'];
/** How to come by a MongoDB for the tests. */
export const howToGetMongo =
  'run `bash .ci/install-mongo-server` (Java; fetches a small MongoDB-wire server), ' +
  'or set STEPWAY_TEST_MONGODB_URL to a MongoDB of your own';

/**
 * Describes tests that need MongoDB. Where there is none, CI fails; on a laptop they count as skipped, and a warning says so.
 *
 * @param needs `any` server, or our `own` one because the tests stop it
 */
export function describeWithMongo(name: string, needs: 'any' | 'own', tests: () => void): void {
  if (isInstalled || (needs === 'any' && givenUrl !== undefined)) {
    describe(name, tests);
    return;
  }
  if (process.env['CI'] !== undefined) throw new Error(`no MongoDB in CI: ${howToGetMongo}`);
  // Jest prints no console of a file whose tests are all skipped.
  process.stderr.write(`NOT RUN: ${name}. To run it, ${howToGetMongo}.\n`);
  test.skip(`${name}: NOT RUN, no MongoDB here`, () => {});
}

/** A database for one test file, on the given MongoDB or else on a server of our own. */
export async function startMongoServer(): Promise<MongoServer> {
  return givenUrl === undefined ? startOwnMongoServer() : useGivenServer(givenUrl);
}

async function useGivenServer(given: string): Promise<MongoServer> {
  const url = namedDatabase(given, `stepway-test-${randomBytes(6).toString('hex')}`);
  return {
    url,
    async stop() {
      const { MongoClient } = await import('mongodb');
      const client = new MongoClient(url);
      await client.db().dropDatabase();
      await client.close();
    },
  };
}

/**
 * The URL with another database. A user is looked up where it was before: in the database that the URL named, else in
 * `admin`, while the new name alone would make the driver look there.
 */
export function namedDatabase(url: string, database: string): string {
  const [, start = '', hosts = '', path = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/)([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(url) ?? [];
  const options = new URLSearchParams(query);
  if (hosts.includes('@') && !options.has('authSource')) options.set('authSource', path || 'admin');
  const search = options.size === 0 ? '' : `?${options.toString()}`;
  return `${start}${hosts}/${database}${search}`;
}
