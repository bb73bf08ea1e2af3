import { expect, test } from '@jest/globals';
import { randomIds } from '../../src/engine/ids.ts';
import type { SessionState } from '../../src/engine/state.ts';
import { startRun } from '../../src/engine/transition.ts';
import {
  isFull,
  isSegment,
  newSegment,
  runAt,
  runsIn,
  segmentFor,
  wizardOfKey,
} from '../../src/engine/which-run.ts';

const one = { id: 'claim', several: undefined };
const several = { id: 'claim', several: { max: 2 } };
const at = (changedAt: number) => ({ ...startRun(1, 0, randomIds), changedAt });
const empty: SessionState = { format: 1, wizards: {} };
const both: SessionState = {
  ...empty,
  wizards: { claim: at(1), 'claim/~bbbbbbbb': at(3), 'claim/~cccccccc': at(2), claims: at(9) },
};

test('a wizard of one run has it under its own id, and no other', () => {
  expect(runAt(one, undefined, empty)).toEqual({ key: 'claim', segment: undefined });
  expect(runAt(one, '~bbbbbbbb', empty)).toBeUndefined();
});

test('of several each stands under an id of its own, the one from before under that of the wizard', () => {
  expect(runAt(several, '~bbbbbbbb', empty)).toEqual({ key: 'claim/~bbbbbbbb', segment: '~bbbbbbbb' });
  expect(runAt(several, '~1', empty)).toEqual({ key: 'claim', segment: '~1' });
  expect(runAt(several, undefined, empty)).toEqual({ key: 'claim', segment: '~1' });
});

test('without several again it is the run that was changed last, and each other at its own address', () => {
  expect(runAt(one, undefined, both)).toEqual({ key: 'claim/~bbbbbbbb', segment: undefined });
  expect(runAt(one, '~cccccccc', both)).toEqual({ key: 'claim/~cccccccc', segment: '~cccccccc' });
  expect(runAt(one, '~1', both)).toEqual({ key: 'claim', segment: '~1' });
});

test('the runs of a wizard are its own, the one that was changed last in front', () => {
  expect(runsIn(both, 'claim').map(({ segment }) => segment)).toEqual(['~bbbbbbbb', '~cccccccc', '~1']);
  expect(Object.keys(both.wizards).map(wizardOfKey)).toEqual(['claim', 'claim', 'claim', 'claims']);
});

test('a session is full with as many as there may be, those that were deleted or saved elsewhere not counted', () => {
  expect(isFull(several, both)).toBe(true);
  expect(isFull(one, both)).toBe(false);
  const aside = { state: at(1), until: 9 };
  const left = { ...empty, wizards: { claim: at(1) }, deleted: { 'claim/~bbbbbbbb': aside } };
  expect(isFull(several, left)).toBe(false);
});

test('what a segment is made from says whether it is another one', () => {
  expect(isSegment(newSegment(randomIds))).toBe(true);
  expect(isSegment(segmentFor('a link'))).toBe(true);
  expect(segmentFor('a link')).toBe(segmentFor('a link'));
  expect(segmentFor('a link')).not.toBe(segmentFor('another'));
  for (const none of ['', '~', '~me', 'bbbbbbbb', '~BBBBBBBB', '~bbbbbbbbb'])
    expect(isSegment(none)).toBe(false);
});
