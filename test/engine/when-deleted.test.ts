import { expect, test } from '@jest/globals';
import type { WizardEvent } from '../../src/engine/event.ts';
import { undoMs, type SessionState, type WizardState } from '../../src/engine/state.ts';
import { becauseDeleted } from '../../src/engine/when-deleted.ts';

const state: WizardState = {
  version: 1,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: {},
};
const session: SessionState = { format: 1, wizards: {}, deleted: { w: { state, until: undoMs } } };
const submitFrom = (instance: string): WizardEvent => ({
  kind: 'submit',
  stamp: { instance, generation: 1, seen: '', page: 'p', onward: 'next' },
});
const expired = { outcome: { kind: 'expired', place: undefined, raw: {} } } as const;
const told = (event: WizardEvent, now: number) =>
  becauseDeleted(
    { session: { state: () => session }, run: 'w', now: () => now } as unknown as Parameters<
      typeof becauseDeleted
    >[0],
    event,
    expired,
  );

test('a page of a run that was deleted is told so, and until when that can be undone', () => {
  expect(told(submitFrom('i'), 0)).toEqual({
    outcome: { ...expired.outcome, deleted: { until: undoMs, sent: false } },
  });
});

test('a page of a run that nobody can bring back any more has expired', () => {
  expect(told(submitFrom('i'), undoMs)).toEqual(expired);
});

test('a page of a run before the deleted one has expired', () => {
  expect(told(submitFrom('before'), 0)).toEqual(expired);
});
