import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import connectMongo, { createWebCryptoAdapter } from 'connect-mongo';
import { Collection, Db, MongoClient } from 'mongodb';
import request, { type Test } from 'supertest';
import type { Storage } from '../../../src/completion/storage.ts';
import type { Log } from '../../../src/log.ts';
import { clientOptions } from '../../../src/storage/mongo/client.ts';
import type { SessionDocument } from '../../../src/storage/mongo/records.ts';
import { mongoStorage } from '../../../src/storage/mongo/storage.ts';
import { standingClock } from '../../support/clock.ts';
import {
  describeWithMongo,
  startMongoServer,
  startOwnMongoServer,
  type MongoServer,
  type OwnMongoServer,
} from '../../support/mongo-server.ts';
import { sessionApp } from '../../support/session-app.ts';
import {
  existingSession,
  loadSession,
  newSession,
  saveSession,
  storedValues,
} from '../../support/sessions.ts';

describeWithMongo('sessions in MongoDB beside a host', 'any', () => {
  let server: MongoServer;
  let client: MongoClient;
  const sentCommands: string[] = [];
  const clock = standingClock();
  let storage: Storage;
  const documents = () => client.db().collection<SessionDocument>('sessions');

  beforeAll(async () => {
    server = await startMongoServer();
    client = new MongoClient(server.url, { ...clientOptions, monitorCommands: true });
    client.on('commandStarted', ({ commandName }) => sentCommands.push(commandName));
    storage = await mongoStorage({ client, now: clock.now });
  });
  afterAll(async () => {
    await storage.close();
    await client.close();
    await server.stop();
  });

  describe('what a request costs the database', () => {
    let agent: ReturnType<typeof request.agent>;
    const costOf = async (sent: Test) => {
      sentCommands.length = 0;
      await sent.expect(200);
      return [...sentCommands];
    };
    beforeEach(async () => {
      agent = request.agent(sessionApp(storage.sessions));
      await agent.post('/').expect(200);
    });

    test('a POST: one find and one update', async () => {
      expect(await costOf(agent.post('/'))).toEqual(['find', 'update']);
    });

    test('a first POST: one insert', async () => {
      expect(await costOf(request(sessionApp(storage.sessions)).post('/'))).toEqual(['insert']);
    });

    test('a GET: one find, and at most one touch a minute', async () => {
      expect(await costOf(agent.get('/'))).toEqual(['find']);
      clock.advance(60_000);
      expect(await costOf(agent.get('/'))).toEqual(['find', 'update']);
      expect(await costOf(agent.get('/'))).toEqual(['find']);
    });

    test('a claim: one operation', async () => {
      sentCommands.length = 0;
      await storage.submissions.claim({ now: 1, leaseMs: 1 });
      expect(sentCommands).toEqual(['findAndModify']);
    });
  });

  test('are connect-mongo’s documents, with a revision and a start beside them', async () => {
    await saveSession(newSession(storage.sessions, 'shape', { a: 1 }));
    expect(await documents().findOne({ _id: 'shape' })).toEqual({
      _id: 'shape',
      session: expect.stringContaining('"a":1'),
      expires: new Date(clock.now() + 30 * 60_000),
      rev: 1,
      startedAt: new Date(clock.now()),
    });
    const indexes = await documents().indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expires: 1 }, expireAfterSeconds: 0 }));
  });

  test('go on from a session that the host’s own connect-mongo has written, once', async () => {
    const stock = new connectMongo({ client });
    await stock.collectionP;
    await new Promise((resolve) => stock.set('host', { cookie: { maxAge: 1 }, a: 1 } as never, resolve));
    const one = await existingSession(storage.sessions, 'host');
    const other = await existingSession(storage.sessions, 'host');
    await saveSession(Object.assign(one, { stepway: 1 }));
    await expect(saveSession(Object.assign(other, { stepway: 2 }))).rejects.toMatchObject({
      code: 'SESSION_CONFLICT',
    });
    expect(await storedValues(storage.sessions, 'host')).toEqual({ a: 1, stepway: 1 });
    expect(await documents().findOne({ _id: 'host' })).toMatchObject({
      rev: 1,
      startedAt: new Date(clock.now()),
    });
  });

  test('can be encrypted; with another secret they cannot be read, and stay', async () => {
    const withSecret = (secret: string) =>
      mongoStorage({
        client,
        now: clock.now,
        cryptoAdapter: createWebCryptoAdapter({ secret, salt: 'salt' }),
      });
    const [right, wrong] = [await withSecret('right'), await withSecret('wrong')];
    await saveSession(newSession(right.sessions, 'secret', { stepway: 'a secret answer' }));
    const document = await documents().findOne({ _id: 'secret' });
    expect(document?.session).not.toContain('answer');
    expect(await storedValues(right.sessions, 'secret')).toEqual({ stepway: 'a secret answer' });
    await expect(loadSession(wrong.sessions, 'secret')).rejects.toMatchObject({ code: 'SESSION_UNREADABLE' });
    await expect(loadSession(storage.sessions, 'secret')).rejects.toMatchObject({
      code: 'SESSION_UNREADABLE',
    });
    expect(await documents().findOne({ _id: 'secret' })).toEqual(document);
  });
});

describeWithMongo('a MongoDB that comes and goes', 'own', () => {
  let server: OwnMongoServer;
  const quiet = { debug() {}, info() {}, error() {} };
  beforeEach(async () => {
    server = await startOwnMongoServer();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    return server.stop();
  });

  test('is waited for at the start', async () => {
    await server.pause();
    let isToldOf = () => {};
    const told = new Promise<void>((resolve) => (isToldOf = resolve));
    const log: Log = { ...quiet, warn: () => isToldOf() };
    const starting = mongoStorage({ url: server.url, log });
    await told;
    await server.resume();
    const storage = await starting;
    await storage.ping();
    await storage.close();
  });

  test('is waited for when it goes away again before it has its indexes', async () => {
    const making = jest
      .spyOn(Collection.prototype, 'createIndexes')
      .mockRejectedValueOnce(new Error('the connection was cut'));
    const storage = await mongoStorage({ url: server.url });
    expect(timesOf(making)).toBe(2);
    await storage.ping();
    await storage.close();
  });

  test('is waited for while it builds indexes, however long an operation may take otherwise', async () => {
    const said: string[] = [];
    const say = (_: object, message: string) => void said.push(message);
    const making = jest
      .spyOn(Collection.prototype, 'createIndexes')
      .mockImplementationOnce(() => pause(3_500).then(() => []));
    const storage = await mongoStorage({ url: server.url, log: { ...quiet, info: say, warn: say } });
    expect(timesOf(making)).toBe(1);
    expect(said.at(-1)).toBe('MongoDB is building the indexes; waiting for it');
    await storage.close();
  });

  test('that is still building indexes at the end is called that, with the way on', async () => {
    jest.spyOn(Collection.prototype, 'createIndexes').mockImplementation(() => new Promise(() => {}));
    const starting = mongoStorage({ url: server.url, connectTimeoutMs: 5_000 });
    await expect(starting).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringMatching(/has not built the indexes .*STORE_WAIT_SECONDS/),
    });
  });

  test('that answers and cannot be read is not ready', async () => {
    const storage = await mongoStorage({ url: server.url });
    jest
      .spyOn(Collection.prototype, 'findOne')
      .mockRejectedValueOnce(new Error('the database behind the server is away'));
    await expect(storage.ping()).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await storage.ping();
    await storage.close();
  });

  test.each([18, 13, 8000])('that refuses the log-in is called that at once: code %i', async (code) => {
    const refused = Object.assign(new Error('Authentication failed.'), { code });
    jest.spyOn(Db.prototype, 'command').mockRejectedValueOnce(refused);
    const failure = await mongoStorage({ url: server.url }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(String(failure)).toMatch(/does not let us in: Authentication failed\. Check the user/);
  });

  test('is found again with no restart', async () => {
    const storage = await mongoStorage({ url: server.url });
    await saveSession(newSession(storage.sessions, 'id', { a: 1 }));
    await server.pause();
    const startedAt = Date.now();
    await expect(loadSession(storage.sessions, 'id')).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    await expect(storage.submissions.get('a.1')).rejects.toMatchObject({ status: 503 });
    expect(Date.now() - startedAt).toBeLessThan(6_000);
    await server.resume();
    const session = await existingSession(storage.sessions, 'id');
    await saveSession(Object.assign(session, { a: 2 }));
    expect(await storedValues(storage.sessions, 'id')).toEqual({ a: 2 });
    await storage.close();
  });

  test('does not hold up a stop while it is away', async () => {
    const storage = await mongoStorage({ url: server.url });
    await server.pause();
    const startedAt = Date.now();
    await storage.close();
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    await server.resume();
  });
});

describe('a MongoDB that is not there', () => {
  let silent: Server;
  beforeAll(async () => {
    silent = createServer((socket) => socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => silent.close(resolve)));

  test('fails the start in the stated time, naming the host and no credentials', async () => {
    const url = 'mongodb://someone:hidden@127.0.0.1:1/stepway';
    const failure = await mongoStorage({ url, connectTimeoutMs: 300 }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'STORE_UNREACHABLE',
      message: expect.stringMatching(/127\.0\.0\.1:1 cannot be reached .*ECONNREFUSED.*MONGODB_URL/),
    });
    expect(String(failure)).not.toMatch(/hidden|someone/);
  });

  test('fails the start when it accepts and says nothing', async () => {
    const { port } = silent.address() as AddressInfo;
    await expect(
      mongoStorage({ url: `mongodb://127.0.0.1:${port}`, connectTimeoutMs: 300 }),
    ).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });

  test('is given up at once when the start is called off', async () => {
    const stop = new AbortController();
    const starting = mongoStorage({ url: 'mongodb://127.0.0.1:1', signal: stop.signal });
    stop.abort();
    await expect(starting).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
  });

  test('is no MongoDB address: says so and keeps the password to itself', async () => {
    const failure = await mongoStorage({ url: 'postgres://someone:hidden@host' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(JSON.stringify([String(failure), failure])).not.toMatch(/hidden/);
  });
});

/** How often the indexes of the submissions were made. */
function timesOf(making: { readonly mock: { readonly contexts: readonly unknown[] } }): number {
  const names = making.mock.contexts.map((each) => (each as Collection).collectionName);
  return names.filter((name) => name === 'submissions').length;
}
