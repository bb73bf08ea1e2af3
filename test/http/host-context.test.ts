import { expect, test } from '@jest/globals';
import type { Request } from 'express';
import { contextOf } from '../../src/http/host-context.ts';

// Its time is kept by the object; nothing of it is read.
const request = () => ({}) as Request;

test('what a check is given of the visitor cannot be changed: the record has what the host said', async () => {
  const said = contextOf({ context: () => ({ user: { roles: ['clerk'] } }) }, request(), Date.now);
  const context = (await said()) as { user: { roles: string[] } };
  expect(() => context.user.roles.push('admin')).toThrow(TypeError);
  expect(() => Object.assign(context, { user: 'eve' })).toThrow(TypeError);
  expect(await said()).toEqual({ user: { roles: ['clerk'] } });
});

test('a context that throws at once is asked once, as one that rejects', async () => {
  let asked = 0;
  const context = () => {
    asked += 1;
    throw new Error('no session');
  };
  const said = contextOf({ context }, request(), Date.now);
  const each = [said, said].map(async (call) => call());
  expect((await Promise.allSettled(each)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(asked).toBe(1);
});
