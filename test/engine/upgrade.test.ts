import { expect, test } from '@jest/globals';
import { choice, text, wizard } from '../../src/index.ts';
import { startRun } from '../../src/engine/transition.ts';
import { upgrade } from '../../src/engine/upgrade.ts';

const ids = { instance: () => 'i', reference: () => 'R', item: () => 'k', page: () => 'p', token: () => 't' };
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

const withList = (options: object = {}) =>
  wizard({ id: 'trip', title: 'Trip', version: 2, ...options })
    .step('who', { title: 'Who?', fields: { name: text('Name') } })
    .repeat('guests', { title: 'Guests' }, (guest) =>
      guest.step('about', { title: 'About', fields: { name: text('Name') } }),
    )
    .complete({ action: 'Book' });

test('the items of a list that is still there are kept, those of one that is gone are not', async () => {
  const state = {
    ...old,
    answers: { 'guests/k1/about': { name: 'Ben' }, 'pets/k2/about': { name: 'Rex' } },
    items: { guests: ['k1'], pets: ['k2'] },
    removed: { guests: [{ item: 'k3', at: 0 }] },
  };
  const now = await upgrade(withList(), state);
  expect(now.items).toEqual({ guests: ['k1'] });
  expect(now.answers).toEqual({ 'guests/k1/about': { name: 'Ben' } });
  expect(now.removed).toEqual(state.removed);
});

test('migrate can make a list of what was asked step by step', async () => {
  const migrate = () => ({
    answers: { who: { name: 'Ann' }, 'guests/g1/about': { name: 'Ben' } },
    items: { guests: ['g1'] },
  });
  const now = await upgrade(withList({ migrate }), old);
  expect(now.items).toEqual({ guests: ['g1'] });
  expect(Object.keys(now.answers)).toEqual(['who', 'guests/g1/about']);
});

test.each([[{ guests: ['g1', 'g1'] }], [{ guests: ['../x'] }], [{ guests: 'g1' }]])(
  'a migrate that gives items as %j fails',
  async (items) => {
    const migrated = upgrade(withList({ migrate: () => ({ answers: {}, items }) }), old);
    await expect(migrated).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
  },
);
