import { afterAll, expect, test } from '@jest/globals';
import express, { type ErrorRequestHandler } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import request from 'supertest';
import { answersOf, choice, stepway, text, wizard } from '../../src/index.ts';
import type { Submission } from '../../src/completion/journal.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { headingOf, hiddenOf, visitor } from '../support/visitor.ts';

declare module 'express-session' {
  interface SessionData {
    user?: string;
    cart?: string[];
    theme?: string;
  }
}

const visit = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who travels?', fields: { name: text('Full name') } })
  .step('where', { title: 'Where to?', fields: { to: choice('Where to?', { sea: 'Sea', hills: 'Hills' }) } })
  .complete({ action: 'Book' });

const storage = memoryStorage();
const forms = stepway({
  wizards: [visit],
  storage,
  log: pino({ level: 'silent' }),
  context: (req) => ({ user: req.session.user ?? null }),
});
afterAll(() => forms.close(0));

const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.post('/login', (req, res) => {
  req.session.user = 'ann';
  res.redirect(303, '/');
});
host.post('/cart', (req, res) => {
  req.session.cart = [
    ...(req.session.cart ?? []),
    typeof req.query['item'] === 'string' ? req.query['item'] : '',
  ];
  res.json(req.session.cart);
});
host.post('/theme', (req, res) => {
  const { to } = req.query;
  if (typeof to === 'string') req.session.theme = to;
  else delete req.session.theme;
  res.json({});
});
host.get('/account', async (req, res) => {
  const { user, cart, theme } = req.session;
  res.json({ user, cart, theme, trip: await answersOf(req, visit) });
});
host.get('/page', (_req, res) => {
  res.type('html').send('<h1>A view of the host</h1>');
});
host.use('/apply', forms);
host.use('/apply', forms.onError);
host.get('/broken', () => {
  throw new Error('the host broke');
});
const hostErrors: ErrorRequestHandler = (_error, _req, res, _next) => {
  res.status(500).send('the error page of the host');
};
host.use(hostErrors);

test("a host's log-in, cart and preferences live beside a wizard, across a resume", async () => {
  const someone = visitor(host);
  await someone.agent.post('/login');
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  await someone.agent.post('/cart?item=map');
  await someone.agent.post('/theme?to=dark');
  const resumed = await someone.agent.get('/apply/trip');
  expect(resumed.headers['location']).toBe('/apply/trip/where');
  await someone.answer('/apply/trip/where', { to: 'sea' });
  await someone.agent.post('/cart?item=boots');
  await someone.agent.post('/theme');
  const account = await someone.agent.get('/account');
  expect(account.body).toEqual({
    user: 'ann',
    cart: ['map', 'boots'],
    trip: { who: { name: 'Ann' }, where: { to: 'sea' } },
  });
});

test("deleting the answers leaves the host's keys and its session alone", async () => {
  const someone = visitor(host);
  await someone.agent.post('/login');
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  await someone.open('/apply/trip/end');
  const sent = await someone.post('/apply/trip/end');
  expect(sent.status).toBe(303);
  expect((await someone.agent.get('/account')).body).toEqual({ user: 'ann' });
});

test('the submission holds what the host says of the visitor', async () => {
  const someone = visitor(host);
  await someone.agent.post('/login');
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  await someone.answer('/apply/trip/where', { to: 'hills' });
  await someone.open('/apply/trip/check');
  const sent = await someone.post('/apply/trip/check');
  const reference = (sent.headers['location'] ?? '').split('/').pop()!;
  expect((await storage.submissions.findByReference(reference))?.context).toEqual({ user: 'ann' });
});

test("the host's own pages and error handler stay in charge of its own routes", async () => {
  expect((await request(host).get('/page')).text).toContain('A view of the host');
  expect((await request(host).get('/broken')).text).toBe('the error page of the host');
  const missing = await request(host).get('/apply/nothing');
  expect(missing.status).toBe(404);
  expect(headingOf(missing.text)).not.toBe('');
});

test('a body that the host has parsed already is taken as it is', async () => {
  const parsing = express();
  parsing.use(express.urlencoded({ extended: true }), express.json());
  parsing.use(host);
  const someone = visitor(parsing);
  expect(await someone.answer('/apply/trip/who', { name: 'Ann' })).toBe('/apply/trip/where');
});

test('without a session middleware the error names the fix in the log and nothing is lost', async () => {
  const lines: string[] = [];
  const alone = stepway({
    wizards: [visit],
    storage,
    worker: false,
    log: pino({ level: 'error' }, { write: (line) => lines.push(line) }),
  });
  const bare = express().use('/apply', alone);
  const page = await request(bare).post('/apply/trip/who').type('form').send({ name: 'Ann' });
  expect(page.status).toBe(500);
  expect(page.text).toContain('Ann');
  expect(lines.join('')).toContain('SESSION_MISSING');
  await alone.close(0);
});

test('a journal of a host’s own may be an object of a class', async () => {
  class OwnJournal {
    readonly inner = memoryStorage().submissions;
    insert(submission: Submission) {
      return this.inner.insert(submission);
    }
    get(id: string) {
      return this.inner.get(id);
    }
    findByReference(reference: string) {
      return this.inner.findByReference(reference);
    }
  }
  const memory = memoryStorage();
  const own = { ...memory, submissions: new OwnJournal() as unknown as typeof memory.submissions };
  const forms = stepway({ wizards: [visit], storage: own, worker: false, log: pino({ level: 'silent' }) });
  const app = express();
  app.use(session({ store: own.sessions, secret: 'host', resave: false, saveUninitialized: false }));
  const someone = visitor(app.use(forms));
  await someone.answer('/trip/who', { name: 'Ann' });
  await someone.answer('/trip/where', { to: 'sea' });
  const sent = await someone.post('/trip/check');
  expect((await someone.open(sent.headers['location'] ?? '')).status).toBe(200);
  await forms.close(0);
});

test('the hidden fields of a mounted form carry the same stamp as on our own server', async () => {
  const page = await visitor(host).open('/apply/trip/who');
  expect(Object.keys(hiddenOf(page.text)).sort()).toEqual(['_generation', '_instance', '_page', '_seen']);
  expect(page.text).toContain('action="/apply/trip/who"');
});

test('a host that forgot to hand over the store is told once, with the fix', async () => {
  const lines: string[] = [];
  const forgetful = express();
  const served = stepway({
    wizards: [visit],
    storage,
    worker: false,
    log: pino({ level: 'warn' }, { write: (line) => lines.push(line) }),
  });
  forgetful.use(session({ secret: 'host', resave: false, saveUninitialized: false }));
  forgetful.use(served);
  const someone = visitor(forgetful);
  await someone.open('/trip/who');
  await someone.post('/trip/who', { name: 'Ann' });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('session({ store: storage.sessions })');
  await served.close(0);
});
