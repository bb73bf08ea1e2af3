import { expect, test } from '@jest/globals';
import type { Request } from 'express';
import type { Session } from 'express-session';
import {
  answerLoad,
  leftFor,
  loadOf,
  noteLoad,
  requestMs,
  startWork,
  timeGenerated,
} from '../../src/session/request-time.ts';
import { plainStore } from '../../src/storage/revisioned-store.ts';

const aRequest = () => ({}) as unknown as Request;
const sessionOf = (req: Request) => ({ req }) as unknown as Session;

test('the time of a request starts with its load, and what the body took in between does not count', () => {
  const req = aRequest();
  answerLoad({ startedAt: 1_000, ms: 200 }, () => noteLoad(req));
  // The body took until 9,000.
  expect(startWork(req, 9_000)).toBe(8_800);
  expect(startWork(req, 9_500)).toBe(8_800);
  expect(leftFor(sessionOf(req), 9_000)).toBe(requestMs - 200);
});

test('before its own work starts, a save counts from the load; without a load it has all the time', () => {
  const req = aRequest();
  answerLoad({ startedAt: 1_000, ms: 200 }, () => noteLoad(req));
  expect(leftFor(sessionOf(req), 1_500)).toBe(requestMs - 500);
  expect(leftFor(sessionOf(aRequest()), 1_500)).toBe(requestMs);
});

test('a reload is part of the same request: its first load counts', () => {
  const req = aRequest();
  answerLoad({ startedAt: 1_000, ms: 200 }, () => noteLoad(req));
  answerLoad({ startedAt: 2_000, ms: 300 }, () => noteLoad(req));
  expect(loadOf(req)).toEqual({ startedAt: 1_000, ms: 200 });
});

test('a session generated while a load is answered takes it over; one generated later starts again', () => {
  const store = plainStore() as Request['sessionStore'];
  timeGenerated(store);
  // As express-session does it.
  Object.assign(store, { generate: () => {} });
  const req = aRequest();
  const load = { startedAt: 1_000, ms: 200 };
  answerLoad(load, () => store.generate(req));
  expect(loadOf(req)).toEqual(load);
  store.generate(req);
  expect(loadOf(req)).toBeUndefined();
});

test('a load is known of a session that is made after the store has called back', () => {
  const req = aRequest();
  const load = { startedAt: 1_000, ms: 200 };
  answerLoad({ startedAt: 5_000, ms: 1 }, () => noteLoad(req, load));
  expect(loadOf(req)).toEqual(load);
});
