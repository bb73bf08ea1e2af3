import { expect, test } from '@jest/globals';
import { checkStampOf } from '../../src/engine/stamp.ts';
import type { WizardState } from '../../src/engine/state.ts';

const state: WizardState = {
  version: 1,
  instance: 'i',
  generation: 2,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: {},
};
const shown = {
  live: {
    stay: { dates: { from: '2027-05-01', to: '2027-05-08' }, by: ['train', 'boat'] },
    name: { name: '' },
  },
  items: { children: ['k3f9', 'm2p4'] },
};
const seenOf = (walk: Parameters<typeof checkStampOf>[1]) => checkStampOf(state, walk, 'p').seen;

test('check-your-answers names its run, its generation and the answers that it shows', () => {
  const stamp = checkStampOf(state, shown, 'p');
  expect(stamp).toMatchObject({ instance: 'i', generation: 2, page: 'p', onward: 'next' });
  expect(stamp.seen).toMatch(/^[\w-]{16}$/);
  expect(seenOf({ live: {}, items: {} })).not.toBe('');
});

test('the same answers are the same in whatever order their parts are stored', () => {
  const { stay, name } = shown.live;
  const live = { name, stay: { by: stay.by, dates: { to: stay.dates.to, from: stay.dates.from } } };
  expect(seenOf({ ...shown, live })).toBe(seenOf(shown));
});

test.each([
  ['another value', { ...shown, live: { ...shown.live, name: { name: 'Ann' } } }],
  ['a step less', { ...shown, live: { stay: shown.live.stay } }],
  [
    'options in another order',
    { ...shown, live: { ...shown.live, stay: { ...shown.live.stay, by: ['boat', 'train'] } } },
  ],
  ['items in another order', { ...shown, items: { children: ['m2p4', 'k3f9'] } }],
  ['an item less', { ...shown, items: { children: ['k3f9'] } }],
])('%s is a change', (_, other) => {
  expect(seenOf(other)).not.toBe(seenOf(shown));
});
