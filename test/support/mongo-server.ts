import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from '@jest/globals';

/** A MongoDB (or a server that speaks its wire protocol) with a database for one test file. */
export interface MongoServer {
  /** Names a database of its own. */
  readonly url: string;
  /** Stops the server, or drops the database of one that was there before. */
  stop(): Promise<void>;
}

/** A server of our own, which can be stopped and started again on the same port and data. */
export interface OwnMongoServer extends MongoServer {
  readonly port: number;
  pause(): Promise<void>;
  resume(): Promise<void>;
}

const launcher = '.ci/mongo-server';
const isInstalled = existsSync(join(launcher, 'lib', 'Launcher.class'));
const givenUrl = process.env['STEPWAY_TEST_MONGODB_URL'];
const howTo =
  'run `bash .ci/install-mongo-server` (Java; fetches a small MongoDB-wire server), ' +
  'or set STEPWAY_TEST_MONGODB_URL to a MongoDB of your own';

/**
 * Describes tests that need MongoDB. Where there is none, CI fails; on a laptop one test says loudly what was not run.
 *
 * @param needs `any` server, or our `own` one because the tests stop it
 */
export function describeWithMongo(name: string, needs: 'any' | 'own', tests: () => void): void {
  if (isInstalled || (needs === 'any' && givenUrl !== undefined)) {
    describe(name, tests);
    return;
  }
  test(`${name}: NOT RUN, no MongoDB here`, () => {
    if (process.env['CI'] !== undefined) throw new Error(`no MongoDB in CI: ${howTo}`);
    console.warn(`NOT RUN: ${name}. To run it, ${howTo}.`);
  });
}

/** A database for one test file, on the given MongoDB or else on a server of our own. */
export async function startMongoServer(): Promise<MongoServer> {
  return givenUrl === undefined ? startOwnMongoServer() : useGivenServer(givenUrl);
}

/** Starts our own server on a free port, with its data in a new folder. */
export async function startOwnMongoServer(): Promise<OwnMongoServer> {
  const folder = await mkdtemp(join(tmpdir(), 'stepway-mongo-'));
  let running = await launch(0, folder);
  const { port } = running;
  const pause = async () => {
    running.process.kill('SIGTERM');
    await running.ended;
  };
  return {
    port,
    url: `mongodb://127.0.0.1:${port}/stepway`,
    pause,
    async resume() {
      running = await launch(port, folder);
    },
    async stop() {
      await pause();
      await rm(folder, { recursive: true });
    },
  };
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

interface Running {
  readonly port: number;
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
}

function launch(port: number, folder: string): Promise<Running> {
  const child = spawn(join(launcher, 'start.sh'), [String(port), join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the MongoDB-wire server ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^listening on (\d+)$/.exec(line)?.[1];
      if (found !== undefined) resolve({ port: Number(found), process: child, ended });
    });
  });
}
