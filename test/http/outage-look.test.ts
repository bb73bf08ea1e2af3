import { afterAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createApp } from '../../src/app/server.ts';
import { stepway } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import express from 'express';
import session from 'express-session';
import request from 'supertest';
import feedback from '../../wizards/feedback.ts';
import { testConfig } from '../support/memory-app.ts';
import { headingOf, visitor } from '../support/visitor.ts';

const log = pino({ level: 'silent' });
let isDown = false;
const storage = memoryStorage({
  onOperation: () => {
    if (isDown) throw new Error('the store is down');
  },
});
const { app, forms } = createApp({ config: testConfig, wizards: [feedback], storage, log });
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
