import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import type { Request } from 'express';
import { endSessions } from '../../src/session/end-sessions.ts';
import { readRevision } from '../../src/session/revision.ts';
import {
  destroySession,
  existingSession,
  loadSession,
  newSession,
  reloadSession,
  saveSession,
  storedValues,
  touchSession,
  type OpenSession,
} from '../support/sessions.ts';
import { lifetime, type SessionHome } from './home.ts';

const { idleMs, absoluteMs } = lifetime;
const minute = 60_000;

/**
 * What every home of sessions promises, whatever rests behind it. What a `foreign` store makes of a document that
 * cannot be read is its own affair.
 */
export function describeSessionPromises(
  name: string,
  open: () => Promise<SessionHome>,
  kind: 'own' | 'foreign' = 'own',
): void {
  describe(`sessions in ${name}`, () => {
    let home: SessionHome;
    let count = 0;
    beforeAll(async () => {
      home = await open();
    });
    afterAll(() => home.close());

    const freshId = () => `${name}-${(count += 1)}`;
    const stored = async (values: object): Promise<string> => {
      const id = freshId();
      await saveSession(newSession(home.first, id, values));
      return id;
    };
    const both = (id: string): Promise<[OpenSession, OpenSession]> =>
      Promise.all([existingSession(home.first, id), existingSession(home.second, id)]);
    const valuesOf = (id: string) => storedValues(home.second, id);

    describe('saving and loading', () => {
      test('gives back what was saved, to the other instance too', async () => {
        const id = await stored({ cart: [1, 2], stepway: { format: 1 } });
        expect(await storedValues(home.first, id)).toEqual({ cart: [1, 2], stepway: { format: 1 } });
        expect(await valuesOf(id)).toEqual({ cart: [1, 2], stepway: { format: 1 } });
      });

      test('knows nothing under an id that was never saved', async () => {
        expect(await loadSession(home.first, freshId())).toBeUndefined();
      });

      test('keeps every kind of character', async () => {
        const values = {
          text: 'Zoë 東京 🎉 \u0000 \u2028 " \\ é ‮abc \ud800',
          'kéy 🔑': 'x',
          nested: { __proto: 1 },
        };
        expect(await valuesOf(await stored(values))).toEqual(values);
      });

      test('keeps a megabyte of answers', async () => {
        const values = {
          stepway: { text: 'ä'.repeat(500_000), list: Array.from({ length: 1000 }, (_, i) => i) },
        };
        const id = await stored(values);
        const again = await existingSession(home.second, id);
        again['cart'] = 1;
        await saveSession(again);
        expect(await storedValues(home.first, id)).toEqual({ ...values, cart: 1 });
      });

      test('saves again and again in one request', async () => {
        const id = freshId();
        const session = newSession(home.first, id, { step: 1 });
        await saveSession(session);
        session['step'] = 2;
        await saveSession(session);
        const loaded = await existingSession(home.first, id);
        loaded['step'] = 3;
        await saveSession(loaded);
        loaded['step'] = 4;
        delete loaded['gone'];
        await saveSession(loaded);
        expect(await valuesOf(id)).toEqual({ step: 4 });
      });

      test('deletes the keys that were deleted', async () => {
        const id = await stored({ cart: 1, login: 'x' });
        const session = await existingSession(home.first, id);
        delete session['cart'];
        await saveSession(session);
        expect(await valuesOf(id)).toEqual({ login: 'x' });
      });

      test('takes a second first save of the same content for the same one', async () => {
        const id = freshId();
        await saveSession(newSession(home.first, id, { a: 1 }));
        const again = newSession(home.first, id, { a: 1 });
        const kept = await existingSession(home.first, id);
        again.cookie = kept.cookie;
        await saveSession(again);
        again['a'] = 2;
        await saveSession(again);
        expect(await valuesOf(id)).toEqual({ a: 2 });
      });

      test('refuses a new session under an id that is taken', async () => {
        const id = await stored({ a: 1 });
        await expect(saveSession(newSession(home.second, id, { a: 2 }))).rejects.toMatchObject({
          code: 'SESSION_CONFLICT',
        });
        expect(await valuesOf(id)).toEqual({ a: 1 });
      });
    });

    describe('two requests at once', () => {
      test('that changed different keys both keep their changes', async () => {
        const id = await stored({ cart: 1, login: 'x', stepway: 1 });
        const [one, other] = await both(id);
        one['cart'] = 2;
        other['stepway'] = 2;
        delete other['login'];
        await saveSession(one);
        await saveSession(other);
        expect(await valuesOf(id)).toEqual({ cart: 2, stepway: 2 });
      });

      test('that changed the key of Stepway: the later one is refused, and succeeds when it has reloaded', async () => {
        const id = await stored({ stepway: 1 });
        const [one, other] = await both(id);
        one['stepway'] = 2;
        other['stepway'] = 3;
        await saveSession(one);
        await expect(saveSession(other)).rejects.toMatchObject({ code: 'SESSION_CONFLICT' });
        expect(await valuesOf(id)).toEqual({ stepway: 2 });
        await reloadSession(other);
        const reloaded = (other.req as Request).session as unknown as OpenSession;
        expect(reloaded['stepway']).toBe(2);
        reloaded['stepway'] = 4;
        await saveSession(reloaded);
        expect(await valuesOf(id)).toEqual({ stepway: 4 });
      });

      test('a save that merged may be followed by another in the same request', async () => {
        const id = await stored({ cart: 1, login: 'x' });
        const [one, other] = await both(id);
        one['cart'] = 2;
        await saveSession(one);
        other['login'] = 'y';
        await saveSession(other);
        other['colour'] = 'red';
        await saveSession(other);
        expect(await valuesOf(id)).toEqual({ cart: 2, login: 'y', colour: 'red' });
      });

      test('a save that merged does not hide a conflict from the next', async () => {
        const id = await stored({ stepway: 1 });
        const [one, other] = await both(id);
        one['stepway'] = 2;
        await saveSession(one);
        other['cart'] = 1;
        await saveSession(other);
        other['stepway'] = 3;
        await expect(saveSession(other)).rejects.toMatchObject({ code: 'SESSION_CONFLICT' });
        expect(await valuesOf(id)).toEqual({ stepway: 2, cart: 1 });
      });

      test('lose nothing in 200 racing pairs', async () => {
        const race = async (pair: number) => {
          const id = await stored({ stepway: 0 });
          const [one, other] = await both(id);
          one['left'] = pair;
          other['stepway'] = pair + 1;
          await Promise.all([saveSession(one), saveSession(other)]);
          return { pair, values: await valuesOf(id) };
        };
        // Twenty at a time: on a busy machine 200 at once would meet the store's deadline instead of each other.
        const races = [];
        for (let pair = 0; pair < 200; pair += 20) {
          races.push(...(await Promise.all(Array.from({ length: 20 }, (_, of) => race(pair + of)))));
        }
        const lost = races.filter(
          ({ pair, values }) => !isDeepStrictEqual(values, { left: pair, stepway: pair + 1 }),
        );
        expect(lost).toEqual([]);
      }, 60_000);

      test('of eight that race for the key of Stepway exactly one wins', async () => {
        const id = await stored({ stepway: 0 });
        const sessions = await Promise.all(
          Array.from({ length: 8 }, (_, i) => existingSession(i % 2 ? home.first : home.second, id)),
        );
        const outcomes = await Promise.allSettled(
          sessions.map((session, i) => saveSession(Object.assign(session, { stepway: i + 1 }))),
        );
        const won = outcomes.flatMap(({ status }, i) => (status === 'fulfilled' ? [i + 1] : []));
        expect(won).toHaveLength(1);
        expect(await valuesOf(id)).toEqual({ stepway: won[0] });
      });
    });

    describe('expiry', () => {
      test('ends a session that was idle too long, for reads', async () => {
        const id = await stored({ a: 1 });
        home.clock.advance(idleMs - 1);
        expect(await loadSession(home.first, id)).toBeDefined();
        home.clock.advance(1);
        expect(await loadSession(home.first, id)).toBeUndefined();
      });

      test('ends it for writes: what ends under way is never written again', async () => {
        const id = await stored({ a: 1 });
        const session = await existingSession(home.first, id);
        session['a'] = 2;
        home.clock.advance(idleMs);
        await expect(saveSession(session)).rejects.toMatchObject({ code: 'SESSION_GONE' });
        await touchSession(home.first, session);
        expect(await loadSession(home.first, id)).toBeUndefined();
        expect(await home.second.peek(id)).toBeUndefined();
      });

      test('moves with every save, and never past the absolute limit', async () => {
        const id = await stored({ turn: 0 });
        const startedAt = home.clock.now();
        for (let turn = 1; home.clock.now() + idleMs / 2 < startedAt + absoluteMs; turn += 1) {
          home.clock.advance(idleMs / 2);
          const session = await existingSession(home.first, id);
          session['turn'] = turn;
          await saveSession(session);
        }
        const session = await existingSession(home.first, id);
        expect(readRevision(session)).toMatchObject({ startedAt, expiresAt: startedAt + absoluteMs });
        home.clock.advance(startedAt + absoluteMs - home.clock.now());
        expect(await loadSession(home.first, id)).toBeUndefined();
      });
    });

    describe('touching', () => {
      const endOf = async (id: string) => readRevision(await existingSession(home.second, id))?.expiresAt;

      test('moves the end at most once a minute', async () => {
        const id = await stored({ a: 1 });
        const end = (await endOf(id)) ?? 0;
        home.clock.advance(minute - 1);
        await touchSession(home.first, await existingSession(home.first, id));
        expect(await endOf(id)).toBe(end);
        home.clock.advance(1);
        await touchSession(home.first, await existingSession(home.first, id));
        expect(await endOf(id)).toBe(end + minute);
        home.clock.advance(minute - 1);
        await touchSession(home.first, await existingSession(home.first, id));
        expect(await endOf(id)).toBe(end + minute);
      });

      test('that moves nothing is told at once, so that a response is sent in one piece', async () => {
        const id = await stored({ a: 1 });
        const session = await existingSession(home.first, id);
        let isTold = false;
        home.first.touch?.(id, session, () => {
          isTold = true;
        });
        expect(isTold).toBe(true);
      });

      test('takes out what was deleted once it can no longer be brought back, and nothing else', async () => {
        const aside = (minutes: number) => ({ state: { a: 1 }, until: home.clock.now() + minutes * minute });
        const [left, overdue] = [aside(30), aside(10)];
        const held = (deleted: object) => ({ cart: 1, stepway: { format: 1, wizards: {}, deleted } });
        const [some, all] = [await stored(held({ left, overdue })), await stored(held({ overdue }))];
        const before = await home.first.peek(some);
        await touchSession(home.first, await existingSession(home.first, some));
        expect((await home.first.peek(some))?.rev).toBe(before?.rev);
        home.clock.advance(10 * minute);
        const [one, other] = await both(some);
        await touchSession(home.first, one);
        await touchSession(home.second, other);
        expect(await valuesOf(some)).toEqual(held({ left }));
        await touchSession(home.first, await existingSession(home.first, all));
        expect(await valuesOf(all)).toEqual({ cart: 1 });
      });

      test('does not stand in the way of a save that is under way', async () => {
        const id = await stored({ stepway: 1 });
        home.clock.advance(2 * minute);
        const [one, other] = await both(id);
        await touchSession(home.first, one);
        other['stepway'] = 2;
        await saveSession(other);
        expect(await valuesOf(id)).toEqual({ stepway: 2 });
      });

      test('never brings back what was destroyed or has ended', async () => {
        const [destroyed, ended] = [await stored({ a: 1 }), await stored({ a: 1 })];
        home.clock.advance(2 * minute);
        const [one, other] = [
          await existingSession(home.first, destroyed),
          await existingSession(home.first, ended),
        ];
        await destroySession(home.second, destroyed);
        await touchSession(home.first, one);
        home.clock.advance(idleMs);
        await touchSession(home.first, other);
        expect(await loadSession(home.first, destroyed)).toBeUndefined();
        expect(await loadSession(home.first, ended)).toBeUndefined();
        other['a'] = 2;
        await expect(saveSession(other)).rejects.toMatchObject({ code: 'SESSION_GONE' });
        expect(await loadSession(home.first, ended)).toBeUndefined();
      });

      test('a save of nothing new is a touch', async () => {
        const id = await stored({ a: 1 });
        const before = await home.first.peek(id);
        home.clock.advance(2 * minute);
        await saveSession(await existingSession(home.first, id));
        expect((await home.first.peek(id))?.rev).toBe(before?.rev);
        expect(await endOf(id)).toBe(home.clock.now() + idleMs);
      });
    });

    describe('the end of a session', () => {
      test('destroys it, and says nothing of one that is not there', async () => {
        const id = await stored({ a: 1 });
        await destroySession(home.first, id);
        expect(await loadSession(home.second, id)).toBeUndefined();
        await destroySession(home.first, id);
      });

      test('a slow request cannot bring back what was destroyed', async () => {
        const id = await stored({ stepway: 1 });
        const slow = await existingSession(home.first, id);
        slow['stepway'] = 2;
        await destroySession(home.second, id);
        await expect(saveSession(slow)).rejects.toMatchObject({ code: 'SESSION_GONE' });
        expect(await loadSession(home.second, id)).toBeUndefined();
      });

      test('a slow request cannot bring back what was regenerated', async () => {
        const id = await stored({ stepway: 1 });
        const slow = await existingSession(home.first, id);
        slow['stepway'] = 2;
        const login = await existingSession(home.second, id);
        // What express-session's middleware gives the store.
        Object.assign(home.second, { generate: () => newSession(home.second, `${id}-new`) });
        await new Promise((resolve) => home.second.regenerate(login.req as never, resolve));
        await expect(saveSession(slow)).rejects.toMatchObject({ code: 'SESSION_GONE' });
        expect(await loadSession(home.first, id)).toBeUndefined();
      });

      test('no save wins against a destroy in 100 races', async () => {
        const race = async () => {
          const id = await stored({ stepway: 0 });
          const slow = await existingSession(home.first, id);
          slow['stepway'] = 1;
          await Promise.all([saveSession(slow).catch(() => undefined), destroySession(home.second, id)]);
          return loadSession(home.first, id);
        };
        const after = await Promise.all(Array.from({ length: 100 }, race));
        const revived = after.filter((session) => session !== undefined).length;
        expect(revived).toBe(0);
      }, 60_000);

      test('is removed at a revision, and only at it', async () => {
        const id = await stored({ a: 1 });
        const before = await home.first.peek(id);
        expect(before?.session).toMatchObject({ a: 1, cookie: {} });
        const session = await existingSession(home.first, id);
        session['a'] = 2;
        await saveSession(session);
        expect(await home.second.removeAt(id, before?.rev ?? 0)).toBe(false);
        const after = await home.second.peek(id);
        expect(await home.second.removeAt(id, after?.rev ?? 0)).toBe(true);
        expect(await home.second.removeAt(id, after?.rev ?? 0)).toBe(false);
        expect(await home.first.peek(id)).toBeUndefined();
      });
    });

    describe('ending the sessions of a user', () => {
      const userIs = (user: string) => (session: object) => (session as { user?: string }).user === user;
      let users = 0;
      const someone = () => `user-${(users += 1)}`;

      test('ends all of them, and nobody else’s', async () => {
        const [ann, bob] = [someone(), someone()];
        const hers = await Promise.all(Array.from({ length: 5 }, () => stored({ user: ann, stepway: 1 })));
        const [his, nobodys] = [await stored({ user: bob }), await stored({ stepway: 1 })];
        expect(await endSessions(home.first, userIs(ann))).toBe(5);
        const left = await Promise.all(hers.map((id) => loadSession(home.second, id)));
        expect(left.filter(Boolean)).toEqual([]);
        expect(await valuesOf(his)).toEqual({ user: bob });
        expect(await valuesOf(nobodys)).toEqual({ stepway: 1 });
        expect(await endSessions(home.second, userIs(ann))).toBe(0);
      });

      test('finds them among more than are read at a time', async () => {
        const [ann, bob] = [someone(), someone()];
        // A few at a time: each has 2.5 s from its start, and on a busy machine 450 at once took longer.
        for (let n = 0; n < 450; n += 45) {
          const some = Array.from({ length: 45 }, (_, i) => stored({ user: i % 9 === 0 ? ann : bob }));
          await Promise.all(some);
        }
        expect(await endSessions(home.first, userIs(ann))).toBe(50);
        expect(await endSessions(home.first, userIs(bob))).toBe(400);
      }, 60_000);

      test('leaves the one that its id names', async () => {
        const ann = someone();
        const [here, there] = [await stored({ user: ann }), await stored({ user: ann })];
        const isHers = userIs(ann);
        expect(await endSessions(home.first, (session, id) => isHers(session) && id !== here)).toBe(1);
        expect(await valuesOf(here)).toEqual({ user: ann });
        expect(await valuesOf(there)).toBeUndefined();
      });

      test('leaves what is logged out, and ends what is logged in, between the look and the end', async () => {
        const ann = someone();
        const id = await stored({ user: ann, stepway: 1 });
        const other = await existingSession(home.second, id);
        delete other['user'];
        let saved: Promise<void> | undefined;
        const isHers = userIs(ann);
        // The save is there before the store is asked to remove what was looked at.
        for await (const found of home.first.every()) {
          if (!isHers(found.session)) continue;
          await (saved ??= saveSession(other));
          expect(await home.first.removeAt(found.id, found.rev)).toBe(false);
        }
        expect(await endSessions(home.first, isHers)).toBe(0);
        expect(await valuesOf(id)).toEqual({ stepway: 1 });
      });

      test('no request in flight brings one back, in 100 races', async () => {
        const ann = someone();
        const ids = await Promise.all(Array.from({ length: 100 }, () => stored({ user: ann, count: 0 })));
        const slow = await Promise.all(ids.map((id) => existingSession(home.second, id)));
        const writing = slow.map(async (session, i) => {
          session[i % 2 === 0 ? 'count' : 'stepway'] = i + 1;
          await saveSession(session).catch(() => undefined);
          await touchSession(home.second, session);
        });
        await Promise.all([...writing, endSessions(home.first, userIs(ann))]);
        const late = slow.map((session) => saveSession(Object.assign(session, { late: true })));
        const after = (await Promise.allSettled(late)).map((each) =>
          each.status === 'rejected' ? (each.reason as { code: string }).code : each.status,
        );
        expect(new Set(after)).toEqual(new Set(['SESSION_GONE']));
        expect((await Promise.all(ids.map((id) => loadSession(home.first, id)))).filter(Boolean)).toEqual([]);
      }, 60_000);
    });

    if (kind === 'foreign') return;

    describe('a document that cannot be read', () => {
      for (const text of ['{"cookie":', '[]', '"text"', 'null', '{"cookie":5}', '']) {
        test(`is an error and stays where it is: ${text || 'an empty one'}`, async () => {
          const id = await stored({ a: 1 });
          const early = await existingSession(home.first, id);
          await home.spoil(id, text);
          await expect(loadSession(home.first, id)).rejects.toMatchObject({ code: 'SESSION_UNREADABLE' });
          await expect(home.second.peek(id)).rejects.toMatchObject({ code: 'SESSION_UNREADABLE' });
          early['a'] = 2;
          await expect(saveSession(early)).rejects.toMatchObject({ code: 'SESSION_UNREADABLE' });
          expect(await home.storedText(id)).toBe(text);
        });
      }

      test('is as good as gone when its time is over', async () => {
        const id = await stored({ a: 1 });
        await home.spoil(id, '{');
        home.clock.advance(idleMs);
        expect(await loadSession(home.first, id)).toBeUndefined();
      });
    });
  });
}
