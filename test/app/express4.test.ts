import { createRequire } from 'node:module';
import { afterAll, expect, test } from '@jest/globals';
import type express from 'express';
import session from 'express-session';
import { pino } from 'pino';
import { stepway } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';
import feedback from '../../wizards/feedback.ts';
import { visitor } from '../support/visitor.ts';

// The types of Express 4 are not installed: what is used of it is the same in both.
const host = (createRequire(import.meta.url)('express4') as typeof express)();
const storage = memoryStorage();
const forms = stepway({ wizards: [feedback], storage, log: pino({ level: 'silent' }) });
host.use(session({ store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false }));
host.use('/forms', forms);
host.use('/forms', forms.onError);
afterAll(() => forms.close(0));

test('a host on Express 4 serves a wizard to its receipt', async () => {
  const someone = visitor(host);
  expect(await someone.answer('/forms/feedback/visit', { found: 'no' })).toBe('/forms/feedback/missing');
  await someone.answer('/forms/feedback/missing', { what: 'a map' });
  await someone.answer('/forms/feedback/contact', { email: 'ann@example.com' });
  await someone.open('/forms/feedback/check');
  const sent = await someone.post('/forms/feedback/check');
  expect(sent.headers['location']).toMatch(/^\/forms\/feedback\/done\//);
  expect((await someone.open(sent.headers['location'] ?? '')).status).toBe(200);
});

test('a host on Express 4 refuses a form from another site, and takes its own', async () => {
  const someone = visitor(host);
  await someone.open('/forms/feedback/visit');
  const from = (origin: string) =>
    someone.agent
      .post('/forms/feedback/visit')
      .set('Host', 'forms.example:8443')
      .set('Origin', origin)
      .type('form')
      .send({ found: 'no' });
  expect((await from('https://evil.example')).status).toBe(403);
  expect((await from('https://forms.example')).status).toBe(403);
  expect((await from('https://forms.example:8443')).status).toBe(303);
});
