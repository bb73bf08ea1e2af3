import { afterAll, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { file, stepway, text, wizard, type Guard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

declare module 'express-session' {
  interface SessionData {
    member?: string;
  }
}

const club = wizard({ id: 'club', title: 'Club', version: 1, start: false })
  .step('you', { title: 'You', fields: { name: text('Name'), about: text('About you') } })
  .repeat('friends', { title: 'Your friends', item: '{who.name}', rows: true, min: 1 }, (friend) =>
    friend.step('who', { title: 'Who', fields: { name: text('Name'), from: text('From') } }),
  )
  .complete({ action: 'Join' });

const papers = wizard({ id: 'papers', title: 'Papers', version: 1, start: false })
  .step('cv', {
    title: 'Your CV',
    fields: { note: text('Note'), cv: file('CV', { types: ['application/pdf'] }).optional() },
  })
  .complete({ action: 'Send' });

const storage = memoryStorage();
let away: ReturnType<Guard>;
const forms = stepway({
  wizards: [club, papers],
  storage,
  log: pino({ level: 'silent' }),
  guard: (req) => (req.session.member === undefined ? away : undefined),
});
afterAll(() => forms.close(0));
const app = express();
app.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
app.get(
  '/login',
  (req, res) =>
    void req.session.regenerate(() => {
      req.session.member = 'ann';
      res.send('in');
    }),
);
app.get('/logout', (req, res) => {
  delete req.session.member;
  res.send('out');
});
app.get('/end', (req, res) => void req.session.destroy(() => res.send('ended')));
app.use('/apply', forms);

beforeEach(() => {
  away = '/login?next=club';
});

test.each(['/apply/club', '/apply/club/you?a=1'])(
  'a guard that sends visitors to the very page, %s, is a failure and no endless way',
  async (path) => {
    away = path;
    expect((await visitor(app).agent.get(path)).status).toBe(500);
  },
);

async function member() {
  const someone = visitor(app);
  await someone.agent.get('/login');
  return someone;
}

const you = '/apply/club/you';
const typed = { name: 'Ann Lee', about: 'Reads very much' };

test('a form that comes without its log-in is held on a page, and saved once there is one', async () => {
  const someone = await member();
  await someone.answer(you, { name: 'Ann', about: 'Reads' });
  await someone.open(you);
  await someone.agent.get('/logout');
  const held = await someone.post(you, typed);
  expect([held.status, headingOf(held.text)]).toEqual([401, 'Log in again to go on']);
  expect(held.headers).toMatchObject({ 'cache-control': 'no-store', 'www-authenticate': 'Cookie' });
  expect(textOf(held.text)).toContain('Reads very much');
  expect(held.text).toMatch(
    /<a [^>]*href="\/login\?next=club" target="_blank" rel="noopener">Log in \(opens/,
  );
  // Who is not logged in yet gets it again.
  const again = await someone.post(you, {}, hiddenOf(held.text));
  expect([again.status, textOf(again.text)]).toEqual([401, expect.stringContaining('Reads very much')]);

  // With another session, in which there are no answers: what was typed waits there.
  await someone.agent.get('/login');
  const gone = await someone.post(you, {}, hiddenOf(held.text));
  expect(gone.status).toBe(410);
  expect(textOf(gone.text)).toContain('Reads very much');
});

test('where the session was kept, trying again saves it', async () => {
  const someone = await member();
  await someone.answer(you, { name: 'Ann', about: 'Reads' });
  await someone.open(you);
  await someone.agent.get('/logout');
  const held = await someone.post(you, { name: 'Ann', about: 'Reads much' });
  expect(held.status).toBe(401);
  away = undefined;
  const saved = await someone.post(you, {}, hiddenOf(held.text));
  expect(saved.status).toBe(303);
  expect((await someone.open(you)).text).toContain('value="Reads much"');
});

test('so is what was typed into the rows of a table', async () => {
  const someone = await member();
  await someone.answer(you, typed);
  const { text: html } = await someone.open('/apply/club/friends');
  const [row = ''] = /(?<=name=")\w+(?=\._seen")/.exec(html) ?? [];
  await someone.agent.get('/logout');
  const held = await someone.post('/apply/club/friends', { [`${row}.name`]: 'Ben', [`${row}.from`]: 'Rome' });
  expect([held.status, textOf(held.text)]).toEqual([401, expect.stringContaining('Rome')]);
  away = undefined;
  const saved = await someone.post('/apply/club/friends', {}, hiddenOf(held.text));
  expect(saved.status).toBe(303);
  expect(textOf((await someone.open('/apply/club/check')).text)).toContain('Rome');
});

test('a file that came along cannot be held, and the page says so', async () => {
  const someone = await member();
  const { text: html } = await someone.open('/apply/papers/cv');
  await someone.agent.get('/logout');
  const send = () => someone.agent.post('/apply/papers/cv').field({ ...hiddenOf(html), note: 'Mine' });
  const brought = await send().attach('cv', Buffer.from('%PDF-1.7'), 'cv.pdf');
  expect([brought.status, textOf(brought.text)]).toEqual([401, expect.stringContaining('Mine')]);
  expect(textOf(brought.text)).toContain('The file that you chose did not come through');
  const none = await send();
  expect([none.status, textOf(none.text)]).toEqual([
    401,
    expect.not.stringContaining('did not come through'),
  ]);
});

test('a session that has ended is one of them', async () => {
  const someone = await member();
  await someone.answer(you, typed);
  await someone.open(you);
  await someone.agent.get('/end');
  const held = await someone.post(you, typed);
  expect([held.status, textOf(held.text)]).toEqual([401, expect.stringContaining('Reads very much')]);
});

test('who only looks, has typed nothing, or may not come in even so is sent where the host says', async () => {
  const stranger = visitor(app);
  expect((await stranger.agent.get(you)).headers['location']).toBe('/login?next=club');
  for (const [url, values] of [
    ['/apply/club/check', {}],
    [you, {}],
  ] as const) {
    const sent = await stranger.post(url, values, {});
    expect([sent.status, sent.headers['location']]).toEqual([303, '/login?next=club']);
  }
  away = { to: '/not-yours', status: 403 };
  const sent = await stranger.post(you, typed);
  expect([sent.status, sent.headers['location']]).toEqual([303, '/not-yours']);
});

test('a front end is told so', async () => {
  const { agent } = visitor(app);
  const sent = await agent.post(you).set('Accept', 'application/json').send(typed);
  expect([sent.status, sent.body]).toEqual([
    401,
    expect.objectContaining({ kind: 'log-in', location: '/login?next=club' }),
  ]);
});
