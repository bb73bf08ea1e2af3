import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { stepway, text, wizard, yesNo, type StepwayOptions } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Full name') } })
  .complete({ action: 'Book' });

const made: { close(graceMs?: number): Promise<void> }[] = [];
afterAll(() => Promise.all(made.map((forms) => forms.close(0))));

function hostWith(options: Partial<StepwayOptions>) {
  const storage = memoryStorage();
  const forms = stepway({ wizards: [trip], storage, log: pino({ level: 'silent' }), ...options });
  made.push(forms);
  const app = express();
  app.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
  app.use('/apply', forms);
  return { storage, someone: visitor(app) };
}

const never = () => new Promise<never>(() => {});

test('what an async context gives is kept with the submission', async () => {
  const { storage, someone } = hostWith({ context: async () => ({ user: 'alice' }) });
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  await someone.open('/apply/trip/check');
  expect((await someone.post('/apply/trip/check')).status).toBe(303);
  const found = [];
  for await (const { context } of storage.submissions.list()) found.push(context);
  expect(found).toEqual([{ user: 'alice' }]);
});

/** A log that keeps its lines, by level. */
function keptLog() {
  const lines: string[] = [];
  const at = (level: string) => (_facts: object, message: string) => void lines.push(`${level}: ${message}`);
  return { lines, log: { debug: () => {}, info: () => {}, warn: at('warn'), error: at('error') } };
}

const circle: { self?: unknown } = {};
circle.self = circle;

test.each([
  [circle, 'an object that leads back to itself'],
  [{ id: 1n }, 'a bigint'],
])('a context that JSON cannot hold is named in the log', async (given, what) => {
  const { lines, log } = keptLog();
  const { someone } = hostWith({ context: () => given, log });
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  await someone.open('/apply/trip/check');
  expect((await someone.post('/apply/trip/check')).status).toBe(500);
  expect(lines).toEqual([expect.stringContaining(`error: context gave ${what}, which JSON cannot hold`)]);
});

test('a name that prefill misspells is said once, and shows nothing', async () => {
  const { lines, log } = keptLog();
  const { someone } = hostWith({ prefill: () => ({ naem: 'x', name: 'Ann' }), log });
  expect((await someone.open('/apply/trip/who')).text).toContain('value="Ann"');
  await someone.open('/apply/trip/who');
  expect(lines).toEqual([
    'warn: prefill gave "naem" for step "who", which has no such field; did you mean "name"?',
  ]);
});

test('services that are a promise are refused with the way on', () => {
  expect(() => hostWith({ services: Promise.resolve({}) })).toThrow('is a promise of it: await it');
});

describe('the context in checks', () => {
  /** A form whose checks note what they get: of a step, of a list, and of rows. */
  const heard: [check: string, context: unknown][] = [];
  const checked = wizard({ id: 'checked', title: 'Checked', version: 1, start: false })
    .step('plain', { title: 'Plain', fields: { name: text('Name') } })
    .step('who', {
      title: 'Who?',
      fields: { name: text('Name') },
      checkTimeoutMs: 20,
      check: ({ name }, { context }) => {
        heard.push([`step ${name}`, context]);
      },
    })
    .repeat(
      'pets',
      { title: 'Pets', rows: true, max: 2 },
      (pet) => pet.step('pet', { title: 'Pet', fields: { fed: yesNo('Fed?') } }),
      {
        check: (pets, { context }) => {
          heard.push([`list of ${pets.length}`, context]);
        },
      },
    )
    .complete({ action: 'Send', run: ({ context }) => void heard.push(['handler', context]) });

  beforeEach(() => void heard.splice(0));

  function hostSaying(context: (asked: number) => unknown) {
    let asked = 0;
    const host = hostWith({ wizards: [checked], context: () => context((asked += 1)) });
    return { ...host, asked: () => asked };
  }

  test('a check is given what the handler is given, asked once in each request that runs one', async () => {
    const { someone, asked } = hostSaying((request) => ({ request, at: new Date(0), nothing: undefined }));
    const said = (request: number) => ({ request, at: '1970-01-01T00:00:00.000Z' });
    await someone.answer('/apply/checked/plain', { name: 'Ann' });
    await someone.open('/apply/checked/who');
    await someone.post('/apply/checked/who', { name: '' });
    expect(asked()).toBe(0);
    await someone.answer('/apply/checked/who', { name: 'Bob' });
    await someone.answer('/apply/checked/pets', {});
    expect(heard).toEqual([
      ['step Bob', said(1)],
      ['list of 0', said(2)],
    ]);
    await someone.open('/apply/checked/check');
    await someone.post('/apply/checked/check');
    expect(heard.slice(2)).toEqual([
      ['step Bob', said(3)],
      ['list of 0', said(3)],
      ['handler', said(3)],
    ]);
    expect(asked()).toBe(3);
  });

  test('it is given to a check of one field alone, too', async () => {
    const { someone } = hostSaying(async () => ({ user: 'ann' }));
    await someone.answer('/apply/checked/plain', { name: 'Ann' });
    await someone.open('/apply/checked/who');
    await someone.agent
      .post('/apply/checked/who')
      .set({ 'X-Stepway-Validate': 'name' })
      .type('form')
      .send({ name: 'Bob' });
    expect(heard).toEqual([['step Bob', { user: 'ann' }]]);
  });

  test('what the host takes to say it is not the time of the check', async () => {
    const { someone } = hostSaying(async () => {
      await sleep(60);
      return 'late';
    });
    await someone.answer('/apply/checked/plain', { name: 'Ann' });
    await someone.answer('/apply/checked/who', { name: 'Bob' });
    expect(heard).toEqual([['step Bob', 'late']]);
  });

  test('one that fails keeps what was typed, and says whose fault it is', async () => {
    const { someone } = hostSaying(() => {
      throw new Error('no directory');
    });
    await someone.answer('/apply/checked/plain', { name: 'Ann' });
    await someone.open('/apply/checked/who');
    const { status, text: page } = await someone.post('/apply/checked/who', { name: 'Bob' });
    expect([status, page.includes('Bob')]).toEqual([500, true]);
    expect(heard).toEqual([]);
  });
});

test('a guard, a prefill or a context that never answers ends with the time of the request', async () => {
  const guarded = hostWith({ guard: never }).someone;
  const prefilled = hostWith({ prefill: never }).someone;
  const sending = hostWith({ context: never }).someone;
  await sending.answer('/apply/trip/who', { name: 'Ann' });
  await sending.open('/apply/trip/check');
  const answers = await Promise.all([
    guarded.open('/apply/trip/who'),
    prefilled.open('/apply/trip/who'),
    sending.post('/apply/trip/check'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
}, 15_000);

test('a wizard that the guard keeps from somebody is not described to them', async () => {
  const { someone } = hostWith({ guard: (req) => (req.get('X-User') === 'ann' ? undefined : '/login') });
  const asked = (user: string) => someone.agent.get('/apply/_stepway/openapi.json').set('X-User', user);
  const { body, headers } = await asked('bob');
  expect(Object.keys((body as { paths: object }).paths)).toEqual(['/apply/']);
  expect(JSON.stringify(body)).not.toContain('trip');
  expect(headers['cache-control']).toBe('no-store');
  expect(JSON.stringify((await asked('ann')).body)).toContain('/apply/trip/who');
});

test('a front end whose visitor the guard turns away is told what is wanted, and where', async () => {
  const { someone } = hostWith({
    guard: (req) => (req.get('X-User') === 'bob' ? { to: '/not-yours', status: 403 } : '/login'),
  });
  const ask = (method: 'get' | 'post', user: string) =>
    someone.agent[method]('/apply/trip/who').set({ Accept: 'application/json', 'X-User': user });
  for (const method of ['get', 'post'] as const) {
    const unknown = await ask(method, '');
    expect(unknown.status).toBe(401);
    expect(unknown.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'www-authenticate': 'Cookie',
      'cache-control': 'no-store',
    });
    expect(unknown.body).toMatchObject({ kind: 'log-in', status: 401, location: '/login' });
    const bob = await ask(method, 'bob');
    expect(bob.status).toBe(403);
    expect(bob.body).toMatchObject({ kind: 'forbidden', status: 403, location: '/not-yours' });
    expect(bob.headers['www-authenticate']).toBeUndefined();
  }
  const page = await someone.agent.get('/apply/trip/who').set({ Accept: 'text/html', 'X-User': 'bob' });
  expect([page.status, page.headers['location']]).toEqual([303, '/not-yours']);
});

test('the description for front ends can be switched off', async () => {
  const { someone } = hostWith({ openApi: false });
  expect((await someone.agent.get('/apply/_stepway/openapi.json')).status).toBe(404);
});
