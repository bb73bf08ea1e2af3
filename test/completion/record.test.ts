import { expect, test } from '@jest/globals';
import type { Submission } from '../../src/completion/journal.ts';
import type { WizardState } from '../../src/engine/state.ts';
import { answersFor, recordOf, storedAnswersOf, submissionOf } from '../../src/completion/record.ts';
import { parsedOf } from '../../src/engine/parsed.ts';
import { memoryJournal } from '../../src/storage/memory/journal.ts';
import { aPart, aStep } from '../support/definition.ts';
import { orderWizard, submissionNamed } from '../support/submission.ts';

const state: WizardState = {
  version: 1,
  instance: 'a1',
  generation: 2,
  reference: 'REF-a1',
  startedAt: 5,
  status: 'submitted',
  answers: { item: { size: 'small' }, 'applicant/name': { first: 'Ada' } },
  submittedAt: 10,
};

test('a record follows from the frozen state alone and waits for its handler', () => {
  expect(
    submissionOf(
      orderWizard(() => {}),
      { ...state, context: { user: 7 } },
    ),
  ).toEqual({
    id: 'a1.2',
    wizard: 'order',
    version: 1,
    instance: 'a1',
    generation: 2,
    reference: 'REF-a1',
    answers: state.answers,
    context: { user: 7 },
    submittedAt: 10,
    status: 'pending',
    attempt: 0,
    dueAt: 10,
    fence: 0,
  });
});

test('a wizard without a handler is done when it is recorded', () => {
  const record = submissionOf(orderWizard(undefined), state);
  expect(record).toMatchObject({ status: 'done', settledAt: 10 });
});

test('a record that another request inserts first is given as it stands', async () => {
  const journal = memoryJournal();
  const order = orderWizard(() => {});
  const faster = {
    ...journal,
    async insert(submission: Submission) {
      await journal.insert(submission);
      const claimed = await journal.claim({ now: 10, leaseMs: 1_000, id: submission.id });
      await journal.settle(submission.id, claimed!.fence, { status: 'done', settledAt: 11 });
      return journal.insert(submission);
    },
  };
  expect(await recordOf(faster, order, state)).toMatchObject({ id: 'a1.2', status: 'done' });
});

test('a state that is not submitted makes no record', () => {
  expect(() =>
    submissionOf(
      orderWizard(() => {}),
      { ...state, status: 'open' },
    ),
  ).toThrow(TypeError);
});

test('outputs that equal the answers are not stored twice', () => {
  expect(parsedOf(state.answers, { ...state.answers })).toBeUndefined();
});

test('outputs of other types reach the handler as they were, nested by path', () => {
  const values = { item: { size: 7n }, 'applicant/name': { first: new Date(0), all: new Set(['a']) } };
  const parsed = parsedOf(state.answers, values);
  expect(answersFor(submissionNamed('a1', { parsed: parsed! }))).toEqual({
    item: { size: 7n },
    applicant: { name: { first: new Date(0), all: new Set(['a']) } },
  });
});

test('answers as stored are nested by path, whatever the schemas made of them', () => {
  const parsed = parsedOf(state.answers, { item: { size: 7n } });
  expect(storedAnswersOf(submissionNamed('a1', { parsed: parsed! }))).toEqual({
    item: { size: 'small' },
    applicant: { name: { first: 'Ada' } },
  });
});

test('an output that cannot be stored is refused with its step and field', () => {
  expect(() => parsedOf(state.answers, { item: { size: () => 1 } })).toThrow(
    expect.objectContaining({
      code: 'DEFINITION_INVALID',
      message: expect.stringContaining('step "item", field "size"'),
    }),
  );
});

test('a page of information leaves nothing in a submission, nor in what its handler is given', () => {
  const asked = orderWizard(() => {});
  const read = aStep('read', undefined, { fields: [] });
  const definition = { ...asked, nodes: [...asked.nodes, read, aPart('more', [read])] };
  const answers = { ...state.answers, read: {}, 'more/read': {}, left: {} };
  const values = { ...answers, item: { size: new Date(0) } };
  const parsed = parsedOf(answers, values);
  const submission = submissionOf(definition, {
    ...state,
    answers,
    ...(parsed === undefined ? {} : { parsed }),
  });
  expect(submission.answers).toEqual({ ...state.answers, left: {} });
  expect(answersFor(submission)).toEqual({
    item: { size: new Date(0) },
    applicant: { name: { first: 'Ada' } },
    left: {},
  });
});
