import { afterEach, expect, test } from '@jest/globals';
import type { CookieOptions } from 'express-session';
import express from 'express';
import session from 'express-session';
import request from 'supertest';
import { stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';

const before = process.env['NODE_ENV'];
afterEach(() => {
  process.env['NODE_ENV'] = before;
});

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { name: text('Full name') } })
  .complete({ action: 'Book' });

/** What is warned of when a host's app with this cookie has answered twice. */
async function warningsFor(environment: string, cookie: CookieOptions): Promise<readonly string[]> {
  process.env['NODE_ENV'] = environment;
  const warned: string[] = [];
  const quiet = () => undefined;
  const log = {
    debug: quiet,
    info: quiet,
    error: quiet,
    warn: (_: object, said: string) => warned.push(said),
  };
  const storage = memoryStorage();
  const forms = stepway({ wizards: [trip], storage, log });
  const host = express();
  host.set('trust proxy', 1);
  const common = { store: storage.sessions, secret: 'host', resave: false, saveUninitialized: false };
  host.use(session({ ...common, cookie }), forms);
  for (const _ of [1, 2]) await request(host).get('/trip/who').set('X-Forwarded-Proto', 'https').expect(200);
  await forms.close(0);
  return warned;
}

test('a cookie that other sites can make a browser send, or that travels in plain text, is warned of once', async () => {
  const [warning, ...more] = await warningsFor('production', {});
  expect(warning).toContain("sameSite: 'lax', secure: true");
  expect(more).toEqual([]);
  expect((await warningsFor('production', { sameSite: 'strict' }))[0]).toContain('{ secure: true }');
});

test('a sound cookie is not warned of, nor any in development', async () => {
  expect(await warningsFor('production', { sameSite: 'lax', secure: true })).toEqual([]);
  expect(await warningsFor('production', { sameSite: 'lax', secure: 'auto' })).toEqual([]);
  expect(await warningsFor('development', {})).toEqual([]);
});
