import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { stepway } from '../../src/index.ts';
import { silentLog } from '../../src/log.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import feedback from '../../wizards/feedback.ts';
import { testConfig } from '../support/memory-app.ts';
import { hiddenOf, visitor } from '../support/visitor.ts';

const log = pino({ level: 'silent' });
let time = Date.now();
let operations = 0;
const storage = memoryStorage({
  now: () => time,
  onOperation: (operation) => {
    if (operation !== 'read') operations += 1;
  },
});
const config = { ...testConfig, trustedOrigins: ['https://front.example'] };
const { app, forms } = createApp({ config, wizards: [feedback], storage, log, now: () => time });
afterAll(() => forms.close(0));

const post = (headers: Record<string, string>) =>
  request(app)
    .post('/feedback/visit')
    .set('Host', 'forms.example')
    .set(headers)
    .type('form')
    .send({ found: 'no' });

test.each([
  [{ 'Sec-Fetch-Site': 'same-origin' }, 303],
  [{ 'Sec-Fetch-Site': 'none' }, 303],
  [{ 'Sec-Fetch-Site': 'same-site' }, 403],
  [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
  [{ Origin: 'http://forms.example' }, 303],
  [{ Origin: 'http://forms.example:8080' }, 403],
  [{ Origin: 'https://evil.example' }, 403],
  [{ Origin: 'foo://forms.example' }, 403],
  [{ Origin: 'null' }, 403],
  [{ Origin: 'not a url' }, 403],
  // What is left of it once it is cut for the log is no address.
  [{ Origin: `https://${'a'.repeat(190)}.1b.com` }, 403],
  [{ Origin: 'https://front.example', 'Sec-Fetch-Site': 'cross-site' }, 303],
  [{}, 303],
])('a POST with %j is answered with %d', async (headers, status) => {
  const sent = await post(headers as Record<string, string>);
  expect(sent.status).toBe(status);
});

test('a site that is refused is told to the operator once, with the setting that lets it in', async () => {
  const said: [object, string][] = [];
  const heard = { ...silentLog, warn: (facts: object, words: string) => void said.push([facts, words]) };
  const own = createApp({ config, wizards: [feedback], storage: memoryStorage(), log: heard });
  const from = (Origin: string) =>
    request(own.app)
      .post('/feedback/visit?secret=1')
      .set({ Host: 'forms.example', Origin })
      .type('form')
      .send({ found: 'no' })
      .expect(403);
  await from('https://front2.example/');
  await from('https://front2.example');
  await from('http://forms.example:8080');
  await own.forms.close(0);
  expect(said).toEqual([
    [
      { origin: 'https://front2.example', host: 'forms.example' },
      expect.stringContaining('from https://front2.example was refused'),
    ],
    [{ origin: 'http://forms.example:8080', host: 'forms.example' }, expect.stringContaining('TRUST_PROXY')],
  ]);
  expect(said[0]?.[1]).toContain('trustedOrigins (TRUSTED_ORIGINS)');
});

test('a refused POST stores nothing and sets no cookie', async () => {
  operations = 0;
  const sent = await post({ 'Sec-Fetch-Site': 'cross-site' });
  expect(sent.headers['set-cookie']).toBeUndefined();
  expect(operations).toBe(0);
});

test.each([
  ['application/xml', '<a/>', 415],
  ['multipart/form-data; boundary=x', '--x--', 415],
  ['text/plain', 'found=no', 415],
  ['application/json', '{"found":', 400],
  ['application/json', '"found"', 400],
  ['application/json', `${'['.repeat(40)}${']'.repeat(40)}`, 400],
  ['application/x-www-form-urlencoded', 'found=no&found=yes', 303],
  ['application/x-www-form-urlencoded', '__proto__=1&constructor=2&hasOwnProperty=3&found=no', 303],
  ['application/x-www-form-urlencoded', `found=${'x'.repeat(1_100_000)}`, 413],
  ['application/x-www-form-urlencoded', Array.from({ length: 1_100 }, (_, i) => `f${i}=1`).join('&'), 413],
  ['application/x-www-form-urlencoded', '%zz=%', 422],
  ['application/x-www-form-urlencoded', '', 422],
])('a body of %s is answered as it deserves', async (type, body, status) => {
  const sent = await request(app).post('/feedback/visit').set('Content-Type', type).send(body);
  expect(sent.status).toBe(status);
  expect(({} as Record<string, unknown>)['1']).toBeUndefined();
});

test.each(['stepway=garbage', 'stepway=s%3Aforged.signature', 'stepway=', 'stepway=s%3A%00.%FF'])(
  'the cookie %s opens no session and is no error',
  async (cookie) => {
    const page = await request(app).get('/feedback/missing').set('Cookie', cookie);
    expect([page.status, page.headers['location']]).toEqual([303, '/feedback/visit']);
    const sent = await request(app)
      .post('/feedback/visit')
      .set('Cookie', cookie)
      .type('form')
      .send({ found: 'no' });
    expect(sent.status).toBe(303);
    expect(String(sent.headers['set-cookie'])).not.toContain('forged');
  },
);

test('the cookie is HttpOnly and Lax, and in production Secure with the __Host- prefix', async () => {
  expect(String((await post({})).headers['set-cookie'])).toMatch(
    /^stepway=.*Path=\/; Expires=.*HttpOnly; SameSite=Lax$/,
  );
  const strict = createApp({
    config: { ...config, production: true, trustProxy: 1 },
    wizards: [feedback],
    storage: memoryStorage(),
    log,
  });
  const sent = await request(strict.app)
    .post('/feedback/visit')
    .set('X-Forwarded-Proto', 'https')
    .type('form')
    .send({ found: 'no' });
  expect(String(sent.headers['set-cookie'])).toMatch(
    /^__Host-stepway=.*Path=\/; .*HttpOnly; Secure; SameSite=Lax$/,
  );
  await strict.forms.close(0);
});

test('a Secure cookie over plain HTTP is reported loudly, with the fix', async () => {
  const lines: string[] = [];
  const strict = createApp({
    config: { ...config, production: true },
    wizards: [feedback],
    storage: memoryStorage(),
    log: pino({ level: 'error' }, { write: (line) => lines.push(line) }),
  });
  await request(strict.app).get('/feedback');
  await request(strict.app).get('/feedback');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('TRUST_PROXY=1');
  await strict.forms.close(0);
});

test('a session is kept alive over a rotation of secrets', async () => {
  const shared = memoryStorage();
  const appWith = (...secrets: string[]) =>
    createApp({ config: { ...config, secrets }, wizards: [feedback], storage: shared, log });
  const [one, other] = [
    appWith('the old secret of 2025'),
    appWith('a new one of 2026', 'the old secret of 2025'),
  ];
  const sent = await request(one.app).post('/feedback/visit').type('form').send({ found: 'no' });
  const cookie = String(sent.headers['set-cookie']).split(';')[0] ?? '';
  const page = await request(other.app).get('/feedback').set('Cookie', cookie);
  expect(page.headers['location']).toBe('/feedback/missing');
  await Promise.all([one.forms.close(0), other.forms.close(0)]);
});

test('idleness ends a session, requests prolong it, and the absolute limit ends it all the same', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  const isAlive = async () => (await someone.agent.get('/feedback/missing')).status === 200;
  for (let hour = 0; hour < 23.5; hour += 0.4) {
    time += 0.4 * 3_600_000;
    if (!(await isAlive())) throw new Error(`ended after ${hour} h`);
  }
  time += 0.5 * 3_600_000;
  expect(await isAlive()).toBe(false);

  const idle = visitor(app);
  await idle.answer('/feedback/visit', { found: 'no' });
  const page = await idle.open('/feedback/missing');
  time += 31 * 60_000;
  const sent = await idle.post('/feedback/missing', { what: 'a map' }, hiddenOf(page.text));
  expect(sent.status).toBe(410);
  expect(sent.text).toContain('a map');
});

test('every page has a policy with a fresh nonce and no unsafe-inline, and a redirect leads to our own paths', async () => {
  const policies = await Promise.all([1, 2].map(async () => (await request(app).get('/feedback')).headers));
  const [one, two] = policies.map((headers) => String(headers['content-security-policy']));
  expect(one).toMatch(/script-src 'self' 'nonce-/);
  expect(one).not.toContain('unsafe');
  expect(one).not.toBe(two);
  const odd = await request(app).get('//evil.example/visit?return=//evil.example');
  expect(odd.headers['location'] ?? '/').toMatch(/^\/(?!\/)/);
});

test('the log holds no answers, cookies or ids', async () => {
  const lines: string[] = [];
  const broken = memoryStorage({
    onOperation: (operation, moment) => {
      if (operation === 'replace' && moment === 'before') throw new Error('down with secret-answer');
    },
  });
  const host = express();
  const noisy = stepway({
    wizards: [feedback],
    storage: broken,
    log: pino({ level: 'info' }, { write: (line) => lines.push(line) }),
  });
  host.use(session({ store: broken.sessions, secret: 'x', resave: false, saveUninitialized: false }));
  host.use(noisy);
  const someone = visitor(host);
  await someone.answer('/feedback/visit', { found: 'no' });
  await someone.open('/feedback/missing');
  const sent = await someone.post('/feedback/missing', { what: 'secret-answer' });
  expect(sent.status).toBe(503);
  expect(sent.headers['retry-after']).toBe('2');
  expect(sent.text).toContain('secret-answer');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('')).not.toMatch(/secret-answer|s%3A|connect\.sid/);
  await noisy.close(0);
});

test('a page for a session that cannot be loaded has the policy too, and holds what was typed', async () => {
  let isDown = false;
  const shaky = memoryStorage({
    onOperation: () => {
      if (isDown) throw new Error('down');
    },
  });
  const { app: server, forms: served } = createApp({ config, wizards: [feedback], storage: shaky, log });
  const someone = visitor(server);
  await someone.answer('/feedback/visit', { found: 'no' });
  await someone.open('/feedback/missing');
  isDown = true;
  const sent = await someone.post('/feedback/missing', { what: 'a map' });
  expect(sent.status).toBe(503);
  expect(sent.text).toContain('a map');
  expect(sent.headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-/);
  await served.close(0);
});

test('a page is not sniffed, framed or opened by other sites, and tells them nothing of its address', async () => {
  const { headers } = await request(app).get('/feedback/visit');
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
});
