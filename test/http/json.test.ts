import { afterAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import request, { type Response } from 'supertest';
import { createApp } from '../../src/app/server.ts';
import { choice, choices, date, integer, text, wizard, WizardError } from '../../src/index.ts';
import { memoryStorage, movableClock } from '../../src/testing/index.ts';
import { testConfig } from '../support/memory-app.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 3, start: { intro: 'A short form.' } })
  .step('when', {
    title: 'When?',
    fields: {
      from: date('First day', { notBefore: '2027-01-01' }),
      days: integer('Days').min(1).max(30),
      by: choices('By', { train: 'Train', boat: 'Boat' }),
    },
    check: ({ days, by }) => (by.includes('boat') && days < 3 ? { days: 'A boat takes 3 days' } : undefined),
  })
  .step('berth', {
    title: 'Which berth?',
    when: (earlier) => earlier.when.by.includes('boat'),
    fields: { berth: choice('Berth', { upper: 'Upper', lower: 'Lower' }) },
  })
  .step('name', { title: 'Who?', fields: { name: text('Name').max(20) } })
  .exit('long', { title: 'Too long', when: (earlier) => earlier.when.days.gt(20) })
  .complete({ action: 'Book' });

/** Its handler sends the first submission back, at two steps. */
const club = wizard({ id: 'club', title: 'Join the club', version: 1, start: false })
  .step('name', { title: 'Who?', fields: { name: text('Name') } })
  .step('card', { title: 'Your card', fields: { card: text('Card') } })
  .complete({
    action: 'Join',
    run: ({ answers }) =>
      answers.card.card === 'old'
        ? { reject: { card: { card: 'This card has expired' }, name: { '': 'We know nobody of this name' } } }
        : undefined,
  });

const origin = 'https://app.example';
const clock = movableClock();
const storage = memoryStorage({ now: clock.now });
const { app, forms } = createApp({
  config: { ...testConfig, trustedOrigins: [origin] },
  wizards: [trip, club],
  storage,
  log: pino({ level: 'silent' }),
  now: clock.now,
});
afterAll(() => forms.close(0));

function frontEnd() {
  const agent = request.agent(app);
  const get = (url: string) => agent.get(url).set('Accept', 'application/json');
  const post = (url: string, body: object) => agent.post(url).set('Accept', 'application/json').send(body);
  return {
    get,
    post,
    /** Gets a step and answers it with its stamp; gives the address of the next page. */
    async answer(url: string, values: object): Promise<string> {
      const page = await get(url);
      const sent = await post(url, { ...page.body.stamp, ...values });
      expect(sent.status).toBe(303);
      return String(sent.headers['location']);
    },
  };
}

const when = { from: '2027-05-01', days: 7, by: ['train', 'boat'] };

function expectProblem(response: Response, status: number, kind: string): void {
  expect(response.status).toBe(status);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(response.body).toMatchObject({ type: `about:blank#${kind}`, status, kind });
  expect(response.body.title).toEqual(expect.any(String));
}

test('a start page says where the first step is', async () => {
  const { status, headers, body } = await frontEnd().get('/trip');
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers['vary']).toContain('Accept');
  expect(body).toMatchObject({
    kind: 'start',
    wizard: { id: 'trip', title: 'Plan a trip', version: 3 },
    links: { first: '/trip/when' },
  });
});

test('a step comes with its fields as JSON Schema, values, issues, progress, stamp and links', async () => {
  const { body } = await frontEnd().get('/trip/when');
  expect(body).toMatchObject({
    kind: 'step',
    step: { key: 'when', title: 'When?' },
    values: {},
    issues: [],
    progress: { step: 1 },
    stamp: { _instance: '', _generation: '1', _seen: '', _page: expect.any(String) },
    links: { self: '/trip/when', start: '/trip/start', check: '/trip/check', end: '/trip/end' },
  });
  expect(body.schema).toMatchObject({
    type: 'object',
    required: ['from', 'days', 'by'],
    properties: {
      from: { type: 'string', format: 'date', title: 'First day', control: 'date' },
      days: { type: 'integer', minimum: 1, maximum: 30, control: 'integer' },
      by: {
        type: 'array',
        items: { enum: ['train', 'boat'] },
        options: [{ value: 'train', label: 'Train' }, {}],
      },
    },
  });
});

test('what a handler sends back comes as the first step to mend, and a new generation is sent', async () => {
  const { get, post, answer } = frontEnd();
  await answer('/club/name', { name: 'Ann' });
  await answer('/club/card', { card: 'old' });
  const receipt = await answer('/club/check', {});
  const sentBack = await get(receipt);
  expect([sentBack.status, sentBack.headers['location']]).toEqual([303, '/club/name?return=check']);

  const name = await get('/club/name?return=check');
  expect(name.status).toBe(200);
  expect(name.body).toMatchObject({
    kind: 'step',
    values: { name: 'Ann' },
    issues: [{ field: '', code: 'rejected', message: 'We know nobody of this name' }],
    stamp: { _generation: '2', _return: 'check' },
  });
  const mended = await post('/club/name', { ...name.body.stamp, name: 'Ann Lee' });
  expect(mended.headers['location']).toBe('/club/check');
  const check = await get('/club/check');
  const expired = { field: 'card', code: 'rejected', message: 'This card has expired' };
  expect(check.body.issues).toEqual([{ step: 'card', ...expired }]);
  const card = await get('/club/card?return=check');
  expect(card.body.issues).toEqual([expired]);
  await post('/club/card', { ...card.body.stamp, card: 'new' });

  const done = await get(await answer('/club/check', {}));
  expect(done.body).toMatchObject({ kind: 'done', submission: 'done' });
  expect(done.body.links.self).toBe(`/club/done/${done.body.reference as string}`);
});

test('the list says how far the visitor is with each form', async () => {
  const { get, answer } = frontEnd();
  const listed = async () => (await get('/')).body.wizards as readonly object[];
  expect(await listed()).toMatchObject([{ id: 'trip', status: null, links: { start: '/trip' } }, {}]);
  await answer('/trip/when', when);
  expect(await listed()).toMatchObject([{ id: 'trip', status: 'open' }, { status: null }]);
});

test('ISO dates, numbers and lists go to a receipt, and come back as they were sent', async () => {
  const client = frontEnd();
  expect(await client.answer('/trip/when', when)).toBe('/trip/berth');
  expect((await client.get('/trip/when')).body.values).toEqual(when);
  expect(await client.answer('/trip/berth', { berth: 'upper' })).toBe('/trip/name');
  expect(await client.answer('/trip/name', { name: 'Ann' })).toBe('/trip/check');
  const check = await client.get('/trip/check');
  expect(check.body).toMatchObject({
    kind: 'check',
    action: 'Book',
    answers: { when, berth: { berth: 'upper' }, name: { name: 'Ann' } },
    steps: [{ key: 'when', links: { change: '/trip/when?return=check' } }, { key: 'berth' }, { key: 'name' }],
  });
  const sent = await client.post('/trip/check', check.body.stamp);
  expect(sent.status).toBe(303);
  const receipt = await client.get(String(sent.headers['location']));
  expect(receipt.body).toMatchObject({ kind: 'done', submission: 'done', reference: expect.any(String) });
  const submission = await storage.submissions.findByReference(receipt.body.reference);
  expect(submission?.answers).toMatchObject({ when });
  expect((await client.get('/trip/name')).body).toMatchObject({
    kind: 'submitted',
    links: { done: `/trip/done/${receipt.body.reference}` },
  });
});

test('a refused answer is a problem with its issues, and is not stored', async () => {
  const client = frontEnd();
  const { body } = await client.get('/trip/when');
  const sent = await client.post('/trip/when', { ...body.stamp, from: '2026-12-31', days: '7', by: [] });
  expectProblem(sent, 422, 'step');
  expect(sent.body.issues.map((issue: { field: string }) => issue.field)).toEqual(['from', 'days', 'by']);
  expect(sent.body.issues[0]).toMatchObject({
    code: 'tooEarly',
    message: expect.stringContaining('1 January 2027'),
  });
  expect(sent.headers['set-cookie']).toBeUndefined();
});

test('a check of the author’s is answered like any other fault', async () => {
  const client = frontEnd();
  const { body } = await client.get('/trip/when');
  const sent = await client.post('/trip/when', { ...body.stamp, ...when, days: 2 });
  expectProblem(sent, 422, 'step');
  expect(sent.body.issues).toEqual([{ field: 'days', code: 'check', message: 'A boat takes 3 days' }]);
});

test('Change leads back to check-your-answers by the stamp', async () => {
  const client = frontEnd();
  await client.answer('/trip/when', { ...when, by: ['train'] });
  await client.answer('/trip/name', { name: 'Ann' });
  expect(await client.answer('/trip/when?return=check', { ...when, by: ['train'], days: 8 })).toBe(
    '/trip/check',
  );
});

test('an exit page is a page without a form', async () => {
  const client = frontEnd();
  await client.answer('/trip/when', { ...when, by: ['train'], days: 21 });
  const to = await client.answer('/trip/name', { name: 'Ann' });
  const { body } = await client.get(to);
  expect(body).toMatchObject({ kind: 'exit', step: { key: 'long' }, links: { back: '/trip/name' } });
  expect(body.stamp).toBeUndefined();
});

test('the same step changed elsewhere is a 409 with both values, and its stamp keeps mine', async () => {
  const client = frontEnd();
  await client.answer('/trip/when', { ...when, by: ['train'] });
  const one = (await client.get('/trip/name')).body.stamp;
  const two = (await client.get('/trip/name')).body.stamp;
  await client.post('/trip/name', { ...one, name: 'Ann' });
  const sent = await client.post('/trip/name', { ...two, name: 'Ben' });
  expectProblem(sent, 409, 'conflict');
  expect(sent.body).toMatchObject({ typed: { name: 'Ben' }, stored: { name: 'Ann' } });
  expect((await client.post('/trip/name', { ...sent.body.stamp, name: 'Ben' })).status).toBe(303);
});

test('check-your-answers that shows older answers than there are is a 409 with these, and its stamp sends them', async () => {
  const { get, post, answer } = frontEnd();
  await answer('/club/name', { name: 'Ann' });
  await answer('/club/card', { card: 'first' });
  const shown = (await get('/club/check')).body;
  await answer('/club/card', { card: 'second' });
  const sent = await post('/club/check', shown.stamp);
  expectProblem(sent, 409, 'check');
  expect(sent.body).toMatchObject({
    title: 'The answers have changed since this page was shown; nothing was sent',
    answers: { card: { card: 'second' } },
    issues: [{ field: '', code: 'changed', message: expect.stringContaining('another tab') }],
  });
  const done = await get(String((await post('/club/check', sent.body.stamp)).headers['location']));
  expect(done.body).toMatchObject({ kind: 'done', answers: { card: { card: 'second' } } });
  const again = await post('/club/check', shown.stamp);
  expect(again.headers['location']).toBe(done.body.links.self);
});

test('after the session has ended a POST is a 410, and its stamp holds the values in a new one', async () => {
  const client = frontEnd();
  await client.answer('/trip/when', { ...when, by: ['train'] });
  const { stamp } = (await client.get('/trip/name')).body;
  clock.advance({ minutes: 31 });
  const sent = await client.post('/trip/name', { ...stamp, name: 'Ann' });
  expectProblem(sent, 410, 'expired');
  expect(sent.body.typed).toEqual({ name: 'Ann' });
  const carried = await client.post('/trip/name', { ...sent.body.stamp, name: 'Ann' });
  expect(carried.headers['location']).toBe('/trip/when');
  await client.answer('/trip/when', { ...when, by: ['train'] });
  expect((await client.get('/trip/name')).body.values).toEqual({ name: 'Ann' });
});

test('a page that is not there, a body that cannot be read and one of another type are problems', async () => {
  const client = frontEnd();
  expectProblem(await client.get('/trip/nowhere'), 404, 'not-found');
  const broken = await request(app)
    .post('/trip/when')
    .set('Accept', 'application/json')
    .type('json')
    .send('{"a":');
  expectProblem(broken, 400, 'bad-request');
  expect(broken.body.detail).toContain('well-formed');
  const xml = await request(app)
    .post('/trip/when')
    .set('Accept', 'application/json')
    .type('xml')
    .send('<a/>');
  expectProblem(xml, 415, 'bad-request');
  expect(xml.body.detail).toContain('application/json');
});

test('a trusted origin may read our answers with the cookie, and asks first by a preflight', async () => {
  const preflight = await request(app).options('/trip/when').set({
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type',
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET,POST',
    'access-control-allow-headers': 'Content-Type,X-Stepway-Validate,X-Stepway-Upload,X-Stepway-Find',
  });
  const sent = await request(app)
    .post('/trip/when')
    .set({ Origin: origin, 'Sec-Fetch-Site': 'same-site', Accept: 'application/json' })
    .send({ ...when });
  expect(sent.status).toBe(303);
  expect(sent.headers).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
  });
  expect(sent.headers['vary']).toContain('Origin');
});

test.each([
  [undefined, 'text/html'],
  ['*/*', 'text/html'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'],
  ['text/html, application/json', 'text/html'],
  ['text/html;q=0.5, application/json', 'application/json'],
  ['application/json, text/html', 'application/json'],
  ['text/html;q=0, */*', 'application/json'],
])('who accepts %s gets %s', async (accept, type) => {
  const asked = request(app).get('/');
  const { headers } = await (accept === undefined ? asked : asked.set('Accept', accept));
  expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
  expect(headers['vary']).toBe('Origin, HX-Request-Type, Accept');
});

test('another origin gets no permission, and its POST is refused with nothing stored', async () => {
  const other = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  const preflight = await request(app)
    .options('/trip/when')
    .set({ ...other, 'Access-Control-Request-Method': 'POST' });
  expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
  const sent = await request(app).post('/trip/when').set(other).set('Accept', 'application/json').send(when);
  expectProblem(sent, 403, 'refused');
  expect(sent.headers['access-control-allow-origin']).toBeUndefined();
  expect(sent.headers['set-cookie']).toBeUndefined();
});

test('while the store is away a POST is a 503 that a trusted origin may read, and can be sent again', async () => {
  let isAway = false;
  const home = memoryStorage({
    onOperation: async () => {
      if (isAway) throw new WizardError('STORE_UNREACHABLE');
    },
  });
  const config = { ...testConfig, trustedOrigins: [origin] };
  const served = createApp({ config, wizards: [trip], storage: home, log: pino({ level: 'silent' }) });
  const agent = request.agent(served.app);
  const post = (body: object) =>
    agent.post('/trip/name').set({ Origin: origin, Accept: 'application/json' }).send(body);
  await agent.post('/trip/when').send({ ...when, by: ['train'] });
  const { stamp } = (await agent.get('/trip/name').set('Accept', 'application/json')).body;

  isAway = true;
  const refused = await post({ ...stamp, name: 'Ann' });
  expectProblem(refused, 503, 'unavailable');
  expect(refused.body).toMatchObject({ typed: { name: 'Ann' }, step: { key: 'name' } });
  expect(refused.headers).toMatchObject({ 'retry-after': '2', 'access-control-allow-origin': origin });

  const again = await agent.post('/trip/when').set('Accept', 'application/json').send(when);
  expect(again.body.typed).toEqual(when);

  isAway = false;
  expect((await post({ ...stamp, name: 'Ann' })).headers['location']).toBe('/trip/check');
  await served.forms.close(0);
});

test('a date of the year 0, which no page can send, is refused as a date', async () => {
  const { post } = frontEnd();
  for (const from of ['0000-01-01', '-000001-01-01', '0000-02-30']) {
    const sent = await post('/trip/when', { ...when, from });
    expectProblem(sent, 422, 'step');
    expect(sent.body.issues).toEqual([expect.objectContaining({ field: 'from' })]);
  }
});
