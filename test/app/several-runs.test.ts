import { afterAll, expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { answersOf, keepAnswers, runsOf, stepway, text, wizard, type BegunForm } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import { visitor } from '../support/visitor.ts';

const claim = wizard({ id: 'claim', title: 'Claim', version: 1, start: false, several: { max: 2 } })
  .step('what', { title: 'What?', fields: { what: text('What') } })
  .step('where', { title: 'Where?', fields: { where: text('Where') } })
  .complete({ action: 'Send' });

const storage = memoryStorage();
const loggedIn: (readonly BegunForm[])[] = [];
const forms = stepway({
  wizards: [claim],
  storage,
  log: pino({ level: 'silent' }),
  onLogin: (_req, begun) => void loggedIn.push(begun),
});
afterAll(() => forms.close(0));

const app = express();
app.use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }));
app.post('/start/:what', async (req, res) => {
  res.json(await forms.startWith(req, claim, { what: { what: req.params.what } }));
});
app.post('/write/:run', async (req, res) => {
  res.json(await forms.writeAnswers(req, claim, { where: { where: 'Rome' } }, { run: req.params.run }));
});
app.get('/runs', (req, res) => {
  res.json(runsOf(req, claim));
});
app.get('/answers/:run', async (req, res) => {
  res.json((await answersOf(req, claim, { run: req.params.run })) ?? null);
});
app.get('/which', async (req, res) => {
  const failed = await Promise.allSettled([
    answersOf(req, claim),
    forms.writeAnswers(req, claim, {}),
    forms.startWith(req, claim, {}, { run: 'me' }),
  ]);
  res.json(failed.map((each) => (each.status === 'rejected' ? String(each.reason) : 'no error')));
});
app.post('/log-in', async (req, res) => {
  await keepAnswers(req, () => new Promise<void>((done) => req.session.regenerate(() => done())));
  res.end();
});
app.use(forms);

test('a host starts another run each time, writes to the one that it names, and reads that one', async () => {
  const someone = visitor(app);
  const { body: taxi } = await someone.agent.post('/start/taxi');
  expect(taxi).toMatchObject({ ok: true, run: expect.stringMatching(/^~/) });
  const { body: hotel } = await someone.agent.post('/start/hotel');
  expect(hotel.run).not.toBe(taxi.run);
  expect((await someone.agent.post('/start/meal')).body).toEqual({ ok: false, why: 'full', steps: {} });
  expect((await someone.agent.post(`/write/${taxi.run}`)).body).toMatchObject({ ok: true, run: taxi.run });
  expect((await someone.agent.get(`/answers/${taxi.run}`)).body).toEqual({
    what: { what: 'taxi' },
    where: { where: 'Rome' },
  });
  expect((await someone.agent.get(`/answers/${hotel.run}`)).body).toEqual({ what: { what: 'hotel' } });
  const { body: runs } = await someone.agent.get('/runs');
  expect(runs).toEqual([
    expect.objectContaining({ run: taxi.run, status: 'open' }),
    expect.objectContaining({ run: hotel.run, status: 'open' }),
  ]);
  expect((await someone.open(`/claim/${hotel.run}/what`)).text).toContain('value="hotel"');
});

test('a host that does not say which run, or says what can be none, is told so', async () => {
  const { body } = await visitor(app).agent.get('/which');
  expect(body).toEqual([
    expect.stringContaining('the wizard "claim" can have several runs; say which'),
    expect.stringContaining('say which'),
    expect.stringContaining('"me" is no run'),
  ]);
});

test('all runs come along at a log-in, and the host is told of each', async () => {
  const someone = visitor(app);
  const { body: taxi } = await someone.agent.post('/start/taxi');
  const { body: hotel } = await someone.agent.post('/start/hotel');
  await someone.agent.post('/log-in');
  expect(loggedIn.at(-1)!.map(({ wizard: id, run }) => [id, run])).toEqual([
    ['claim', taxi.run],
    ['claim', hotel.run],
  ]);
  expect((await someone.open(`/claim/${taxi.run}/what`)).text).toContain('value="taxi"');
});
