import { afterAll, describe, expect, test } from '@jest/globals';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import request from 'supertest';
import { stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { visitor } from '../support/visitor.ts';

const club = wizard({ id: 'club', title: 'Join the club', version: 1, start: false })
  .step('name', { title: 'Who?', fields: { name: text('Full name') } })
  .step('why', { title: 'Why?', fields: { why: text('Why') } })
  .complete({ action: 'Join' });

const claims = wizard({ id: 'claim', title: 'A claim', version: 1, several: true, start: false })
  .step('what', { title: 'What?', fields: { what: text('What') } })
  .complete({ action: 'Send' });

const trusted = 'https://app.example';
const storage = memoryStorage();
let fails: (() => unknown) | undefined;
const forms = stepway({
  wizards: [club, claims],
  storage,
  worker: false,
  log: pino({ level: 'silent' }),
  trustedOrigins: [trusted],
  guard: () => fails?.() as undefined,
  routes: (router) => {
    router.get('/{*any}', (_req, _res, next) => next());
    router.get('/given/up', (_req, _res, next) => next('router'));
  },
});
afterAll(() => forms.close(0));

function hostWith(...before: readonly RequestHandler[]) {
  const host = express();
  host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
  for (const handler of before) host.use(handler);
  host.use(forms);
  host.use((_req, res) => void res.status(418).send('the host'));
  return host;
}
const host = hostWith();

describe('an address', () => {
  test.each([
    ['/club/name', 200],
    ['/club/n%61me', 200],
    ['/club/%zz', 400],
    ['/club/name/', 303],
    ['/club/CHECK', 303],
    ['/club/Name', 404],
    // There is one way to write each: a host may have put a lock before it.
    ['//club/name', 404],
    ['/club//name', 404],
    ['/club/done%2Fabc', 404],
    ['/club/saved%2Fabc', 404],
    ['/club/~', 404],
    ['/club/~nobody/name', 404],
    ['/claim/~1/saved/here', 404],
    ['/constructor', 404],
    ['/club/__proto__', 404],
  ])('%s is answered with %i', async (address, status) => {
    expect((await request(host).get(address)).status).toBe(status);
  });

  test('without a run leads to the run, whatever letters of it are encoded', async () => {
    const { headers } = await request(host).get('/cl%61im/what?return=check');
    expect(headers['location']).toMatch(/^\/claim\/~[\w-]+\/what\?return=check$/);
  });

  test('is answered for HEAD as for GET, and another method with 405', async () => {
    expect((await request(host).head('/club/name')).status).toBe(200);
    expect((await request(host).put('/club/name')).status).toBe(405);
  });
});

describe('a host', () => {
  test('whose guard fails without a reason gets an error, and nothing goes on behind the forms', async () => {
    const { response, isHosts } = await withGuard(() => Promise.reject(undefined as unknown as Error));
    expect([response.status, isHosts]).toEqual([500, false]);
    const thrown = await withGuard(() => {
      // oxlint-disable-next-line only-throw-error
      throw undefined;
    });
    expect(thrown.response.status).toBe(500);
  });

  test('that has set a status before gets the status of the page', async () => {
    const early = hostWith((_req, res, next) => {
      res.status(404);
      next();
    });
    expect((await request(early).get('/club/name')).status).toBe(200);
  });

  test('with routes of its own has the forms answer a preflight, and may leave the forms out', async () => {
    const preflight = await request(host).options('/club/name').set('Origin', trusted);
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, trusted]);
    expect((await request(host).get('/given/up')).status).toBe(418);
  });

  test('whose store calls back later has its visitors served', async () => {
    const { get } = storage.sessions;
    storage.sessions.get = (id, done) => {
      get(id, (...found) => setImmediate(() => done(...found)));
    };
    const someone = visitor(host);
    await someone.answer('/club/name', { name: 'Ann' });
    expect((await someone.open('/club/name')).text).toContain('value="Ann"');
    storage.sessions.get = get;
  });
});

async function withGuard(guard: () => unknown) {
  fails = guard;
  const response = await request(host).get('/club/name');
  fails = undefined;
  return { response, isHosts: response.text.includes('the host') };
}
