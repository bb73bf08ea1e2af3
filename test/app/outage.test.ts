import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createApp, type ReadyMade } from '../../src/app/server.ts';
import type { Storage } from '../../src/completion/storage.ts';
import { openEnvironment } from '../../src/storage/embedded/environment.ts';
import { embeddedJournal } from '../../src/storage/embedded/journal.ts';
import { embeddedRecords } from '../../src/storage/embedded/records.ts';
import { embeddedStorage } from '../../src/storage/embedded/storage.ts';
import { memoryStorage, type OperationHook } from '../../src/storage/memory/storage.ts';
import { mongoStorage } from '../../src/storage/mongo/storage.ts';
import { plainStore, revisionedStore } from '../../src/storage/revisioned-store.ts';
import feedback from '../../wizards/feedback.ts';
import { startProxy, type Fault, type Proxy } from '../support/proxy.ts';
import { testConfig } from '../support/memory-app.ts';
import { describeWithMongo, startOwnMongoServer, type OwnMongoServer } from '../support/mongo-server.ts';
import { hiddenOf, visitor } from '../support/visitor.ts';

const serve = (storage: Storage): ReadyMade =>
  createApp({ config: testConfig, wizards: [feedback], storage, log: pino({ level: 'silent' }) });

/** A visitor at the second step, with its form open. */
async function someoneAtMissing({ app }: ReadyMade, options = {}) {
  const someone = visitor(app, options);
  await someone.answer('/feedback/visit', { found: 'no' });
  await someone.open('/feedback/missing');
  return someone;
}

const typed = { what: 'a map of the <old> town' };
const shown = 'a map of the &lt;old&gt; town';

describeWithMongo('a MongoDB that fails', 'own', () => {
  let server: OwnMongoServer;
  let proxy: Proxy;
  let storage: Storage;
  let served: ReadyMade;
  beforeAll(async () => {
    server = await startOwnMongoServer();
    proxy = await startProxy(server.port);
    storage = await mongoStorage({ url: `mongodb://127.0.0.1:${proxy.port}/outage` });
    served = serve(storage);
  });
  afterAll(async () => {
    await served.forms.close(0);
    await storage.close();
    await proxy.close();
    await server.stop();
  });

  test.each<Fault>(['refuse', 'stall', 'drop'])(
    '%s: 503 with what was typed in 3 s, not ready, and served again with no restart',
    async (fault) => {
      const someone = await someoneAtMissing(served);
      await proxy.set(fault);
      const begun = performance.now();
      const [sent, ready, alive] = await Promise.all([
        someone.post('/feedback/missing', typed),
        request(served.app).get('/readyz'),
        request(served.app).get('/healthz'),
      ]);
      // 3 s and slack for a busy machine; without the deadline it is 30 s or never.
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect([sent.status, ready.status, alive.status]).toEqual([503, 503, 200]);
      expect(sent.headers['retry-after']).toBe('2');
      expect(sent.text).toContain(shown);
      await proxy.set('pass');
      await untilReady(served);
      const again = await someone.post('/feedback/missing', typed, hiddenOf(sent.text));
      expect([again.status, again.headers['location']]).toEqual([303, '/feedback/contact']);
    },
  );
});

async function untilReady({ app }: ReadyMade): Promise<void> {
  while ((await request(app).get('/readyz')).status !== 200) await new Promise(setImmediate);
}

describe('a store whose answer is lost', () => {
  let hook: OperationHook = () => undefined;
  const storage = memoryStorage({ onOperation: (...call) => hook(...call) });
  const served = serve(storage);
  afterEach(() => {
    hook = () => undefined;
  });
  afterAll(() => served.forms.close(0));
  const lose: OperationHook = (operation, moment) => {
    if (operation === 'replace' && moment === 'after') throw new Error('the reply was cut');
  };

  test.each([
    ['from the page that says so', true],
    ['from the page before it', false],
  ])('a write that landed all the same is one’s own when it is sent again %s', async (_, isFromFault) => {
    const someone = await someoneAtMissing(served);
    const before = hiddenOf((await someone.open('/feedback/missing')).text);
    hook = lose;
    const sent = await someone.post('/feedback/missing', typed, before);
    expect(sent.status).toBe(503);
    expect(sent.text).toContain(shown);
    hook = () => undefined;
    const again = await someone.post('/feedback/missing', typed, isFromFault ? hiddenOf(sent.text) : before);
    expect([again.status, again.headers['location']]).toEqual([303, '/feedback/contact']);
  });

  test('a corrected answer after a write that landed unseen is no conflict either', async () => {
    const someone = await someoneAtMissing(served);
    hook = lose;
    const sent = await someone.post('/feedback/missing', typed);
    hook = () => undefined;
    const again = await someone.post('/feedback/missing', { what: 'a timetable' }, hiddenOf(sent.text));
    expect(again.status).toBe(303);
    expect((await someone.open('/feedback/missing')).text).toContain('a timetable');
  });

  test('a submit whose record was lost ends at its receipt when it is sent again', async () => {
    const someone = await someoneAtMissing(served);
    await someone.post('/feedback/missing', typed);
    await someone.answer('/feedback/contact', { email: 'ann@example.com' });
    const page = await someone.open('/feedback/check');
    hook = lose;
    const sent = await someone.post('/feedback/check', {}, hiddenOf(page.text));
    expect(sent.status).toBe(503);
    hook = () => undefined;
    const again = await someone.post('/feedback/check', {}, hiddenOf(page.text));
    expect(again.headers['location']).toMatch(/^\/feedback\/done\//);
    const receipt = await someone.open(again.headers['location'] ?? '');
    expect(receipt.status).toBe(200);
  });
});

describe('the embedded store', () => {
  const folders: string[] = [];
  const makeFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stepway-'));
    folders.push(folder);
    return folder;
  };
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

  test('a visitor is answered only when the answer is on the disk', async () => {
    const environment = await openEnvironment(await makeFolder());
    const served = serve({
      name: 'embedded',
      sessions: revisionedStore(plainStore(), embeddedRecords(environment)),
      submissions: embeddedJournal(environment),
      ping: async () => undefined,
      close: () => environment.close(),
    });
    const someone = await someoneAtMissing(served);
    const prototype = Object.getPrototypeOf(environment.sessions) as { flushed: PromiseLike<unknown> };
    const { flushed } = prototype;
    let release = () => undefined as void;
    let isAsked = () => undefined as void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const slow = new Promise<void>((resolve) => (release = resolve));
    Object.defineProperty(prototype, 'flushed', {
      configurable: true,
      get: () => {
        isAsked();
        return slow;
      },
    });
    let isAnswered = false;
    const sent = someone.post('/feedback/missing', typed).finally(() => (isAnswered = true));
    await asked;
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(isAnswered).toBe(false);
    release();
    Object.defineProperty(prototype, 'flushed', { configurable: true, writable: true, value: flushed });
    expect((await sent).status).toBe(303);
    await served.forms.close(0);
    await environment.close();
  });

  test('a full disk is said, with what was typed, and nothing that was stored is damaged', async () => {
    const folder = await makeFolder();
    const storage = await embeddedStorage({ folder, maxBytes: 60_000 });
    const served = serve(storage);
    const begin = () => request(served.app).post('/feedback/visit').type('form').send({ found: 'no' });
    const first = visitor(served.app);
    const begun = await first.agent.post('/feedback/visit').type('form').send({ found: 'no' });
    const cookie = String(begun.headers['set-cookie']).split(';')[0] ?? '';
    await first.answer('/feedback/missing', { what: 'kept' });
    let refused = await begin();
    for (let n = 0; n < 300 && refused.status === 303; n += 1) refused = await begin();
    expect(refused.status).toBe(503);
    expect(refused.headers['set-cookie']).toBeUndefined();
    await first.open('/feedback/missing');
    const sent = await first.post('/feedback/missing', typed);
    expect(sent.status).toBe(503);
    expect(sent.text).toContain(shown);
    expect((await first.open('/feedback/missing')).text).toContain('kept');
    await served.forms.close(0);
    await storage.close();

    const larger = await embeddedStorage({ folder });
    const again = serve(larger);
    const page = await request(again.app).get('/feedback/missing').set('Cookie', cookie);
    expect(page.text).toContain('kept');
    expect((await request(again.app).post('/feedback/visit').type('form').send({ found: 'no' })).status).toBe(
      303,
    );
    await again.forms.close(0);
    await larger.close();
  });
});
