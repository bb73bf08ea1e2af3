import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type {
  AnswersByStep,
  Json,
  NestedAnswers,
  StepAnswers,
  WizardDefinition,
} from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { nest } from '../form/nest.ts';
import type { WizardState } from '../session/state.ts';
import type { Submission } from './journal.ts';

/** What the schemas made of the answers, by step key, then field. */
export type ValuesByStep = { readonly [stepKey: string]: { readonly [field: string]: unknown } };

/** The one id of a submission: a double click, a replay and another server all come to the same. */
export function submissionIdOf(state: Pick<WizardState, 'instance' | 'generation'>): string {
  return `${state.instance}.${state.generation}`;
}

/**
 * The completion record of a submitted wizard. It follows from its arguments alone, so whoever inserts it, in this
 * request or in a later one, inserts the same. Without a handler there is nothing to wait for, and it rests as `done`.
 *
 * @param live the stored inputs of the steps on the path
 * @param values what the schemas made of `live`
 * @throws WizardError DEFINITION_INVALID when a schema's output cannot be serialised
 */
export function submissionOf(finished: {
  readonly definition: WizardDefinition;
  readonly state: WizardState;
  readonly live: AnswersByStep;
  readonly values: ValuesByStep;
}): Submission {
  const { definition, state, live, values } = finished;
  const { submittedAt } = state;
  if (state.status !== 'submitted' || submittedAt === undefined) {
    throw new TypeError('submissionOf needs a state that is submitted');
  }
  const context = jsonOf(state.context);
  return {
    id: submissionIdOf(state),
    wizard: definition.id,
    version: definition.version,
    instance: state.instance,
    generation: state.generation,
    reference: state.reference,
    answers: live,
    ...(isDeepStrictEqual(values, live) ? {} : { parsed: freeze(definition, values) }),
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

/** The answers that a handler is given: what the schemas made of them, nested by the ids down to each step. */
export function answersFor(submission: Submission): NestedAnswers {
  if (submission.parsed === undefined) return storedAnswersOf(submission);
  // Written by submissionOf and nobody else. What stands in it (dates, maps, …) is more than JSON, which the author's
  // own types say where the handler is written.
  const values = deserialize(Buffer.from(submission.parsed, 'base64')) as { [stepKey: string]: StepAnswers };
  return nest(values);
}

/** The answers as they are stored, which is JSON: the schemas' inputs, nested by the ids down to each step. */
export function storedAnswersOf(submission: Submission): NestedAnswers {
  // Written by submissionOf and nobody else, from answers by step.
  return nest(submission.answers as AnswersByStep);
}

/** What a session store would make of it, so that the record is the same in a request that reads it back. */
function jsonOf(context: unknown): Json | undefined {
  const text = JSON.stringify(context) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}

function freeze(definition: WizardDefinition, values: ValuesByStep): string {
  try {
    return serialize(values).toString('base64');
  } catch (cause) {
    throw new WizardError(
      'DEFINITION_INVALID',
      `wizard "${definition.id}": a schema gives a value that cannot be stored, such as a function; let its transforms give plain values, dates, maps, sets or bigints`,
      { cause },
    );
  }
}
