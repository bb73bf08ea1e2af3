import { expect, test } from '@jest/globals';
import { fairShare } from '../../src/completion/places.ts';
import { orderWizard } from '../support/submission.ts';

const named = (...ids: readonly string[]) =>
  new Map(ids.map((id) => [id, orderWizard(() => undefined, { id })]));

const held = (definitions: ReturnType<typeof named>, places: number, ...busy: readonly string[]) => [
  ...fairShare(definitions, places)(busy),
];

test('a wizard that has half of the places holds its share, and the others do not', () => {
  const two = named('slow', 'quick');
  expect(held(two, 8)).toEqual([]);
  expect(held(two, 8, 'slow', 'slow', 'slow', 'quick')).toEqual([]);
  expect(held(two, 8, 'slow', 'slow', 'slow', 'slow', 'quick')).toEqual(['slow']);
});

test('a wizard alone has all places, also beside one without a handler', () => {
  const kept = orderWizard(undefined, { id: 'kept' });
  expect(held(new Map([...named('slow'), ['kept', kept]]), 2, 'slow', 'slow')).toEqual([]);
});

test('one place is shared by turns', () => {
  expect(held(named('slow', 'quick'), 1, 'slow')).toEqual(['slow']);
});
