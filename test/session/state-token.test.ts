import { describe, expect, test } from '@jest/globals';
import express from 'express';
import session, { type Store } from 'express-session';
import { pino } from 'pino';
import { stepway, text, wizard } from '../../src/index.ts';
import { readRevision } from '../../src/session/revision.ts';
import { stateText, withToken } from '../../src/session/state-token.ts';
import { guardStore } from '../../src/storage/guard.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { existingSession, saveSession, storedValues } from '../support/sessions.ts';
import { visitor } from '../support/visitor.ts';

describe('a value that shows a token', () => {
  const state = () => ({ format: 1, wizards: { trip: { name: 'Ann' } } });

  test('is written as it is, whether its text was made before or not', () => {
    const json = JSON.stringify(state());
    expect(stateText(withToken(state()))).toBe(json);
    expect(stateText(withToken(state(), json))).toBe(json);
  });

  test('holds nothing but what it held', () => {
    expect(withToken(state())).toEqual(state());
    expect(Object.entries(withToken(state()))).toEqual(Object.entries(state()));
  });

  test('that was copied with its class, or is looked at through a proxy, is written as it is', () => {
    const held = withToken(state());
    const cloned = Object.assign(Object.create(Object.getPrototypeOf(held) as object) as object, held);
    for (const copy of [cloned, new Proxy(held, {})]) {
      expect(stateText(copy)).toBe(JSON.stringify(state()));
      expect(JSON.stringify(copy)).toBe(JSON.stringify(state()));
    }
  });

  test('has another token than any other value', () => {
    expect(JSON.stringify(withToken(state()))).not.toBe(JSON.stringify(withToken(state())));
  });
});

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Full name') } })
  .step('where', { title: 'Where?', fields: { to: text('Where to') } })
  .complete({ action: 'Book' });

const memory = () => memoryStorage().sessions;
const stores: readonly (readonly [string, () => Store])[] = [
  ['our own', memory],
  ['a guarded MemoryStore', () => guardStore(new session.MemoryStore())],
  ['a MemoryStore', () => new session.MemoryStore()],
];

describe.each(stores)('in %s', (name, open) => {
  const store = open();
  const { submissions } = memoryStorage();
  const forms = stepway({
    wizards: [trip],
    storage: { name: 'host', sessions: store, submissions, ping: async () => {}, close: async () => {} },
    worker: false,
    log: pino({ level: 'silent' }),
  });
  const host = express();
  host.use(session({ store, secret: 'host', resave: false, saveUninitialized: false }));
  host.get('/seen', (req, res) => void res.json({ id: req.sessionID, text: JSON.stringify(req.session) }));
  host.use(forms);

  test('the answers are stored, and the next page finds them', async () => {
    const someone = visitor(host);
    await someone.answer('/trip/who', { name: 'Ann Answer' });
    await someone.answer('/trip/where', { to: 'the sea' });
    const { id } = (await someone.agent.get('/seen')).body as { id: string };
    expect(await storedValues(store, id)).toMatchObject({
      stepway: {
        format: 1,
        wizards: { trip: { answers: { who: { name: 'Ann Answer' }, where: { to: 'the sea' } } } },
      },
    });
    expect((await someone.open('/trip/who')).text).toContain('value="Ann Answer"');
  });

  if (name === 'a MemoryStore') return;

  test('what a host makes JSON of holds no answers', async () => {
    const someone = visitor(host);
    await someone.answer('/trip/who', { name: 'Ann Answer' });
    const { text: seen } = (await someone.agent.get('/seen')).body as { text: string };
    expect(JSON.parse(seen)).toMatchObject({ stepway: expect.any(String) });
  });
});

test('a key of the host is saved beside the answers of a session that was loaded, to the letter', async () => {
  const store = memory();
  const host = express();
  host.use(session({ store, secret: 'host', resave: false, saveUninitialized: false }));
  let id = '';
  host.use((req, _res, next) => {
    id = req.sessionID;
    next();
  });
  host.use(stepway({ wizards: [trip], storage: { ...memoryStorage(), sessions: store }, worker: false }));
  await visitor(host).answer('/trip/who', { name: 'Ann' });
  const before = (await storedValues(store, id)) as { stepway: object };
  const open = await existingSession(store, id);
  open['cart'] = [1];
  await saveSession(open);
  expect(await storedValues(store, id)).toEqual({ ...before, cart: [1] });
});

test('an answer that is sent twice is written once', async () => {
  const store = memory();
  const host = express();
  host.use(session({ store, secret: 'host', resave: false, saveUninitialized: false }));
  let id = '';
  host.use((req, _res, next) => {
    id = req.sessionID;
    next();
  });
  host.use(stepway({ wizards: [trip], storage: { ...memoryStorage(), sessions: store }, worker: false }));
  const someone = visitor(host);
  await someone.answer('/trip/who', { name: 'Ann' });
  const revOf = async () => readRevision(await existingSession(store, id))?.rev;
  await someone.open('/trip/who');
  await someone.post('/trip/who', { name: 'Bob' });
  const once = await revOf();
  await someone.post('/trip/who', { name: 'Bob' });
  expect(await revOf()).toBe(once);
});
