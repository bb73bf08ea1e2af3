import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import { pino } from 'pino';
import { keepAnswers, stepway, text, wizard, type BegunForm } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { hiddenOf, textOf, visitor } from '../support/visitor.ts';

/** While there is a gate, the check waits at it, and says that it has come. */
let gate: { readonly come: () => void; readonly open: Promise<void> } | undefined;

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Full name') } })
  .step('where', {
    title: 'Where?',
    fields: { to: text('Where to') },
    check: async () => {
      gate?.come();
      await gate?.open;
      return undefined;
    },
  })
  .complete({ action: 'Book' });

const storage = memoryStorage();
const logIns: { readonly user: unknown; readonly forms: readonly BegunForm[] }[] = [];
let fails = false;
const forms = stepway({
  wizards: [trip],
  storage,
  log: pino({ level: 'silent' }),
  onLogin: async (req, begun) => {
    logIns.push({ user: req.user, forms: begun });
    if (fails) throw new Error('the account cannot be reached');
  },
});
afterAll(() => forms.close(0));

passport.serializeUser((user, done) => done(null, user));
passport.deserializeUser((user: object, done) => done(null, user));

const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.use(passport.initialize(), passport.session());
host.post('/login', async (req, res) => {
  await keepAnswers(req, async () => {
    await new Promise<void>((resolve, reject) => {
      req.logIn({ id: 'ann' }, (error: unknown) => {
        if (error === undefined || error === null) resolve();
        else reject(new Error('log-in failed', { cause: error }));
      });
    });
  });
  res.json({ id: req.sessionID });
});
host.post('/login-as/:id', async (req, res) => {
  const { id } = req.params;
  await keepAnswers(
    req,
    async () => {
      await new Promise<void>((done) => void req.session.regenerate(() => done()));
      Object.assign(req.session, { person: id });
    },
    id.startsWith('unknown') ? {} : { user: ({ session: kept }) => (kept as { person?: string }).person },
  );
  res.json({ id: req.sessionID });
});
host.post('/login-with-rule/:keep', async (req, res) => {
  const logIn = () => new Promise<void>((done) => void req.session.regenerate(() => done()));
  await keepAnswers(req, logIn, { carry: (wizardId) => wizardId === 'trip' && req.params.keep === 'true' });
  res.json({});
});
host.get('/me', (req, res) => {
  res.json({ user: req.user ?? null, id: req.sessionID });
});
host.use(forms);

async function half() {
  const someone = visitor(host);
  await someone.answer('/trip/who', { name: 'Ann' });
  return someone;
}

test("Passport's log-in keeps the answers and changes the id", async () => {
  const someone = await half();
  const before = (await someone.agent.get('/me')).body as { id: string };
  const after = (await someone.agent.post('/login')).body as { id: string };
  expect(after.id).not.toBe(before.id);
  expect((await someone.agent.get('/me')).body).toEqual({ user: { id: 'ann' }, id: after.id });
  expect((await someone.open('/trip/who')).text).toContain('value="Ann"');
});

test('a rule of the host says which forms come along', async () => {
  const kept: string[] = [];
  for (const decision of [true, false]) {
    const someone = await half();
    await someone.agent.post(`/login-with-rule/${decision}`);
    kept.push((await someone.open('/trip/who')).text.includes('value="Ann"') ? 'kept' : 'left');
  }
  expect(kept).toEqual(['kept', 'left']);
});

test('onLogin is told of the log-in, with the forms that were begun', async () => {
  const someone = await half();
  logIns.length = 0;
  await someone.agent.post('/login');
  expect(logIns).toEqual([
    {
      user: { id: 'ann' },
      forms: [
        {
          wizard: 'trip',
          version: 1,
          instance: expect.any(String),
          status: 'open',
          startedAt: expect.any(Number),
        },
      ],
    },
  ]);
});

test('a visitor who has begun nothing is no news to onLogin', async () => {
  logIns.length = 0;
  await visitor(host).agent.post('/login');
  expect(logIns).toEqual([]);
});

test('when onLogin fails, the log-in stands and the answers are there', async () => {
  const someone = await half();
  fails = true;
  const sent = await someone.agent.post('/login');
  fails = false;
  expect(sent.status).toBe(200);
  expect((await someone.open('/trip/who')).text).toContain('value="Ann"');
});

test('the old id is dead after the log-in', async () => {
  const someone = await half();
  const { id } = (await someone.agent.get('/me')).body as { id: string };
  await someone.agent.post('/login');
  const stored = await new Promise((resolve, reject) => {
    storage.sessions.get(id, (error, found) => (error ? reject(error as Error) : resolve(found)));
  });
  expect(stored).toBeNull();
});

test('a slow answer under the old id is not lost: its page holds it, and one click goes on', async () => {
  const someone = await half();
  const page = await someone.open('/trip/where');
  let open = () => {};
  const come = new Promise<void>((resolve) => {
    gate = { come: resolve, open: new Promise((opened) => (open = opened)) };
  });
  const slow = someone.post('/trip/where', { to: 'the sea' }, hiddenOf(page.text));
  const answered = slow.then((sent) => sent);
  await come;
  await someone.agent.post('/login');
  gate = undefined;
  open();
  const sent = await answered;
  expect(sent.status).toBe(410);
  expect(sent.text).toContain('the sea');
  expect(sent.headers['set-cookie']).toBeUndefined();
  const carried = await someone.post('/trip/where', { to: 'the sea' }, hiddenOf(sent.text));
  expect(carried.headers['location']).toBe('/trip/where');
  expect(textOf((await someone.open('/trip/who')).text)).toContain('Full name');
  expect((await someone.open('/trip/where')).text).toContain('the sea');
});

test('another person who logs in on the same browser does not get the answers of the first', async () => {
  const someone = await half();
  await someone.agent.post('/login-as/ann');
  expect((await someone.open('/trip/who')).text).toContain('value="Ann"');
  await someone.agent.post('/login-as/bob');
  expect((await someone.open('/trip/who')).text).not.toContain('Ann');
  await someone.answer('/trip/who', { name: 'Bob' });
  expect((await someone.open('/trip/who')).text).toContain('value="Bob"');
});

test('who logs in once more keeps their answers', async () => {
  const someone = await half();
  await someone.agent.post('/login-as/ann');
  await someone.agent.post('/login-as/ann');
  expect((await someone.open('/trip/who')).text).toContain('value="Ann"');
});

test('where nobody says who it is, answers are carried over from a session in which nobody logged in', async () => {
  const someone = visitor(host);
  await someone.agent.post('/login-as/unknown-1');
  await someone.answer('/trip/who', { name: 'Ann' });
  await someone.agent.post('/login-as/unknown-2');
  expect((await someone.open('/trip/who')).text).not.toContain('Ann');
});
