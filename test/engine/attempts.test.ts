import { expect, test } from '@jest/globals';
import {
  attemptsAt,
  nextAttemptId,
  openAttempts,
  withAttempt,
  withEnded,
} from '../../src/engine/attempts.ts';
import type { WizardState } from '../../src/engine/state.ts';

const pay = { key: 'pay' };
const open: WizardState = {
  version: 1,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: {},
};
const attempt = (id: string, basis?: { readonly price: number }) => ({ id, startedAt: 1, basis });
const idFor = (state: WizardState, price?: number) =>
  nextAttemptId(state, pay, price === undefined ? undefined : { price });

test('the same state gives the same key, and another run another one', () => {
  expect(idFor(open, 5)).toBe(idFor(open, 5));
  expect(idFor({ ...open, instance: 'j' }, 5)).not.toBe(idFor(open, 5));
  expect(idFor(open)).toMatch(/^[\w-]{32}$/);
});

test('a try that is open is taken up again for what it was started on, and for nothing else', () => {
  const state = withAttempt(open, pay, attempt('one', { price: 5 }));
  expect(idFor(state, 5)).toBe('one');
  expect(idFor(state, 9)).not.toBe('one');
});

test('after one that has ended the key is another', () => {
  const first = idFor(open, 5);
  const started = withAttempt(open, pay, attempt(first, { price: 5 }));
  const failed = withEnded(started, pay, { ids: [first], end: 'failed' });
  expect(idFor(failed, 5)).not.toBe(first);
  expect(openAttempts(failed, pay)).toEqual([]);
});

test('the latest open try comes first', () => {
  const state = withAttempt(withAttempt(open, pay, attempt('one')), pay, attempt('two', { price: 1 }));
  expect(openAttempts(state, pay).map(({ id }) => id)).toEqual(['two', 'one']);
});

test('of many tries the oldest that have ended go, and none that is open', () => {
  let state = withAttempt(open, pay, attempt('open'));
  for (let n = 0; n < 30; n += 1) {
    state = withEnded(withAttempt(state, pay, attempt(`n${n}`)), pay, { ids: [`n${n}`], end: 'failed' });
  }
  const ids = attemptsAt(state, pay).map(({ id }) => id);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([10, 'open', 'n29']);
});
