import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import {
  clientOptions,
  reopenWhenStuck,
  watchConnection,
  type Connection,
} from '../../../src/storage/mongo/client.ts';
import { startProxy } from '../../support/proxy.ts';
import { isInstalled, startOwnMongoServer, type OwnMongoServer } from '../../support/own-mongo-server.ts';

const testWithServer = isInstalled ? test : test.skip;
let server: OwnMongoServer;
let client: MongoClient;

beforeEach(async () => {
  if (!isInstalled) return;
  server = await startOwnMongoServer();
  client = new MongoClient(server.url, { ...clientOptions, minHeartbeatFrequencyMS: 1 });
});
afterEach(async () => {
  if (!isInstalled) return;
  await client.close();
  await server.stop();
});

/** What the driver keeps inside: the one way to bring about in a moment what takes many outages else. */
interface Monitor {
  readonly connection: { readonly socket: Socket } | null;
  requestCheck(): void;
}

/** Has the driver write a heartbeat to a connection that has just gone. */
async function loseHeartbeat(): Promise<void> {
  const { topology } = client as unknown as {
    topology: { s: { servers: Map<string, { monitor: Monitor }> } };
  };
  const { monitor } = [...topology.s.servers.values()][0]!;
  await once(client, 'serverHeartbeatSucceeded');
  // Past the least time between two heartbeats.
  await new Promise((resolve) => setTimeout(resolve, 5));
  monitor.connection!.socket.destroy();
  monitor.requestCheck();
}

const isAnswered = () =>
  client
    .db()
    .command({ ping: 1 }, { signal: AbortSignal.timeout(2_000) })
    .then(
      () => true,
      () => false,
    );

/** What a read is given that begins now. */
const endingAt = (connection: Connection) => connection.reading(new AbortController());

/** Asks until there is an answer. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      // Not yet.
    }
  }
}

testWithServer(
  'an operation has a signal while no server is there, and needs none while one is',
  async () => {
    const connection = watchConnection(client);
    expect(endingAt(connection)).toHaveProperty('signal');
    expect(await isAnswered()).toBe(true);
    expect(endingAt(connection)).not.toHaveProperty('signal');
    await server.pause();
    while (!('signal' in endingAt(connection))) await isAnswered();
    expect(await isAnswered()).toBe(false);
  },
);

testWithServer('a client of a host’s that would wait without end has a signal for each read', async () => {
  const theirs = new MongoClient(server.url);
  const connection = watchConnection(theirs);
  await theirs.db().command({ ping: 1 });
  expect(endingAt(connection)).toHaveProperty('signal');
  await theirs.close();
});

testWithServer(
  'what a silent server is asked ends in its time, and holds no connection for good',
  async () => {
    const proxy = await startProxy(server.port);
    const options = { ...clientOptions, maxPoolSize: 2, heartbeatFrequencyMS: 20_000 };
    const through = new MongoClient(`mongodb://127.0.0.1:${proxy.port}/stepway`, options);
    const connection = watchConnection(through);
    const ask = () =>
      connection.bounded((limit) => through.db().collection('none').findOne({}, connection.reading(limit)));
    await ask();
    expect(endingAt(connection)).not.toHaveProperty('signal');
    await proxy.set('stall');
    const asked = await Promise.allSettled(Array.from({ length: 6 }, ask));
    expect(asked.map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
    await proxy.set('pass');
    expect(await untilAnswered(ask)).toBeNull();
    await through.close();
    await proxy.close();
  },
);

testWithServer('a client whose heartbeat never ends finds its server again', async () => {
  const end = reopenWhenStuck(client);
  expect(await isAnswered()).toBe(true);
  await loseHeartbeat();
  // An operation that fails tells the driver that the server is away.
  const failed = (async () => {
    while (await isAnswered());
  })();
  await server.pause();
  await failed;
  await server.resume();
  while (!(await isAnswered()));
  end();
});
