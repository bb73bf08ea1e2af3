import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { logRequests } from '../../src/app/log-requests.ts';

test('a request is one line at debug, without its query and without a reference', async () => {
  const lines: string[] = [];
  const quiet = () => {};
  const log = {
    debug: (_: object, said: string) => void lines.push(said),
    info: quiet,
    warn: quiet,
    error: quiet,
  };
  const app = express();
  app.use(logRequests(log, Date.now));
  app.get('/visa/*rest', (_req, res) => void res.send('x'));
  await request(app).get('/visa/job?name=Ann');
  await request(app).get('/visa/done/K7PM-3WQX');
  await request(app).post('/nowhere');
  expect(lines).toEqual(['GET /visa/job 200', 'GET /visa/done/… 200', 'POST /nowhere 404']);
});
