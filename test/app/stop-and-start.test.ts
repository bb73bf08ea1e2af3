import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startProxy } from '../support/proxy.ts';
import { describeWithMongo, startOwnMongoServer } from '../support/mongo-server.ts';

/** The server as `npm start` runs it, out of dist/, which `npm test` builds. */
interface Running {
  readonly child: ChildProcess;
  readonly said: string[];
  /** Resolves when a line with these words was said. */
  readonly saying: (words: string) => Promise<void>;
  readonly exitCode: Promise<number | null>;
  /** Where it listens; never, when it does not come to that. */
  readonly port: Promise<number>;
}

let folder: string;
let running: Running | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepway-'));
});
afterEach(async () => {
  running?.child.kill('SIGKILL');
  await running?.exitCode;
  running = undefined;
  await rm(folder, { recursive: true });
});

function start(settings: Readonly<Record<string, string>>): Running {
  const child = spawn(process.execPath, ['dist/cli/main.js', 'start', 'wizards'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], PORT: '0', STEPWAY_DATA: folder, ...settings },
  });
  const said: string[] = [];
  const heard = new EventEmitter();
  const saying = async (words: string) => {
    while (!said.some((line) => line.includes(words))) await once(heard, 'line');
  };
  const port = new Promise<number>((resolve) => {
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        said.push(line);
        heard.emit('line');
        const found = /"url":"http:\/\/127\.0\.0\.1:(\d+)"/.exec(line)?.[1];
        if (found !== undefined) resolve(Number(found));
      });
    }
  });
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  running = { child, said, saying, exitCode, port };
  return running;
}

/** The time from a signal to the end, in milliseconds, and the exit code. */
async function stop({
  child,
  exitCode,
}: Running): Promise<{ readonly code: number | null; readonly ms: number }> {
  const begun = performance.now();
  child.kill('SIGTERM');
  return { code: await exitCode, ms: performance.now() - begun };
}

const unreachable = 'mongodb://someone:a-secret-word@127.0.0.1:9/stepway';

test('started while MongoDB is away, it says which host, keeps the password to itself, and ends with 1', async () => {
  const { said, exitCode } = start({ MONGODB_URL: unreachable, STORE_WAIT_SECONDS: '1' });
  expect(await exitCode).toBe(1);
  const text = said.join('\n');
  expect(text).toContain('MongoDB at 127.0.0.1:9 cannot be reached (tried for 1 s)');
  expect(text).not.toContain('a-secret-word');
});

test.each(['nosuch.invalid', '203.0.113.9'])(
  'an address that is none of this machine’s is said in a line: %s',
  async (HOST) => {
    const { said, exitCode } = start({ HOST });
    expect(await exitCode).toBe(1);
    expect(said.join('\n')).toContain(`HOST: ${HOST} is no address of this machine`);
    expect(said.join('\n')).not.toContain('    at ');
  },
);

test('stopped while it waits for MongoDB, it ends at once', async () => {
  const server = start({ MONGODB_URL: unreachable });
  await server.saying('trying again');
  expect((await stop(server)).ms).toBeLessThan(3_000);
});

test('stopped while a form is being sent, it takes it, answers, and ends with 0', async () => {
  const server = start({});
  const { socket, rest } = await beginPost(await server.port, '/feedback/visit', 'found=no');
  const stopped = stop(server);
  await server.saying('"stopping"');
  // Told twice, it stops no faster.
  server.child.kill('SIGTERM');
  socket.write(rest);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 303 /);
  expect(answer.toString()).toMatch(/\r\nConnection: close\r\n/);
  const { code, ms } = await stopped;
  expect(code).toBe(0);
  // Its connection is kept alive by the client, which is no reason to wait.
  expect(ms).toBeLessThan(4_500);
});

describeWithMongo('a server whose MongoDB goes away', 'own', () => {
  test('stops within 10 s, with 0', async () => {
    const mongo = await startOwnMongoServer();
    const proxy = await startProxy(mongo.port);
    const server = start({ MONGODB_URL: `mongodb://127.0.0.1:${proxy.port}/stop` });
    const port = await server.port;
    await proxy.set('stall');
    const { socket, rest } = await beginPost(port, '/feedback/visit', 'found=no');
    socket.write(rest);
    const answered = once(socket, 'data');
    const { code, ms } = await stop(server);
    const [answer] = (await answered) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 /);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    await proxy.close();
    await mongo.stop();
  });
});

/** Sends a form but for its last byte. */
async function beginPost(
  port: number,
  path: string,
  body: string,
): Promise<{ readonly socket: Socket; readonly rest: string }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    // The answer to this says that the server has begun to read.
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, -1)}`);
  await once(socket, 'data');
  return { socket, rest: body.slice(-1) };
}
