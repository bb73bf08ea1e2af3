import { afterAll, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { stepway } from '../../src/index.ts';
import { createApp } from '../../src/app/server.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { memoryRecords } from '../../src/storage/memory/storage.ts';
import { plainStore, revisionedStore } from '../../src/storage/revisioned-store.ts';
import feedback from '../../wizards/feedback.ts';
import { spoilRecord, textOfRecord } from '../support/spoil.ts';
import { testConfig } from '../support/memory-app.ts';
import { headingOf, visitor } from '../support/visitor.ts';

const records = memoryRecords();
const storage = {
  name: 'memory',
  sessions: revisionedStore(plainStore(), records),
  submissions: memoryJournal(),
  ping: async () => undefined,
  close: async () => undefined,
};
const log = pino({ level: 'silent' });
const own = createApp({ config: testConfig, wizards: [feedback], storage, log });
const forms = stepway({ wizards: [feedback], storage, log });
afterAll(() => Promise.all([own.forms.close(0), forms.close(0)]));

const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.post('/theme', (req, res) => {
  req.session.theme = 'dark';
  res.json({});
});
host.get('/theme', (req, res) => {
  res.json(req.session.theme ?? null);
});
host.use('/apply', forms);
host.use('/apply', forms.onError);

const told = 'Sorry, we could not read your answers';

/** The session's id in the last cookie that was set. */
const idIn = (headers: object): string =>
  /=s%3A([^.]+)\./.exec(String((headers as { 'set-cookie'?: unknown })['set-cookie']))?.[1] ?? '';

async function someoneUnreadable(app: Express, base: string, spoil: (text: string) => string) {
  const someone = visitor(app);
  await someone.agent.post('/theme');
  await someone.open(`${base}/feedback/visit`);
  const sent = await someone.post(`${base}/feedback/visit`, { found: 'no' });
  const id = idIn(sent.headers) || (await idOf(someone));
  const spoilt = spoil((await textOfRecord(records, id)) ?? '');
  await spoilRecord(records, id, spoilt);
  return { someone, id, spoilt };
}

async function idOf(someone: ReturnType<typeof visitor>): Promise<string> {
  // supertest keeps the jar to itself: a request of the agent shows the cookie that it sends.
  const { request } = await someone.agent.get('/nowhere');
  return idIn({ 'set-cookie': String((request as { cookies?: unknown }).cookies ?? '') });
}

const garbled = () => '{"cookie":';
const garbledState = (text: string) => {
  const parsed = JSON.parse(text) as object;
  return JSON.stringify({ ...parsed, stepway: { format: 1, wizards: 'none' } });
};

test.each([
  ['on our own server', own.app, '', garbled],
  ['on our own server, our key alone', own.app, '', garbledState],
  ['in a host', host, '/apply', garbled],
  ['in a host, our key alone', host, '/apply', garbledState],
])(
  'a stored session that cannot be read: %s the visitor is told once and goes on in a new one',
  async (_, app, base, spoil) => {
    const { someone, id, spoilt } = await someoneUnreadable(app, base, spoil);
    const page = await someone.agent.get(`${base}/feedback/missing`);
    expect(page.status).toBe(500);
    expect(headingOf(page.text)).toBe(told);
    expect(await someone.answer(`${base}/feedback/visit`, { found: 'no' })).toBe(`${base}/feedback/missing`);
    expect(await idOf(someone)).not.toBe(id);
    expect((await someone.open(`${base}/feedback/missing`)).status).toBe(200);
    expect(await textOfRecord(records, id)).toBe(spoilt);
  },
);

test('what a host keeps in a session whose key of ours cannot be read goes on in the new one', async () => {
  const { someone } = await someoneUnreadable(host, '/apply', garbledState);
  await someone.agent.get('/apply/feedback/missing');
  expect((await someone.agent.get('/theme')).body).toBe('dark');
});

test('the list of forms stands also when our key cannot be read, and leaves it to the form to tell', async () => {
  const { someone } = await someoneUnreadable(host, '/apply', garbledState);
  const list = await someone.agent.get('/apply/');
  expect([list.status, headingOf(list.text)]).toEqual([200, 'Forms']);
  expect(headingOf((await someone.agent.get('/apply/feedback/missing')).text)).toBe(told);
});
