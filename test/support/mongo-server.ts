import { randomBytes } from 'node:crypto';
import { describe, test } from '@jest/globals';
import { isInstalled, startOwnMongoServer, type MongoServer } from './own-mongo-server.ts';

export { startOwnMongoServer, type MongoServer, type OwnMongoServer } from './own-mongo-server.ts';

const givenUrl = process.env['STEPWAY_TEST_MONGODB_URL'];
const howTo =
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
  if (process.env['CI'] !== undefined) throw new Error(`no MongoDB in CI: ${howTo}`);
  // Jest prints no console of a file whose tests are all skipped.
  process.stderr.write(`NOT RUN: ${name}. To run it, ${howTo}.\n`);
  test.skip(`${name}: NOT RUN, no MongoDB here`, () => {});
}

/** A database for one test file, on the given MongoDB or else on a server of our own. */
export async function startMongoServer(): Promise<MongoServer> {
  return givenUrl === undefined ? startOwnMongoServer() : useGivenServer(givenUrl);
}

async function useGivenServer(url: string): Promise<MongoServer> {
  const named = new URL(url);
  named.pathname = `/stepway-test-${randomBytes(6).toString('hex')}`;
  return {
    url: named.href,
    async stop() {
      const { MongoClient } = await import('mongodb');
      const client = new MongoClient(named.href);
      await client.db().dropDatabase();
      await client.close();
    },
  };
}
