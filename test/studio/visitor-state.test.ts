import { expect, test } from '@jest/globals';
import { fit } from '../../src/studio/visitor-state.ts';
import { choice, text, wizard } from '../../src/index.ts';
import type { WizardState } from '../../src/engine/state.ts';

const definition = wizard({ id: 'w', title: 'W', version: 2 })
  .step('kind', { title: 'Kind', fields: { kind: choice('Kind', { a: 'A', b: 'B' }) } })
  .step('name', { title: 'Name', fields: { name: text('Name').max(5) } })
  .complete({ action: 'Send' });

const state = (given: Partial<WizardState>): WizardState => ({
  version: 2,
  instance: 'i',
  generation: 1,
  reference: 'r',
  startedAt: 0,
  status: 'open',
  answers: {},
  ...given,
});

test('answers that fit stay, and the state is the same object', async () => {
  const before = state({ answers: { kind: { kind: 'a' }, gone: { x: 1 } } });
  expect(await fit(definition, before)).toBe(before);
});

test('an answer that no longer fits waits in the controls of its step', async () => {
  const after = await fit(definition, state({ answers: { kind: { kind: 'c' }, name: { name: 'Ada' } } }));
  expect(after.answers).toEqual({ name: { name: 'Ada' } });
  expect(after.carried).toEqual({ kind: { kind: 'c' } });
});

test('a version that the author took back is today’s again, an older one is left to its migration', async () => {
  expect((await fit(definition, state({ version: 3 }))).version).toBe(2);
  const older = state({ version: 1, answers: { kind: { kind: 'c' } } });
  expect(await fit(definition, older)).toBe(older);
});

test('what was sent is left as it is', async () => {
  const sent = state({ status: 'submitted', answers: { kind: { kind: 'c' } } });
  expect(await fit(definition, sent)).toBe(sent);
});
