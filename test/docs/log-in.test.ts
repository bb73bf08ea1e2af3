import { afterAll, expect, test } from '@jest/globals';
import express, { type Router } from 'express';
import session from 'express-session';
import { answersOf, stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/testing/index.ts';
import { visitor } from '../support/visitor.ts';
import { readersProject } from './import-block.ts';

const project = readersProject();
afterAll(() => project.remove());

test('the log-in of docs/sessions.md keeps the answers under a new session id, and knows the user', async () => {
  const { logInRoute } = await project.importBlock('docs/sessions.md', 'regenerate');
  const route = logInRoute as (
    find: (name: string, password: string) => Promise<string | undefined>,
  ) => Router;
  const visa = wizard({ id: 'visa', title: 'Visa', version: 1, start: false })
    .step('who', { title: 'Who?', fields: { name: text('Name') } })
    .step('why', { title: 'Why?', fields: { why: text('Reason') } })
    .complete({ action: 'Send' });
  const storage = memoryStorage();
  const quiet = (): void => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const forms = stepway({ wizards: [visa], storage, log });
  const app = express();
  app.use(session({ store: storage.sessions, secret: 'a secret', resave: false, saveUninitialized: false }));
  app.use('/apply', forms);
  app.use(route(async (name, password) => (password === 'right' ? name : undefined)));
  app.get('/me', async (req, res) => {
    const { user } = req.session as { user?: string };
    res.json({ id: req.sessionID, user, name: (await answersOf(req, visa))?.who?.name });
  });

  const someone = visitor(app);
  const me = async () => (await someone.agent.get('/me')).body as Record<string, string>;
  await someone.answer('/apply/visa/who', { name: 'Ann' });
  const before = await me();
  expect(before).toMatchObject({ name: 'Ann' });

  expect((await someone.post('/login', { name: 'ann', password: 'wrong' }, {})).status).toBe(401);
  const sent = await someone.post('/login', { name: 'ann', password: 'right' }, {});
  expect([sent.status, sent.headers['location']]).toEqual([303, '/apply/visa']);
  const after = await me();
  expect(after).toMatchObject({ user: 'ann', name: 'Ann' });
  expect(after['id']).not.toBe(before['id']);
  await forms.close(0);
});
