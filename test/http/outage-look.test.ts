import { afterAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createApp } from '../../src/app/server.ts';
import { stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import express from 'express';
import session from 'express-session';
import request from 'supertest';
import feedback from '../../wizards/feedback.ts';
import { testConfig } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const log = pino({ level: 'silent' });
let isDown = false;
const storage = memoryStorage({
  onOperation: () => {
    if (isDown) throw new Error('the store is down');
  },
});
const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
  .repeat('costs', { title: 'What it costs', item: '{what.name}', rows: true, min: 1 }, (cost) =>
    cost.step('what', { title: 'What', fields: { name: text('Name') } }),
  )
  .complete({ action: 'Send' });
const { app, forms } = createApp({ config: testConfig, wizards: [feedback, trip], storage, log });
const mounted = stepway({ wizards: [feedback], storage, log });
const host = express();
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.use('/apply', mounted, mounted.onError);
afterAll(() => Promise.all([forms.close(0), mounted.close(0)]));

test('the page of an outage has its security headers, though no route of ours has run', async () => {
  isDown = false;
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  isDown = true;
  const page = await someone.agent.get('/feedback/missing');
  expect(page.status).toBe(503);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers['x-frame-options']).toBe('DENY');
});

test('a page that was only to be looked at says so, and offers to load it again', async () => {
  isDown = false;
  const someone = visitor(app);
  await someone.answer('/feedback/visit', { found: 'no' });
  isDown = true;
  const page = await someone.agent.get('/feedback/missing');
  expect(headingOf(page.text)).toBe('Sorry, this page does not work just now');
  expect(page.text).not.toContain('<form');
});

test('what was typed into the rows of a table is held, and sent again', async () => {
  isDown = false;
  const someone = visitor(app);
  const { text: html } = await someone.open('/trip/costs');
  const [row = ''] = /(?<=name=")\w+(?=\._seen")/.exec(html) ?? [];
  isDown = true;
  const held = await someone.post('/trip/costs', { [`${row}.name`]: 'A hotel by the sea' });
  expect([held.status, textOf(held.text)]).toEqual([503, expect.stringContaining('A hotel by the sea')]);
  isDown = false;
  const sent = await someone.post('/trip/costs', {}, hiddenOf(held.text));
  expect([sent.status, sent.headers['location']]).toEqual([303, '/trip/check']);
});

test('in a host the style and the script are served while the session cannot be loaded', async () => {
  isDown = false;
  const agent = request.agent(host);
  await agent.post('/apply/feedback/visit').type('form').send({ found: 'no' });
  isDown = true;
  const page = await agent.get('/apply/feedback/missing');
  expect(page.status).toBe(503);
  const style = /href="([^"]+\.css)"/.exec(page.text)?.[1] ?? '';
  const asset = await agent.get(style);
  expect(asset.status).toBe(200);
  expect(asset.headers['content-type']).toContain('text/css');
});
