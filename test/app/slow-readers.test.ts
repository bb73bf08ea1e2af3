import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/app/config.ts';
import { listen, type Listening } from '../../src/app/server.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';

const say = () => {};
const log = { debug: say, info: say, warn: say, error: say };

let folder: string;
let server: Listening;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stepway-slow-'));
  const config = readConfig({ STEPWAY_DATA: folder, PORT: '0' });
  const limits = { stillMs: 300 };
  server = await listen({ config, wizards: [], storage: memoryStorage(), log, limits });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const style = async () => /[^"]+stepway[^"]*\.css/.exec(await (await fetch(server.url)).text())?.[0] ?? '';

test('a reader that takes no answer is cut off, and one that takes it is served', async () => {
  const path = await style();
  const asked = 2_000;
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  let taken = 0;
  socket.on('error', () => {}).on('data', (chunk: Buffer) => (taken += chunk.length));
  await once(socket, 'connect');
  socket.pause();
  // More than the buffers of both ends hold.
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(asked));
  await pause(1_500);
  socket.resume();
  await closed;
  const size = (await (await fetch(new URL(path, server.url))).arrayBuffer()).byteLength;
  // What was on its way comes; the rest is not held for a reader like this.
  expect(taken).toBeLessThan(asked * size);
  expect((await fetch(new URL(path, server.url))).status).toBe(200);
});
