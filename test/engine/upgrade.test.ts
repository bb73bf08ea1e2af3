import { expect, test } from '@jest/globals';
import { choice, text, wizard } from '../../src/index.ts';
import { startRun } from '../../src/engine/transition.ts';
import { upgrade } from '../../src/engine/upgrade.ts';

const ids = { instance: () => 'i', reference: () => 'R', item: () => 'k', page: () => 'p' };
const old = {
  ...startRun(1, 0, ids),
  answers: { who: { name: 'Ann' }, how: { by: 'horse' }, gone: { x: 'y' } },
};

const today = (options: object = {}) =>
  wizard({ id: 'trip', title: 'Trip', version: 2, ...options })
    .step('who', { title: 'Who?', fields: { name: text('Name') } })
    .step('how', { title: 'How?', fields: { by: choice('By', { car: 'Car', train: 'Train' }) } })
    .complete({ action: 'Book' });

test('a state of the same version is left as it is', async () => {
  const state = { ...old, version: 2 };
  expect(await upgrade(today(), state)).toBe(state);
});

test('answers that still fit are kept, one that does not waits as it was typed, and a removed step is gone', async () => {
  const state = await upgrade(today(), old);
  expect(state.version).toBe(2);
  expect(state.answers).toEqual({ who: { name: 'Ann' } });
  expect(state.carried).toEqual({ how: { by: 'horse' } });
});

test('migrate turns the stored answers into those of today', async () => {
  const migrate = ({ version, answers }: { version: number; answers: unknown }) => {
    expect(version).toBe(1);
    return { ...(answers as object), how: { by: 'car' } };
  };
  expect((await upgrade(today({ migrate }), old)).answers).toEqual({
    who: { name: 'Ann' },
    how: { by: 'car' },
  });
});

test('what migrate leaves undefined is not there', async () => {
  const migrate = () => ({ who: { name: 'Ann', nick: undefined }, how: undefined });
  expect((await upgrade(today({ migrate }), old)).answers).toEqual({ who: { name: 'Ann' } });
});

test.each([
  [
    'throws',
    () => {
      throw new Error('no');
    },
  ],
  ['gives something else than answers', () => 'nothing'],
])('a migrate that %s is the error of its author and changes nothing', async (_, migrate) => {
  const before = structuredClone(old);
  await expect(upgrade(today({ migrate }), old)).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
  expect(old).toEqual(before);
});

test('a state of a newer version is refused untouched', async () => {
  await expect(upgrade(today(), { ...old, version: 3 })).rejects.toMatchObject({ code: 'STATE_NEWER' });
});

test('what was submitted stays as it was', async () => {
  const sent = { ...old, status: 'submitted' as const, submittedAt: 1 };
  expect(await upgrade(today(), sent)).toBe(sent);
});
