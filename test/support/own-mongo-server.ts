import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

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

/** Whether our own server can be started: `.ci/install-mongo-server` has run. */
export const isInstalled: boolean = existsSync(join(launcher, 'lib', 'Launcher.class'));

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

interface Running {
  readonly port: number;
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
}

function launch(port: number, folder: string): Promise<Running> {
  const child = spawn(join(launcher, 'start.sh'), [String(port), join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then(() => process.off('exit', endWithUs));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the MongoDB-wire server ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^listening on (\d+)$/.exec(line)?.[1];
      if (found !== undefined) resolve({ port: Number(found), process: child, ended });
    });
  });
}
