import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import request from 'supertest';
import {
  answersOf,
  consent,
  fragment,
  integer,
  text,
  stepway,
  wizard,
  yesNo,
  type HostAnswers,
  type StepwayEvent,
} from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
  .step('who', {
    title: 'Who?',
    fields: { name: text('Full name').max(20), nick: text('Nickname').optional() },
  })
  .step('car', { title: 'By car?', fields: { byCar: yesNo('By car?') } })
  .include('home', fragment().step('street', { title: 'Where?', fields: { street: text('Street') } }), {
    when: (e) => e.car.byCar.is(true),
  })
  .step('paid', {
    title: 'What is paid',
    fields: { amount: integer('Amount') },
    check: ({ amount }, { earlier }) =>
      amount < (earlier.car.byCar ? 20 : 10) ? { amount: `It costs more, ${earlier.who.name}` } : undefined,
  })
  .step('sure', {
    title: 'Are you sure?',
    fields: { sure: consent('Be sure') },
    again: (e) => [e.paid.amount],
  })
  .repeat('kids', { title: 'Children', item: '{about.name}' }, (kid) =>
    kid.step('about', { title: 'About', fields: { name: text('Name') } }),
  )
  .complete({ action: 'Book' });
const other = wizard({ id: 'other', title: 'Other', version: 1 })
  .step('one', { title: 'One', fields: { a: text('A') } })
  .complete({ action: 'Send' });

const operations: string[] = [];
const storage = memoryStorage({
  onOperation: (operation, moment) => {
    if (moment === 'before') operations.push(operation);
  },
});
const events: StepwayEvent[] = [];
const forms = stepway({
  wizards: [trip],
  storage,
  log: pino({ level: 'silent' }),
  onEvent: (event) => void events.push(event),
});
afterAll(() => forms.close(0));

const app = express();
app.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
app.use('/apply', forms);
app.use(express.json());
type Answers = Parameters<HostAnswers['writeAnswers']>[2];
app.post('/write', async (req, res) => {
  operations.length = 0;
  const written = await forms.writeAnswers(req, trip, req.body as Answers);
  res.json({ ...written, operations: [...operations] });
});
app.post('/start', async (req, res) => {
  const { over, ...answers } = req.body as { over?: boolean };
  res.json(await forms.startWith(req, trip, answers, { over: over === true }));
});
app.post('/other', async (req, res) => {
  const failed = await forms.writeAnswers(req, other, {}).catch((error: Error) => error.message);
  res.json(failed);
});
app.get('/answers', async (req, res) => res.json(await answersOf(req, trip)));
app.use((error: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
  res.status(500).json(error.message);
});

async function begun() {
  const someone = visitor(app);
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  const write = async (answers: object) => (await someone.agent.post('/write').send(answers)).body;
  const answers = async () => (await someone.agent.get('/answers')).body;
  return { someone, write, answers };
}

const accepted = { result: 'accepted', issues: [] };

test('a host answers several steps at once, in one write, as the visitor would', async () => {
  const { someone, write, answers } = await begun();
  events.length = 0;
  const written = await write({ paid: { amount: 12 }, car: { byCar: false } });
  expect(written).toEqual({
    ok: true,
    steps: { car: accepted, paid: accepted },
    operations: ['replace'],
  });
  expect(await answers()).toMatchObject({
    who: { name: 'Ann' },
    car: { byCar: false },
    paid: { amount: 12 },
  });
  expect(headingOf((await someone.open('/apply/trip')).text)).toBe('Are you sure?');
  expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['answered', 'answered']));
});

test('when one step is refused nothing is written, and each says why', async () => {
  const { write, answers } = await begun();
  const written = await write({
    car: { byCar: true },
    'home/street': { street: 'Elm' },
    paid: { amount: 12 },
  });
  expect(written).toMatchObject({
    ok: false,
    why: 'refused',
    steps: {
      car: accepted,
      paid: {
        result: 'refused',
        issues: [{ field: 'amount', code: 'check', message: 'It costs more, Ann' }],
      },
    },
    operations: [],
  });
  expect(await answers()).toEqual({ who: { name: 'Ann' } });
});

test('values are tidied and judged as those of a page are, in words', async () => {
  const { write } = await begun();
  expect((await write({ who: { name: '  Bob ' } })).ok).toBe(true);
  expect(await write({ who: { name: 'x'.repeat(21) } })).toMatchObject({
    steps: { who: { issues: [{ code: 'tooLong', message: 'Full name must be 20 characters or fewer' }] } },
  });
});

test('words are those of a language that the wizard has, at whichever address of the host', async () => {
  const own = stepway({
    wizards: [trip],
    storage: memoryStorage(),
    log: pino({ level: 'silent' }),
    languages: { de: {} },
  });
  const host = express();
  host.use(session({ secret: 'host', resave: false, saveUninitialized: false }));
  host.use('/apply', own);
  host.post('/start', async (req, res) => {
    res.json(await own.startWith(req, trip, { who: { name: 'x'.repeat(21) } }));
  });
  const { body } = await request(host).post('/start').set('Accept-Language', 'de');
  expect(body).toMatchObject({
    steps: { who: { issues: [{ message: 'Full name must be 20 characters or fewer' }] } },
  });
  await own.close(0);
});

test('a step that does not apply, or is not reached yet, is closed', async () => {
  const { write } = await begun();
  const closed = { result: 'closed', issues: [] };
  expect(await write({ paid: { amount: 99 } })).toMatchObject({ ok: false, steps: { paid: closed } });
  const both = await write({ car: { byCar: false }, 'home/street': { street: 'Elm' } });
  expect(both).toMatchObject({ ok: false, steps: { 'home/street': closed } });
});

test('null takes an answer out', async () => {
  const { write, answers } = await begun();
  await write({ car: { byCar: false }, paid: { amount: 12 } });
  expect(await write({ paid: null })).toMatchObject({ ok: true, steps: { paid: { result: 'removed' } } });
  expect(await answers()).toEqual({ who: { name: 'Ann' }, car: { byCar: false } });
});

test('an item is added and changed by its key', async () => {
  const { write, answers } = await begun();
  await write({ car: { byCar: false }, paid: { amount: 12 }, sure: { sure: true } });
  expect(await write({ 'kids/k1/about': { name: 'Kim' } })).toMatchObject({ ok: true });
  expect(await write({ 'kids/k1/about': { name: 'Kit' } })).toMatchObject({ ok: true });
  expect(await answers()).toMatchObject({ kids: [{ about: { name: 'Kit' } }] });
});

test('an open page of the step is no longer the newest: its visitor chooses', async () => {
  const { someone, write } = await begun();
  await someone.open('/apply/trip/who');
  await write({ who: { name: 'Bob' } });
  const sent = await someone.post('/apply/trip/who', { name: 'Cid' });
  expect([sent.status, headingOf(sent.text)]).toEqual([409, 'This answer was changed somewhere else']);
  expect(textOf(sent.text)).toContain('Bob');
});

test('what depended on it is asked again', async () => {
  const { someone, write } = await begun();
  await write({ car: { byCar: false }, paid: { amount: 12 }, sure: { sure: true } });
  await write({ paid: { amount: 13 } });
  expect(headingOf((await someone.open('/apply/trip')).text)).toBe('Are you sure?');
});

test('nothing is written where there is no form in progress, or it was sent', async () => {
  const someone = visitor(app);
  const write = () => someone.agent.post('/write').send({ car: { byCar: false } });
  expect((await write()).body).toMatchObject({ ok: false, why: 'not-started', operations: [] });
  await someone.answer('/apply/trip/who', { name: 'Ann' });
  await write();
  await someone.answer('/apply/trip/paid', { amount: '12' });
  await someone.answer('/apply/trip/sure', { sure: 'yes' });
  await someone.answer('/apply/trip/kids', { _more: 'no' });
  await someone.open('/apply/trip/check');
  await someone.post('/apply/trip/check');
  expect((await write()).body).toMatchObject({ ok: false, why: 'sent' });
});

test('a form is started with answers; what cannot be accepted waits in its controls', async () => {
  const someone = visitor(app);
  const started = await someone.agent.post('/start').send({ who: { name: 'Ann' }, paid: { amount: 5 } });
  expect(started.body).toEqual({
    ok: true,
    steps: { who: accepted, paid: { result: 'closed', issues: [] } },
  });
  expect(headingOf((await someone.open('/apply/trip')).text)).toBe('By car?');
  await someone.answer('/apply/trip/car', { byCar: 'no' });
  expect((await someone.open('/apply/trip/paid')).text).toMatch(/name="amount"[^>]*value="5"/);
});

test('a form in progress is not written over, unless it is said', async () => {
  const { someone, answers } = await begun();
  const start = (body: object) => someone.agent.post('/start').send(body);
  expect((await start({ who: { name: 'Bob' } })).body).toEqual({ ok: false, why: 'started', steps: {} });
  expect(await answers()).toEqual({ who: { name: 'Ann' } });
  expect((await start({ over: true, who: { name: 'Bob' } })).body.ok).toBe(true);
  expect(await answers()).toEqual({ who: { name: 'Bob' } });
});

test('a wizard, a step and a field that are not there are told with their fix', async () => {
  const { write, someone } = await begun();
  expect(await write({ cra: {} })).toBe('wizard "trip" has no step "cra"; did you mean "car"?');
  expect(await write({ who: { nmae: 'x' } })).toBe('step "who" has no field "nmae"; did you mean "name"?');
  expect((await someone.agent.post('/other').send({})).body).toBe(
    'the wizard "other" is not among the wizards of this router',
  );
});

test('answers of a wrong shape are told with the shape', async () => {
  const { write } = await begun();
  expect(await write({ who: 'Ann' })).toBe(
    'step "who" was given a string; answers are given by name: { name: … }',
  );
  expect(await write(['Ann'])).toBe(
    'the answers are a list; answers are given by name: { step: { field: … } }',
  );
});

test('of a write and a visitor’s answer at the same time both stay', async () => {
  const { someone, write, answers } = await begun();
  await write({ car: { byCar: false } });
  await someone.open('/apply/trip/who');
  const [sent] = await Promise.all([
    someone.post('/apply/trip/who', { name: 'Cid' }),
    ...Array.from({ length: 7 }, (_, index) => write({ paid: { amount: 20 + index } })),
  ]);
  expect(sent.status).toBe(303);
  expect(await answers()).toMatchObject({ who: { name: 'Cid' }, paid: { amount: expect.any(Number) } });
});

test('a page of another site begins no form and writes no answers, one of this site may', async () => {
  const { someone, answers } = await begun();
  const from = (site: string, url: string) => someone.agent.post(url).set('Sec-Fetch-Site', site);
  const written = { who: { name: 'Eve' } };
  const foreign = await from('cross-site', '/write').send(written);
  expect(foreign.body).toContain('came from another site');
  expect((await from('cross-site', '/start').send({ ...written, over: true })).status).toBe(500);
  expect(await answers()).toEqual({ who: { name: 'Ann' } });
  expect((await from('same-origin', '/write').send(written)).status).toBe(200);
});
