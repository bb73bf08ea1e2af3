import { andThen, type Awaitable } from '../awaitable.ts';
import type { AnswersByStep, NestedAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { nest } from '../definition/nest.ts';
import { findStep } from '../definition/place.ts';
import { valuesIn } from '../engine/parsed.ts';
import type { WizardState } from '../engine/state.ts';
import type { Rejected } from '../engine/visit.ts';
import type { CompletionJournal, Submission } from './journal.ts';

/** The one id of a submission: a double click, a replay and another server all come to the same. */
export function submissionIdOf(state: Pick<WizardState, 'instance' | 'generation'>): string {
  return `${state.instance}.${state.generation}`;
}

/**
 * The completion record of a submitted wizard. It follows from the frozen state alone, so whoever inserts it, in this
 * request or in a later one, inserts the same. Without a handler there is nothing to wait for, and it rests as `done`.
 */
export function submissionOf(definition: WizardDefinition, state: WizardState): Submission {
  const { submittedAt, parsed, items, values, facts, language, context } = state;
  if (state.status !== 'submitted' || submittedAt === undefined) {
    throw new TypeError('submissionOf needs a state that is submitted');
  }
  return {
    id: submissionIdOf(state),
    wizard: definition.id,
    version: state.version,
    instance: state.instance,
    generation: state.generation,
    reference: state.reference,
    answers: askedOnly(definition, state.answers),
    ...(items === undefined ? {} : { items }),
    ...(values === undefined ? {} : { values }),
    ...(facts === undefined ? {} : { facts }),
    ...(language === undefined ? {} : { language }),
    ...(parsed === undefined ? {} : { parsed }),
    ...(context === undefined ? {} : { context }),
    submittedAt,
    attempt: 0,
    dueAt: submittedAt,
    fence: 0,
    ...(definition.completion.run === undefined
      ? { status: 'done', settledAt: submittedAt }
      : { status: 'pending' }),
  };
}

/** Answers without those of pages of information: that one was read is no answer. */
function askedOnly(definition: WizardDefinition, answers: AnswersByStep): AnswersByStep {
  const isAsked = (key: string) => findStep(definition, key)?.step.fields.length !== 0;
  return Object.fromEntries(Object.entries(answers).filter(([key]) => isAsked(key)));
}

/** The answers that a handler is given: what the schemas made of them, nested by the ids down to each step, with the values and the facts. */
export function answersFor(submission: Submission): NestedAnswers {
  if (submission.parsed === undefined) return storedAnswersOf(submission);
  const recorded = submission.answers as AnswersByStep;
  const outputs = Object.entries(valuesIn(submission.parsed)).filter(([key]) => Object.hasOwn(recorded, key));
  return nest({ ...submission, live: Object.fromEntries(outputs) }) as NestedAnswers;
}

/** The answers as they are stored, which is JSON: the schemas' inputs, nested by the ids down to each step. */
export function storedAnswersOf(submission: Submission): NestedAnswers {
  // Written by submissionOf and nobody else, from answers by step.
  return nest({ ...submission, live: submission.answers as AnswersByStep }) as NestedAnswers;
}

/**
 * The record of a submitted state. Whoever finds the session submitted without it (after a crash between the two writes)
 * inserts it.
 *
 * @throws WizardError STORE_* when the journal cannot be reached
 */
export function recordOf(
  journal: CompletionJournal,
  definition: WizardDefinition,
  state: WizardState,
): Awaitable<Submission> {
  return andThen(journal.get(submissionIdOf(state)), (found) => {
    if (found !== undefined) return found;
    const submission = submissionOf(definition, state);
    return andThen(journal.insert(submission), async (came) => {
      // Another request was faster, and its handler may be done.
      const there = came === 'exists' ? await journal.get(submission.id) : undefined;
      return there ?? submission;
    });
  });
}

/** What the handler sent back, if it did. */
export function rejectionIn({ status, rejection }: Submission): Rejected | undefined {
  return status === 'rejected' ? rejection : undefined;
}
