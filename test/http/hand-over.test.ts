import { expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import {
  answersOf,
  handOver,
  integer,
  memoryStorage,
  stepway,
  text,
  wizard,
  yesNo,
  type StepwayEvent,
} from '../../src/index.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const parking = wizard({ id: 'parking', title: 'Parking permit', version: 1 })
  .step('you', {
    title: 'About you',
    fields: { name: text('Name').max(10), age: integer('Age').min(18) },
    check: ({ name }) => (name === 'Nobody' ? { name: 'Nobody parks' } : undefined),
  })
  .step('car', { title: 'Your car', fields: { plate: text('Number plate') } })
  .complete({ action: 'Apply' });

const permit = wizard({ id: 'permit', title: 'Permit', version: 1, start: false })
  .step('about', {
    title: 'Who?',
    fields: { name: text('Name'), age: integer('Age').optional(), far: yesNo('From far?') },
  })
  .exit('far', {
    title: 'Not for you',
    when: (e) => e.about.far.is(true),
    handOver: handOver(parking, {
      title: 'Park here, {about.name}',
      answers: (e) => ({ you: { name: e.about.name, age: e.about.age } }),
    }),
  })
  .complete({
    action: 'Send',
    receipt: {
      handOver: handOver(parking, {
        title: 'Apply for a parking permit',
        text: 'We take over your **name** and age.',
        answers: (e) => ({ you: { name: e.about.name, age: e.about.age } }),
      }),
    },
  });

const operations: string[] = [];
const events: StepwayEvent[] = [];

function site({ guarded = false } = {}) {
  const storage = memoryStorage({
    onOperation: (operation, moment) => {
      if (moment === 'before') operations.push(operation);
    },
  });
  const app = express();
  app.use(session({ store: storage.sessions, secret: 's', resave: false, saveUninitialized: false }));
  app.get('/answers', async (req, res) => res.json((await answersOf(req, parking)) ?? {}));
  app.use(
    stepway({
      wizards: [permit, parking],
      storage,
      worker: false,
      log: pino({ level: 'silent' }),
      guard: (_req, wizardId) => (guarded && wizardId === 'parking' ? '/log-in' : undefined),
      onEvent: (event) => void events.push(event),
    }),
  );
  return app;
}

async function sent(app = site(), who: { [name: string]: string } = { name: 'Ann', age: '30' }) {
  const ann = visitor(app);
  await ann.answer('/permit/about', { far: 'no', ...who });
  const receipt = await ann.answer('/permit/check');
  const press = () => ann.agent.post(receipt).type('form').send({ _to: 'parking' });
  const there = async () => (await ann.agent.get('/answers')).body;
  return { ann, receipt, press, there };
}

test('a press on the receipt starts the other wizard with the answers, in one write', async () => {
  const { ann, receipt, press, there } = await sent();
  const page = (await ann.open(receipt)).text;
  expect(page).toContain('<strong>name</strong>');
  expect(page).toContain('<input type="hidden" name="_to" value="parking">');
  expect(page).not.toMatch(/(?:href|action)="[^"]*Ann/);
  expect(await there()).toEqual({});
  operations.length = 0;
  events.length = 0;
  const pressed = await press();
  expect(pressed.status).toBe(303);
  expect(pressed.headers['location']).toBe('/parking/car');
  expect(operations).toEqual(['read', 'replace']);
  expect(events.map(({ type, wizard }) => [type, wizard])).toEqual([
    ['started', 'parking'],
    ['answered', 'parking'],
  ]);
  expect(await there()).toEqual({ you: { name: 'Ann', age: 30 } });
});

test('so does one on an exit page, whose button may name an answer', async () => {
  const ann = visitor(site());
  const exit = await ann.answer('/permit/about', { name: 'Ann', age: '30', far: 'yes' });
  expect((await ann.open(exit)).text).toContain('Park here, Ann');
  const pressed = await ann.post(exit);
  expect(pressed.headers['location']).toBe('/parking/car');
});

test('an exit page that the answers do not lead to hands nothing over', async () => {
  const { ann, there } = await sent();
  await ann.agent.post('/permit/far').type('form').send({ _to: 'parking' });
  expect(await there()).toEqual({});
});

test('what the other wizard does not accept waits in its controls', async () => {
  const { ann, press, there } = await sent(site(), { name: 'Ann-Elizabeth' });
  expect((await press()).headers['location']).toBe('/parking/you');
  expect((await ann.open('/parking/you')).text).toContain('value="Ann-Elizabeth"');
  expect(await there()).toEqual({});
  const nobody = await sent(site(), { name: 'Nobody', age: '30' });
  expect((await nobody.press()).headers['location']).toBe('/parking/you');
});

test('answers that are there already stay, and the visitor is told', async () => {
  const { ann, press, there } = await sent();
  await ann.answer('/parking/you', { name: 'Bob', age: '40' });
  const pressed = await press();
  expect(pressed.status).toBe(409);
  expect(headingOf(pressed.text)).toBe('You have started “Parking permit” already');
  expect(pressed.text).toContain('href="/parking"');
  expect(await there()).toEqual({ you: { name: 'Bob', age: 40 } });
});

test('pressed twice, it is taken over once', async () => {
  const { press, there } = await sent();
  await press();
  expect((await press()).status).toBe(409);
  expect(await there()).toEqual({ you: { name: 'Ann', age: 30 } });
});

test('the guard of the other wizard is asked first', async () => {
  const { press, there } = await sent(site({ guarded: true }));
  expect((await press()).headers['location']).toBe('/log-in');
  expect(await there()).toEqual({});
});

test('in another browser it is a link, and a press takes nothing along', async () => {
  const app = site();
  const { receipt } = await sent(app);
  const stranger = visitor(app);
  const page = (await stranger.open(receipt)).text;
  expect(page).toContain('<a href="/parking">Apply for a parking permit</a>');
  expect(textOf(page)).not.toContain('We take over');
  const pressed = await stranger.agent.post(receipt).type('form').send({ _to: 'parking' });
  expect(pressed.headers['location']).toBe('/parking');
  expect(pressed.headers['set-cookie']).toBeUndefined();
});

test('a form that names no wizard of the page is answered with 404', async () => {
  const { ann, receipt } = await sent();
  expect((await ann.agent.post(receipt).type('form').send({ _to: 'permit' })).status).toBe(404);
  expect((await ann.agent.post(receipt)).status).toBe(404);
});

test('a front end is told where to press, and of answers that stay', async () => {
  const { ann, receipt } = await sent();
  const { body } = await ann.agent.get(receipt).accept('json');
  expect(body.handOvers).toEqual([
    {
      wizard: 'parking',
      title: 'Apply for a parking permit',
      textHtml: '<p>We take over your <strong>name</strong> and age.</p>\n',
      action: receipt,
      stamp: { _to: 'parking' },
    },
  ]);
  const [{ action, stamp }] = body.handOvers;
  const pressed = await ann.agent.post(action).accept('json').send(stamp);
  expect(pressed.headers['location']).toBe('/parking/car');
  const again = await ann.agent.post(action).accept('json').send(stamp);
  expect(again.body).toMatchObject({ kind: 'in-progress', status: 409, wizard: { id: 'parking' } });
});
