import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import type { SessionOptions } from 'express-session';
import { embeddedStorage, mongoStorage, type Stepway, type Storage } from '../../src/index.ts';
import { describeWithMongo, startMongoServer } from '../support/mongo-server.ts';
import { textOf, visitor } from '../support/visitor.ts';
import { readersProject } from './import-block.ts';
import { hostOf, meanwhile } from './session-host.ts';

const project = readersProject();
afterAll(() => project.remove());

describe('the guide in docs/sessions.md, on the embedded store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stepway-sessions-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  describeGuide(() => embeddedStorage({ folder }));
});

describeWithMongo('the guide in docs/sessions.md, on MongoDB', 'any', () => {
  let server: Awaited<ReturnType<typeof startMongoServer>>;
  afterAll(() => server.stop());
  describeGuide(async () => {
    server = await startMongoServer();
    return mongoStorage({ url: server.url });
  });
});

function describeGuide(open: () => Promise<Storage>): void {
  let storage: Storage;
  let app: Express;
  const opened: Stepway[] = [];
  const host = async (settings: Partial<SessionOptions> = {}) => {
    const made = await hostOf(project, storage, settings);
    opened.push(made.forms);
    return made.app;
  };
  beforeAll(async () => {
    storage = await open();
    app = await host();
  });
  afterAll(async () => {
    await Promise.all(opened.map((forms) => forms.close(0)));
    await storage.close();
  });

  type Me = { readonly id: string; readonly user?: string; readonly name?: string };
  const someoneWho = async (name = 'Ann', at = app) => {
    const someone = visitor(at);
    await someone.answer('/apply/visa/who', { name });
    const get = async (url: string) => (await someone.agent.get(url)).body as Record<string, unknown>;
    return {
      ...someone,
      get,
      me: async () => (await get('/me')) as unknown as Me,
      logIn: async (user: string) => someone.post('/login', { name: user, password: 'right' }, {}),
    };
  };

  test('a counter, a cart and a preference live beside a form', async () => {
    const someone = await someoneWho();
    await someone.get('/shop');
    await someone.post('/cart', { item: 'map' }, {});
    await someone.answer('/apply/visa/why', { why: 'A holiday' });
    await someone.post('/colours', { colours: 'dark' }, {});
    await someone.post('/cart', { item: 'boots' }, {});
    expect(await someone.get('/shop')).toEqual({ visits: 2, cart: ['map', 'boots'], colours: 'dark' });
    expect((await someone.open('/apply/visa/check')).text).toContain('A holiday');
  });

  test('a count and an answer on their way at the same time are both kept, whichever is slower', async () => {
    const someone = await someoneWho();
    await someone.open('/apply/visa/why');
    const slowAnswer = await meanwhile(
      () => someone.post('/apply/visa/why', { why: 'A holiday' }).then((sent) => sent),
      () => someone.get('/shop'),
    );
    expect(slowAnswer.status).toBe(303);
    await meanwhile(
      () => someone.get('/slow-count'),
      () => someone.answer('/apply/visa/who', { name: 'Bea' }),
    );
    expect(await someone.me()).toMatchObject({ name: 'Bea' });
    expect(await someone.get('/slow-count')).toBe(1);
    expect(await someone.get('/shop')).toMatchObject({ visits: 2 });
    expect((await someone.open('/apply/visa/check')).text).toContain('A holiday');
  });

  test('twenty counts beside ten answers cost no answer', async () => {
    const someone = await someoneWho();
    const counts = Array.from({ length: 20 }, () => someone.get('/shop'));
    for (let turn = 0; turn < 10; turn += 1)
      await someone.answer('/apply/visa/who', { name: `Name ${turn}` });
    await Promise.all(counts);
    expect(await someone.me()).toMatchObject({ name: 'Name 9' });
  });

  test('the log-in keeps the answers and the cart under a new id, and knows the user', async () => {
    const someone = await someoneWho();
    await someone.post('/cart', { item: 'map' }, {});
    const before = await someone.me();
    expect((await someone.post('/login', { name: 'ann', password: 'wrong' }, {})).status).toBe(401);
    const sent = await someone.logIn('ann');
    expect([sent.status, sent.headers['location']]).toEqual([303, '/apply/visa']);
    const after = await someone.me();
    expect(after).toMatchObject({ user: 'ann', name: 'Ann' });
    expect(after.id).not.toBe(before.id);
    expect(await someone.get('/shop')).toMatchObject({ cart: ['map'] });
  });

  test('a form that the rule leaves behind does not come along', async () => {
    const someone = await someoneWho();
    await someone.answer('/apply/complaint/what', { what: 'The soup' });
    await someone.logIn('ann');
    expect((await someone.open('/apply/complaint/what')).text).not.toContain('The soup');
    expect((await someone.open('/apply/visa/who')).text).toContain('value="Ann"');
  });

  test('who logs in again keeps the answers, another person gets none of them', async () => {
    const someone = await someoneWho();
    await someone.logIn('ann');
    await someone.logIn('ann');
    expect(await someone.me()).toMatchObject({ user: 'ann', name: 'Ann' });
    await someone.logIn('bob');
    expect(await someone.me()).toMatchObject({ user: 'bob' });
    expect((await someone.me()).name).toBeUndefined();
  });

  test('regenerate alone leaves the answers behind, and destroy and null take them away', async () => {
    const destroying = await host({ unset: 'destroy' });
    for (const end of ['/empty', '/logout', '/null']) {
      const someone = await someoneWho('Ann', destroying);
      if (end === '/logout') await someone.post(end, {}, {});
      else await someone.get(end);
      expect([end, (await someone.me()).name]).toEqual([end, undefined]);
    }
  });

  test('an answer that is on its way when the visitor logs out revives nothing, and is given back', async () => {
    const someone = await someoneWho();
    const { id } = await someone.me();
    await someone.open('/apply/visa/why');
    const sent = await meanwhile(
      () => someone.post('/apply/visa/why', { why: 'A holiday' }).then((response) => response),
      () => someone.post('/logout', {}, {}),
    );
    expect(sent.status).toBe(410);
    expect(sent.text).toContain('A holiday');
    expect(await storedUnder(storage, id)).toBe('nothing');
  });

  test('logging out elsewhere ends the other sessions of that user, also those in use', async () => {
    const [here, there, bob] = [await someoneWho(), await someoneWho(), await someoneWho('Bob')];
    await here.logIn('carl');
    await there.logIn('carl');
    await bob.logIn('bob');
    const { id } = await there.me();
    await there.open('/apply/visa/why');
    const sent = await meanwhile(
      () => there.post('/apply/visa/why', { why: 'A holiday' }).then((response) => response),
      async () => {
        expect((await here.post('/logout-elsewhere', {}, {})).body).toEqual({ ended: 1 });
      },
    );
    expect(sent.status).toBe(410);
    expect(textOf(sent.text)).toContain('A holiday');
    expect(await storedUnder(storage, id)).toBe('nothing');
    expect((await there.me()).user).toBeUndefined();
    expect(await here.me()).toMatchObject({ user: 'carl', name: 'Ann' });
    expect(await bob.me()).toMatchObject({ user: 'bob', name: 'Bob' });
  });

  test('a token logs in again once the session is gone, and keeps what was answered meanwhile', async () => {
    const someone = await someoneWho();
    await someone.logIn('ann');
    await someone.agent.post('/remember/ann');
    await someone.post('/logout', {}, {});
    expect(await someone.me()).toMatchObject({ user: 'ann' });
    await someone.answer('/apply/visa/who', { name: 'Ann' });
    expect(await someone.me()).toMatchObject({ user: 'ann', name: 'Ann' });
  });

  test('one request’s cookie may live for days, and the answers beside it stay', async () => {
    const someone = await someoneWho();
    const sent = await someone.agent.get('/for-days');
    const expires = /Expires=([^;]+)/.exec(String(sent.headers['set-cookie']))?.[1] ?? '';
    expect(Date.parse(expires)).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    const next = await someone.answer('/apply/visa/why', { why: 'A holiday' });
    expect(next).toBe('/apply/visa/check');
    expect(await someone.me()).toMatchObject({ name: 'Ann' });
  });

  test('rolling, touch, resave and saveUninitialized work beside a form', async () => {
    const busy = await host({
      rolling: true,
      resave: true,
      saveUninitialized: true,
      cookie: { maxAge: 86_400_000 },
    });
    const someone = await someoneWho('Ann', busy);
    expect((await someone.agent.get('/touch')).headers['set-cookie']).toBeDefined();
    expect((await someone.open('/apply/visa/why')).status).toBe(200);
    await someone.answer('/apply/visa/why', { why: 'A holiday' });
    expect((await someone.open('/apply/visa/check')).text).toContain('A holiday');
  });
}

async function storedUnder(storage: Storage, id: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    storage.sessions.get(id, (error, found) =>
      error ? reject(error as Error) : resolve(found ?? 'nothing'),
    );
  });
}
