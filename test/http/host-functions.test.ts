import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { stepway, text, wizard, type StepwayOptions } from '../../src/index.ts';
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
