import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import express, { type ErrorRequestHandler } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import request from 'supertest';
import { stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Full name') } })
  .complete({ action: 'Book' });

let lines: string[] = [];
let references = 0;
beforeEach(() => {
  lines = [];
  references = 0;
});
const storage = memoryStorage();
const { submissions } = storage;
const forms = stepway({
  wizards: [trip],
  storage: {
    ...storage,
    submissions: {
      ...submissions,
      findByReference: (reference) => {
        references += 1;
        return submissions.findByReference(reference);
      },
    },
  },
  log: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
});
afterAll(() => forms.close(0));

const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.get('/apply/:status/fails', (req) => {
  throw Object.assign(new Error('the host’s own'), { status: Number(req.params.status) });
});
host.use('/apply', forms);
host.use('/apply', forms.onError);
const asHost: ErrorRequestHandler = (error: { readonly status: number }, _req, res, _next) =>
  void res.status(error.status).send('the host answers');
host.use(asHost);

test.each(['/apply/%', '/apply/%zz', '/apply/trip/%E0%A4%A'])(
  'the address %s, which cannot be decoded, is a 400 and no line in the log',
  async (url) => {
    expect((await request(host).get(url)).status).toBe(400);
    expect(lines).toEqual([]);
  },
);

test.each(['gzip', 'deflate', 'br'])('a body that is no %s is a 400 and no line in the log', async (name) => {
  const sent = await request(host)
    .post('/apply/trip/who')
    .set('Content-Encoding', name)
    .type('form')
    .send('name=Ann');
  expect(sent.status).toBe(400);
  expect(lines).toEqual([]);
});

test.each([401, 404, 429, 503])('a host’s own error of status %d is the host’s to answer', async (status) => {
  const answer = await request(host).get(`/apply/${status}/fails`);
  expect([answer.status, answer.text]).toEqual([status, 'the host answers']);
  expect(lines).toEqual([]);
});

test('a receipt whose reference is none is not looked for', async () => {
  for (const reference of ['A'.repeat(2_000), 'none', '....', '0000-0000-0000-000U']) {
    expect((await request(host).get(`/apply/trip/done/${reference}`)).status).toBe(404);
  }
  expect(references).toBe(0);
  expect((await request(host).get('/apply/trip/done/0000-0000-0000-0000')).status).toBe(404);
  expect(references).toBe(1);
});

test.each([
  [1_000_001, 'keep-alive'],
  [100_000_000, 'close'],
])('a body of %d bytes is refused before it is read, and the line is left %s', async (length, connection) => {
  const server = host.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sent = httpRequest({
    port,
    method: 'POST',
    path: '/apply/trip/who',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': length },
  });
  const answer = await new Promise<IncomingMessage>((resolve) => {
    sent.on('response', resolve);
    sent.write('name=');
  });
  sent.on('error', () => {});
  sent.destroy();
  server.close();
  expect([answer.statusCode, answer.headers.connection]).toEqual([413, connection]);
});

test('a body that does not say how long it is is refused as soon as it is too long', async () => {
  const server = host.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Transfer-Encoding': 'chunked' };
  const sent = httpRequest({ port, method: 'POST', path: '/apply/trip/who', headers });
  const answer = await new Promise<IncomingMessage>((resolve) => {
    sent.on('response', resolve);
    // And never an end.
    sent.write(`name=${'x'.repeat(1_000_000)}`);
  });
  sent.on('error', () => {});
  sent.destroy();
  server.close();
  expect([answer.statusCode, answer.headers.connection]).toEqual([413, 'close']);
});

test.each(['put', 'delete', 'patch'] as const)(
  '%s of a page of ours is not allowed, and says what is',
  async (method) => {
    const sent = await request(host)[method]('/apply/trip/who');
    expect([sent.status, sent.headers['allow']]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  },
);

test('OPTIONS says what is allowed', async () => {
  const sent = await request(host).options('/apply/trip/who');
  expect([sent.status, sent.headers['allow']]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
});

test('the address of a step that ends with a slash leads to the step', async () => {
  const { status, headers } = await request(host).get('/apply/trip/who/');
  expect([status, headers['location']]).toEqual([303, '/apply/trip/who']);
  expect((await request(host).get('/apply/trip/nowhere/')).status).toBe(404);
});
