import { describe, expect, test } from '@jest/globals';
import session, { type SessionData } from 'express-session';
import request from 'supertest';
import { guardStore, lifeKey } from '../../src/storage/guard.ts';
import { plainStore } from '../../src/storage/revisioned-store.ts';
import { standingClock } from '../support/clock.ts';
import { sessionApp } from '../support/session-app.ts';
import { existingSession, loadSession, newSession, saveSession, storedValues } from '../support/sessions.ts';

describe('a guarded store', () => {
  test('says what it guards, and for how long its sessions live', () => {
    const guarded = guardStore(new session.MemoryStore(), { idleMs: 1_000, absoluteMs: 5_000 });
    expect(guarded).toMatchObject({
      stepwayGuards: 'process',
      lifetime: { idleMs: 1_000, absoluteMs: 5_000 },
    });
  });

  test('serves an app as the store itself does', async () => {
    const agent = request.agent(sessionApp(guardStore(new session.MemoryStore())));
    for (const count of [1, 2, 3]) await agent.post('/').expect(200, String(count));
    await agent.get('/').expect(200, '3');
    await agent.post('/login').expect(200);
    await agent.get('/').expect(200, '0');
  });

  test('keeps its own key out of the request’s sight', async () => {
    const inner = new session.MemoryStore();
    const guarded = guardStore(inner);
    await saveSession(newSession(guarded, 'id', { a: 1 }));
    expect(await storedValues(inner, 'id')).toHaveProperty(lifeKey);
    expect(await existingSession(guarded, 'id')).not.toHaveProperty(lifeKey);
    await saveSession(Object.assign(await existingSession(guarded, 'id'), { a: 2 }));
    expect(await storedValues(inner, 'id')).toMatchObject({ a: 2, [lifeKey]: expect.anything() });
  });

  test('takes over a session that the store had before', async () => {
    const inner = new session.MemoryStore();
    const clock = standingClock();
    await saveSession(newSession(inner, 'id', { a: 1 }));
    const guarded = guardStore(inner, { idleMs: 1_000, now: clock.now });
    await saveSession(Object.assign(await existingSession(guarded, 'id'), { a: 2 }));
    expect(await storedValues(guarded, 'id')).toEqual({ a: 2 });
    clock.advance(1_000);
    expect(await loadSession(guarded, 'id')).toBeUndefined();
  });

  test('names what the store cannot read, and what it cannot do', async () => {
    const failing = (error: unknown) =>
      guardStore(
        Object.assign(plainStore(), {
          get: (_: string, done: (error: unknown) => void) => done(error),
          set: (_id: string, _data: SessionData, done?: (error: unknown) => void) => done?.(error),
        }),
      );
    const codeOf = async (error: unknown) =>
      loadSession(failing(error), 'id').catch((failure: { code: string }) => failure.code);
    expect(await codeOf(new SyntaxError('not JSON'))).toBe('SESSION_UNREADABLE');
    expect(await codeOf(new Error('connection lost'))).toBe('STORE_UNREACHABLE');
    expect(await codeOf('text')).toBe('STORE_UNREACHABLE');
    expect(await codeOf(Object.assign(new Error('no file'), { code: 'ENOENT' }))).toBeUndefined();
  });

  test('passes on that the store has lost and found its connection', () => {
    const inner = plainStore();
    const events: string[] = [];
    const guarded = guardStore(inner);
    for (const event of ['connect', 'disconnect']) guarded.on(event, () => events.push(event));
    inner.emit('disconnect');
    inner.emit('connect');
    expect(events).toEqual(['disconnect', 'connect']);
  });
});
