import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Request } from 'express';
import { leftFor } from '../../src/session/request-time.ts';
import { type OperationHook, memoryStorage } from '../../src/storage/memory/storage.ts';
import {
  existingSession,
  loadSession,
  newSession,
  reloadSession,
  saveSession,
  storedValues,
} from '../support/sessions.ts';

describe('a store that does not answer', () => {
  let hook: OperationHook = () => undefined;
  const { sessions: store } = memoryStorage({
    now: () => Date.now(),
    onOperation: (...call) => hook(...call),
  });
  const never = () => new Promise<void>(() => undefined);
  const lateBy = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  let count = 0;
  const stored = async (values: object) => {
    const id = `id-${(count += 1)}`;
    await saveSession(newSession(store, id, values));
    return id;
  };
  /** How long it took, in milliseconds of the fake clock, and what came of it. */
  const timed = async (work: Promise<unknown>) => {
    const startedAt = Date.now();
    const outcome = work.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
    let ended: string | undefined;
    void outcome.then((value) => (ended = value));
    while (ended === undefined && Date.now() - startedAt < 10_000) await jest.advanceTimersByTimeAsync(10);
    return [ended, Date.now() - startedAt];
  };
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    hook = () => undefined;
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('ends a read after 2.5 s', async () => {
    const id = await stored({ a: 1 });
    hook = never;
    expect(await timed(loadSession(store, id))).toEqual(['STORE_TIMEOUT', 2_500]);
  });

  test('ends a first save after 2.5 s', async () => {
    hook = never;
    expect(await timed(saveSession(newSession(store, 'new', { a: 1 })))).toEqual(['STORE_TIMEOUT', 2_500]);
  });

  test('ends a save 3 s after the session was asked for', async () => {
    const id = await stored({ stepway: 1 });
    hook = (operation) => (operation === 'read' ? lateBy(500) : undefined);
    const loading = existingSession(store, id);
    await jest.advanceTimersByTimeAsync(1_000);
    const session = await loading;
    hook = never;
    expect(await timed(saveSession(Object.assign(session, { stepway: 2 })))).toEqual([
      'STORE_TIMEOUT',
      2_000,
    ]);
  });

  test('does not even try when the time of the request is over', async () => {
    const id = await stored({ stepway: 1 });
    const session = await existingSession(store, id);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(await timed(saveSession(Object.assign(session, { stepway: 2 })))).toEqual(['STORE_TIMEOUT', 10]);
    expect(await storedValues(store, id)).toEqual({ stepway: 1 });
  });

  test('still saves the host’s own keys after the host’s own slow work', async () => {
    const id = await stored({ cart: 1 });
    const session = await existingSession(store, id);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await timed(saveSession(Object.assign(session, { cart: 2 })))).toEqual(['done', 10]);
    expect(await storedValues(store, id)).toEqual({ cart: 2 });
  });

  test('a reload does not start the time of the request again', async () => {
    const session = await existingSession(store, await stored({ stepway: 1 }));
    await jest.advanceTimersByTimeAsync(1_000);
    await reloadSession(session);
    const reloaded = (session.req as Request).session;
    expect([leftFor(session, Date.now()), leftFor(reloaded, Date.now())]).toEqual([2_000, 2_000]);
  });

  test('a save that landed although its acknowledgement was lost shows after a reload', async () => {
    const id = await stored({ stepway: 1 });
    const session = await existingSession(store, id);
    session['stepway'] = 2;
    hook = (operation, moment) => {
      if (operation === 'replace' && moment === 'after') throw new Error('cut');
    };
    await expect(saveSession(session)).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
    hook = () => undefined;
    await expect(saveSession(session)).rejects.toMatchObject({ code: 'SESSION_CONFLICT' });
    expect(await storedValues(store, id)).toEqual({ stepway: 2 });
  });

  test('says what else went wrong as unreachable, and keeps the cause', async () => {
    const cause = new Error('broken');
    const id = await stored({ a: 1 });
    hook = () => {
      throw cause;
    };
    await expect(loadSession(store, id)).rejects.toMatchObject({
      code: 'STORE_UNREACHABLE',
      status: 503,
      cause,
    });
  });
});

describe('a session that many requests change at once', () => {
  test('gives up after ten tries', async () => {
    let isBusy = false;
    const { sessions: store } = memoryStorage({
      async onOperation(operation, moment) {
        if (!isBusy || operation !== 'read' || moment !== 'after') return;
        isBusy = false;
        const other = await existingSession(store, 'busy');
        await saveSession(Object.assign(other, { turn: Number(other['turn'] ?? 0) + 1 }));
        isBusy = true;
      },
    });
    await saveSession(newSession(store, 'busy'));
    const session = await existingSession(store, 'busy');
    await saveSession(Object.assign(await existingSession(store, 'busy'), { turn: 1 }));
    isBusy = true;
    await expect(saveSession(Object.assign(session, { mine: 1 }))).rejects.toMatchObject({
      code: 'TOO_BUSY',
    });
    isBusy = false;
    expect(await storedValues(store, 'busy')).toEqual({ turn: 10 });
  });
});
