import { expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import session from 'express-session';
import { openSession } from '../../src/session/access.ts';
import { inject } from '../support/inject.ts';

test('a reload that ends after its time is over throws nowhere', async () => {
  const store = new session.MemoryStore();
  const middleware = session({
    store,
    secret: 'a secret of the tests',
    resave: false,
    saveUninitialized: false,
  });
  let time = 0;
  let endLate = () => {};
  let code: unknown;
  const app = (req: Request, res: Response) =>
    middleware(req, res, () => {
      const access = openSession(req, () => time);
      time = 2_999;
      store.get = (_id, done) => (endLate = () => done(new Error('down')));
      void access.reload().catch((error: { code: string }) => {
        code = error.code;
        res.end();
      });
    });
  await inject(app as never, { method: 'GET', url: '/' });
  expect(code).toBe('STORE_TIMEOUT');
  expect(endLate).not.toThrow();
});
