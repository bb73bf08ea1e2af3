import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MongoClient } from 'mongodb';
import { clientOptions, reopenWhenStuck } from '../../../src/storage/mongo/client.ts';
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
