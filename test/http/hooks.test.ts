import { afterAll, beforeEach, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import request from 'supertest';
import { stepway, text, wizard, type StepwayEvent } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { tasks } from '../support/grant.ts';
import { visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 3, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Full name').max(20) } })
  .step('where', { title: 'Where?', fields: { to: text('Where to') } })
  .complete({ action: 'Book' });

const closed = wizard({ id: 'members', title: 'For members', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Full name') } })
  .complete({ action: 'Join' });

let events: StepwayEvent[] = [];
/** The wizards that the guard was asked about. */
let guarded: string[] = [];
let guardSays: string | undefined = '/login?next=members';
beforeEach(() => {
  events = [];
  guarded = [];
});

const storage = memoryStorage();
const forms = stepway({
  wizards: [trip, closed, tasks],
  storage,
  log: pino({ level: 'silent' }),
  onEvent: (event) => {
    events.push(event);
    throw new Error('a listener that fails');
  },
  guard: (_req, wizardId) => {
    guarded.push(wizardId);
    return wizardId === 'members' ? guardSays : undefined;
  },
  prefill: (_req, wizardId, stepKey) =>
    wizardId === 'trip' && stepKey === 'who' ? { name: 'Ann of the host' } : undefined,
});
afterAll(() => forms.close(0));
const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.use('/apply', forms);

test('onEvent tells how a visitor moves, with ids and timings and no answers, and cannot fail the request', async () => {
  const someone = visitor(host);
  await someone.open('/apply/trip/who');
  await someone.post('/apply/trip/who', { name: 'A name that is much too long for it' });
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  await someone.open('/apply/trip');
  await someone.answer('/apply/trip/where', { to: 'Sea' });
  await someone.open('/apply/trip/check');
  await someone.post('/apply/trip/check');
  await someone.post('/apply/trip/check');

  expect(events.map(({ type }) => type)).toEqual([
    'shown',
    'refused',
    'shown',
    'started',
    'answered',
    'resumed',
    'shown',
    'shown',
    'answered',
    'completed',
  ]);
  expect(events[1]).toMatchObject({ step: 'who', issues: [{ field: 'name', code: 'tooLong' }] });
  const instances = new Set(events.slice(3).map(({ instance }) => instance));
  expect(instances.size).toBe(1);
  expect(events.at(-1)).toMatchObject({ wizard: 'trip', version: 3 });
  expect(events.every(({ at }) => at > 0)).toBe(true);
  expect(JSON.stringify(events)).not.toMatch(/Ann|much too long|Sea/);
});

test('onEvent tells when the list of tasks is shown, and how far the visitor is', async () => {
  const someone = visitor(host);
  await someone.answer('/apply/grant/idea', { together: 'no' });
  await someone.open('/apply/grant');
  expect(events.slice(-2)).toMatchObject([
    { type: 'resumed', step: undefined },
    { type: 'tasks-shown', wizard: 'grant', completed: 1, of: 2 },
  ]);
});

test('prefill shows what the host knows, and nothing counts until the visitor sends it', async () => {
  const someone = visitor(host);
  const page = await someone.open('/apply/trip/who');
  expect(page.text).toContain('value="Ann of the host"');
  expect((await someone.agent.get('/apply/trip/where')).headers['location']).toBe('/apply/trip/who');
});

test('the guard is asked once for a page, whichever it is', async () => {
  const someone = visitor(host);
  const pages = ['who', 'check', 'saved', 'end', 'start', 'done/1234-5678', 'nowhere/at/all'];
  for (const page of pages) {
    guarded = [];
    await someone.agent.get(`/apply/trip/${page}`);
    expect([page, guarded.length]).toEqual([page, page.startsWith('nowhere') ? 0 : 1]);
  }
});

test('guard sends a visitor elsewhere before a wizard opens, and stores nothing', async () => {
  guardSays = '/login?next=members';
  for (const url of ['/apply/members', '/apply/members/who', '/apply/members/check']) {
    const page = await request(host).get(url);
    expect([page.status, page.headers['location']]).toEqual([303, '/login?next=members']);
  }
  const sent = await request(host).post('/apply/members/who').type('form').send({ name: 'Ann' });
  expect([sent.status, sent.headers['set-cookie']]).toEqual([401, undefined]);
});

test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'login'])(
  'guard cannot redirect to %s',
  async (path) => {
    guardSays = path;
    const page = await request(host).get('/apply/members');
    expect(page.status).toBe(500);
    expect(page.headers['location']).toBeUndefined();
  },
);
