import { expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { loadMsOf, timedLoad } from '../../src/session/load-time.ts';
import { openSession } from '../../src/session/repository.ts';
import { plainStore } from '../../src/storage/plain-store.ts';
import { standingClock } from '../support/clock.ts';
import { newSession } from '../support/sessions.ts';

test('the time that a store took to say that there is no session counts for the request', () => {
  const clock = standingClock();
  const req = { session: newSession(plainStore(), 'id') } as unknown as Request;
  const slow = timedLoad((_req, _res, next) => {
    clock.advance(2_400);
    next();
  }, clock.now);
  let isReached = false;
  void slow(req, {} as Response, () => (isReached = true));
  expect(isReached).toBe(true);
  expect(loadMsOf(req)).toBe(2_400);
  clock.advance(10_000); // the body arrives slowly: that is the visitor's line
  expect(openSession(req, clock.now).remainingMs()).toBe(600);
});
