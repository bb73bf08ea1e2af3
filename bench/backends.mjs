import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../.ci/mongo-server', import.meta.url));

/** What stands in the table for each backend. */
export const backendNames = { memory: 'in memory', lmdb: 'on LMDB', mongo: 'on MongoDB’s wire' };

/**
 * Makes a backend ready, with data of its own for each server.
 *
 * @returns what a server of a name must find in its environment, and how to remove the data; undefined, and a loud line,
 *   where there is no MongoDB
 */
export async function openBackend(name) {
  if (name === 'mongo' && !existsSync(join(launcher, 'lib', 'Launcher.class'))) {
    console.error('\nNOT MEASURED: MongoDB. Run `bash .ci/install-mongo-server` (Java) first.\n');
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'stepway-bench-'));
  const mongo = name === 'mongo' ? await startMongo(join(folder, 'data')) : undefined;
  return {
    envOf: (server) => ({
      BACKEND: name,
      DATA: join(folder, server),
      ...(mongo === undefined ? {} : { MONGODB_URL: `${mongo.url}/${server}` }),
    }),
    async close() {
      await mongo?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startMongo(file) {
  const child = spawn(join(launcher, 'start.sh'), ['0', file], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  process.once('exit', stop);
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /^listening on (\d+)$/.exec(line)?.[1];
    if (port !== undefined) return { url: `mongodb://127.0.0.1:${port}`, stop };
  }
  throw new Error('the MongoDB-wire server ended before it listened');
}
