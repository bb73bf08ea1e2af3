import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import feedback from '../../wizards/feedback.ts';
import { testConfig } from '../support/memory-app.ts';
import { headingOf, hiddenOf, visitor } from '../support/visitor.ts';

let time = Date.now();
let warnings = 0;
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, error: quiet, warn: () => (warnings += 1) };
const storage = memoryStorage({ now: () => time });
const config = {
  ...testConfig,
  trustProxy: 1,
  rateLimits: { starts: 3, rechecks: 2, searches: 2, submits: 1, links: 2, mails: 1 },
};
const { app, forms } = createApp({ config, wizards: [feedback], storage, log, now: () => time });
afterAll(() => forms.close(0));
beforeEach(() => {
  time += 120_000;
  warnings = 0;
});

const post = (address: string, path = '/feedback/visit', headers: Record<string, string> = {}) =>
  request(app)
    .post(path)
    .set('X-Forwarded-For', address)
    .set(headers)
    .type('form')
    .send({ found: 'no', rating: 'typed before' });

async function statuses(count: number, send: () => Promise<{ readonly status: number }>): Promise<number[]> {
  const seen: number[] = [];
  while (seen.length < count) seen.push((await send()).status);
  return seen;
}

test('an address that starts too many forms in a minute gets 429, others do not', async () => {
  expect(await statuses(4, () => post('203.0.113.1'))).toEqual([303, 303, 303, 429]);
  expect((await post('203.0.113.2')).status).toBe(303);
  time += 60_000;
  expect((await post('203.0.113.1')).status).toBe(303);
});

test('the addresses of one IPv6 customer count as one', async () => {
  let n = 0;
  const send = () => post(`2001:db8:1:2::${(n += 1)}`);
  expect(await statuses(4, send)).toEqual([303, 303, 303, 429]);
});

test('a refused POST makes no session, says when to come back, and holds what was typed', async () => {
  await statuses(3, () => post('203.0.113.3'));
  const refused = await post('203.0.113.3');
  expect(refused.headers['set-cookie']).toBeUndefined();
  expect(refused.headers['retry-after']).toBe('60');
  expect(headingOf(refused.text)).toBe('Please wait a minute');
  expect(hiddenOf(refused.text)).toMatchObject({ found: 'no' });
  expect(refused.text).toContain('action="/feedback/visit"');
  expect(refused.headers['content-security-policy']).toBeDefined();
});

test('a fragment and JSON are answered in kind', async () => {
  await statuses(3, () => post('203.0.113.4'));
  const fragment = await post('203.0.113.4', '/feedback/visit', {
    'HX-Request': 'true',
    'HX-Request-Type': 'partial',
  });
  expect(fragment.status).toBe(429);
  expect(fragment.text).toMatch(/^\s*<title>/);
  expect(hiddenOf(fragment.text)).toMatchObject({ found: 'no' });
  const json = await post('203.0.113.4', '/feedback/visit', { Accept: 'application/json' });
  expect(json.status).toBe(429);
  expect(json.body).toMatchObject({ kind: 'unavailable', status: 429, typed: { found: 'no' } });
});

test('single fields count by themselves', async () => {
  const recheck = () => post('203.0.113.5', '/feedback/visit', { 'X-Stepway-Validate': 'found' });
  expect(await statuses(3, recheck)).toEqual([200, 200, 429]);
  expect((await post('203.0.113.5')).status).toBe(303);
});

test('searches count by themselves', async () => {
  const search = () => post('203.0.113.7', '/feedback/visit', { 'X-Stepway-Find': 'found' });
  expect(await statuses(3, search)).toEqual([404, 404, 429]);
  expect((await post('203.0.113.7')).status).toBe(303);
});

test('sending a form counts by itself, and its page says that the answers are safe', async () => {
  expect((await post('203.0.113.6', '/feedback/check')).status).toBe(410);
  const refused = await post('203.0.113.6', '/feedback/check');
  expect(refused.status).toBe(429);
  expect(refused.text).toContain('Your answers are safe');
  expect(refused.text).toContain('action="/feedback/check"');
});

test('sending a form counts as that, whatever it says that it asks for', async () => {
  const asks = [{ 'X-Stepway-Find': 'x' }, { 'X-Stepway-Validate': 'x' }];
  for (const [n, headers] of asks.entries()) {
    const send = () => post(`203.0.113.2${n}`, '/feedback/check', headers);
    expect(await statuses(2, send)).toEqual([410, 429]);
  }
});

test('a form in progress, pages, assets and health are never refused', async () => {
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  await statuses(4, () => post('203.0.113.7'));
  const from = { 'X-Forwarded-For': '203.0.113.7' };
  someone.agent.set(from);
  await someone.open('/feedback/missing');
  expect(await statuses(5, () => someone.post('/feedback/missing', { what: 'A map' }))).toEqual(
    Array.from({ length: 5 }, () => 303),
  );
  const asset = /"(\/_stepway\/[^"]+\.css)"/.exec((await someone.open('/feedback/missing')).text)![1]!;
  for (const path of ['/', '/feedback/visit', '/healthz', '/readyz', asset])
    expect([path, ...(await statuses(5, () => request(app).get(path).set(from)))]).toEqual([
      path,
      ...Array.from({ length: 5 }, () => 200),
    ]);
});

test('programs of this machine are not counted', async () => {
  const send = () => request(app).post('/feedback/visit').type('form').send({ found: 'no' });
  expect(await statuses(5, send)).toEqual(Array.from({ length: 5 }, () => 303));
});

test('an address counts as what it is, in upper case and with encoded letters too', async () => {
  const check = ['/feedback/check', '/feedback/CHECK', '/feedback/ch%65ck'];
  const seen = await Promise.all(check.map((path) => post('203.0.113.9', path)));
  expect(seen.filter(({ status }) => status === 429)).toHaveLength(2);
});

test('what is counted is bounded: ten thousand more addresses, and the first is forgotten', async () => {
  await statuses(4, () => post('203.0.113.8'));
  const { limitRates } = await import('../../src/http/rate-limits.ts');
  const limiter = limitRates({ starts: 1 }, { log: pino({ level: 'silent' }), now: () => time });
  const ask = async (ip: string) => {
    const req = { method: 'POST', path: '/feedback/visit', ip, headers: {} };
    const res = { set: () => res, setHeader: () => res, headersSent: false };
    return new Promise((resolve) => {
      void limiter(req as never, res as never, resolve as never);
    });
  };
  await ask('198.51.100.1');
  expect(await ask('198.51.100.1')).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  for (let n = 0; n < 10_000; n += 1) await ask(`10.0.${n >> 8}.${n & 255}`);
  expect(await ask('198.51.100.1')).toBeUndefined();
});

test('the operator is told, once a minute and without the address', async () => {
  await statuses(6, () => post('203.0.113.9'));
  expect(warnings).toBe(1);
});

test('links that are opened, looked at or made count together, and those that are sent by themselves', async () => {
  const look = () =>
    request(app)
      .get(`/feedback/saved/${'a'.repeat(27)}`)
      .set('X-Forwarded-For', '203.0.113.9');
  expect(await statuses(3, look)).toEqual([410, 410, 429]);
  expect((await post('203.0.113.9', '/feedback/saved/link')).status).toBe(429);
  // The page itself is none.
  expect((await request(app).get('/feedback/saved').set('X-Forwarded-For', '203.0.113.9')).status).not.toBe(
    429,
  );
  expect(await statuses(2, () => post('203.0.113.9', '/feedback/saved/mail'))).toEqual([404, 429]);
});
