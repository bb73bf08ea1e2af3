import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import request from 'supertest';
import { openSession } from '../../src/session/access.ts';
import { memoryRecords } from '../../src/storage/memory/storage.ts';
import { plainStore, revisionedStore } from '../../src/storage/revisioned-store.ts';
import { standingClock } from '../support/clock.ts';

const clock = standingClock();
const records = {
  ...memoryRecords(),
  read: async () => {
    clock.advance(2_400);
    return undefined;
  },
};
const host = express();
host.use(
  session({
    store: revisionedStore(plainStore(), records, { now: clock.now }),
    secret: 'host',
    resave: false,
    saveUninitialized: false,
  }),
);
host.get('/left', (req, res) => {
  clock.advance(10_000); // the body arrives slowly: that is the visitor's line
  res.json(openSession(req, clock.now).remainingMs());
});

test("the time that a store took to say that there is no session counts, in a host's app too", async () => {
  const signature = createHmac('sha256', 'host').update('none').digest('base64').replace(/=+$/, '');
  const cookie = `connect.sid=${encodeURIComponent(`s:none.${signature}`)}`;
  expect((await request(host).get('/left').set('Cookie', cookie)).body).toBe(600);
});

test('a visitor without a cookie has all the time, also after another one who waited', async () => {
  expect((await request(host).get('/left')).body).toBe(3_000);
});
