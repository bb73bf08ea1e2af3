import { beforeEach, describe, expect, test } from '@jest/globals';
import request, { type Test } from 'supertest';
import { type SessionOperation, memoryStorage } from '../../src/storage/memory/storage.ts';
import { standingClock } from '../support/clock.ts';
import { sessionApp } from '../support/session-app.ts';

describe('what a request costs the store', () => {
  let operations: SessionOperation[] = [];
  const clock = standingClock();
  const storage = memoryStorage({
    now: clock.now,
    onOperation(operation, moment) {
      if (moment === 'before') operations.push(operation);
    },
  });
  const agent = request.agent(sessionApp(storage.sessions));
  const costOf = async (sent: Test) => {
    operations = [];
    await sent.expect(200);
    return operations;
  };
  beforeEach(async () => {
    await agent.post('/').expect(200);
  });

  test('a POST: one read and one write', async () => {
    expect(await costOf(agent.post('/'))).toEqual(['read', 'replace']);
  });

  test('a POST that the middleware saves: one read and one write', async () => {
    expect(await costOf(agent.post('/implicit'))).toEqual(['read', 'replace']);
  });

  test('a first POST: one write', async () => {
    expect(await costOf(request(sessionApp(storage.sessions)).post('/'))).toEqual(['insert']);
  });

  test('a GET: one read', async () => {
    expect(await costOf(agent.get('/'))).toEqual(['read']);
  });

  test('an anonymous GET: nothing', async () => {
    expect(await costOf(request(sessionApp(storage.sessions)).get('/'))).toEqual([]);
  });

  test('GETs of a minute: one touch', async () => {
    clock.advance(59_999);
    expect(await costOf(agent.get('/'))).toEqual(['read']);
    clock.advance(1);
    expect(await costOf(agent.get('/'))).toEqual(['read', 'touch']);
    expect(await costOf(agent.get('/'))).toEqual(['read']);
    clock.advance(60_000);
    expect(await costOf(agent.get('/'))).toEqual(['read', 'touch']);
  });

  test('a POST long after the last one: no touch beside the write', async () => {
    clock.advance(120_000);
    expect(await costOf(agent.post('/'))).toEqual(['read', 'replace']);
  });

  test('a log-in that makes a new session: the old one removed, the new one written once', async () => {
    expect(await costOf(agent.post('/login'))).toEqual(['read', 'remove', 'insert']);
  });
});

test.each([1, 2, 10, 30])(
  'with an idle limit of %i minutes somebody who reads goes on, at the cost of ten touches in it or one a minute',
  async (minutes) => {
    const clock = standingClock();
    const idleMs = minutes * 60_000;
    let touches = 0;
    const storage = memoryStorage({
      now: clock.now,
      idleMs,
      onOperation(operation, moment) {
        if (operation === 'touch' && moment === 'before') touches += 1;
      },
    });
    const agent = request.agent(sessionApp(storage.sessions));
    await agent.post('/').expect(200);
    for (let reads = 0; reads < 90; reads += 1) {
      clock.advance(idleMs / 30);
      expect((await agent.get('/').expect(200)).body).toBe(1);
    }
    expect(touches).toBeLessThanOrEqual(3 * Math.max(10, minutes));
  },
);
