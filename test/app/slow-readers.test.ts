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
  // A connection that is not cut ends soon after its last answer, so that the test ends too.
  const limits = { stillMs: 1_000, keepAliveMs: 1_000 };
  server = await listen({ config, wizards: [], storage: memoryStorage(), log, limits });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Some 20 MB of the style sheet. */
const asked = 500;

const style = async () => /[^"]+stepway[^"]*\.css/.exec(await (await fetch(server.url)).text())?.[0] ?? '';

test('a reader that takes no answer is cut off, and one that takes it is served', async () => {
  const path = await style();
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  let isCut = false;
  let taken = 0;
  socket.on('error', () => {}).on('data', (chunk: Buffer) => (taken += chunk.length));
  socket.on('close', () => (isCut = true));
  await once(socket, 'connect');
  socket.pause();
  // More than the buffers of both ends hold; the server then reads no more of what is asked.
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(asked));
  // Who reads nothing sees no end: it is by writing that this end learns of it, however busy the machine is.
  for (let tries = 0; tries < 300 && !isCut; tries += 1) {
    await pause(100);
    socket.write('\r\n');
  }
  expect({ isCut, taken }).toEqual({ isCut: true, taken: 0 });
  expect((await fetch(new URL(path, server.url))).status).toBe(200);
});
