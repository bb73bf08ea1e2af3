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
import { nest } from '../definition/nest.ts';
import type { WizardState } from '../engine/state.ts';
import type { Submission } from './journal.ts';

/** What the schemas made of the answers, by step key, then field. */
export type ValuesByStep = { readonly [stepKey: string]: { readonly [field: string]: unknown } };

/** The one id of a submission: a double click, a replay and another server all come to the same. */
export function submissionIdOf(state: Pick<WizardState, 'instance' | 'generation'>): string {
  return `${state.instance}.${state.generation}`;
}

/**
 * What the schemas made of the answers, ready to be stored beside them; undefined when it is the same as the answers.
 *
 * @param live the stored inputs of the steps on the path
 * @param values what the schemas made of `live`
 * @returns `v8.serialize` in base64, so that dates, maps, sets and bigints come back as they were
 * @throws WizardError DEFINITION_INVALID when a schema's output cannot be serialised
 */
export function parsedOf(live: AnswersByStep, values: ValuesByStep): string | undefined {
  if (isDeepStrictEqual(values, live)) return undefined;
  for (const [stepKey, fields] of Object.entries(values)) {
    for (const [field, value] of Object.entries(fields)) mustBeStorable(stepKey, field, value);
  }
  return serialize(values).toString('base64');
}

/**
 * The completion record of a submitted wizard. It follows from the frozen state alone, so whoever inserts it, in this
 * request or in a later one, inserts the same. Without a handler there is nothing to wait for, and it rests as `done`.
 */
export function submissionOf(definition: WizardDefinition, state: WizardState): Submission {
  const { submittedAt, parsed } = state;
  if (state.status !== 'submitted' || submittedAt === undefined) {
    throw new TypeError('submissionOf needs a state that is submitted');
  }
  const context = jsonOf(state.context);
  return {
    id: submissionIdOf(state),
    wizard: definition.id,
    version: state.version,
    instance: state.instance,
    generation: state.generation,
    reference: state.reference,
    answers: state.answers,
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

/** The answers that a handler is given: what the schemas made of them, nested by the ids down to each step. */
export function answersFor(submission: Submission): NestedAnswers {
  if (submission.parsed === undefined) return storedAnswersOf(submission);
  // Written by submissionOf and nobody else. What stands in it (dates, maps, …) is more than JSON, which the author's
  // own types say where the handler is written.
  const values = deserialize(Buffer.from(submission.parsed, 'base64')) as { [stepKey: string]: StepAnswers };
  return nest({ live: values }) as NestedAnswers;
}

/** The answers as they are stored, which is JSON: the schemas' inputs, nested by the ids down to each step. */
export function storedAnswersOf(submission: Submission): NestedAnswers {
  // Written by submissionOf and nobody else, from answers by step.
  return nest({ live: submission.answers as AnswersByStep }) as NestedAnswers;
}

/** What a session store would make of it, so that the record is the same in a request that reads it back. */
function jsonOf(context: unknown): Json | undefined {
  const text = JSON.stringify(context) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}

function mustBeStorable(stepKey: string, field: string, value: unknown): void {
  try {
    serialize(value);
  } catch (cause) {
    throw new WizardError(
      'DEFINITION_INVALID',
      `step "${stepKey}", field "${field}": its schema gives a value that cannot be stored, such as a function; let its transform give plain values, dates, maps, sets or bigints`,
      { cause },
    );
  }
}
