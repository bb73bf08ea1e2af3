import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import type { AnswersByStep, StepAnswers } from '../definition/answers.ts';
import { WizardError } from '../errors.ts';
import type { AnswersByStepOutputs } from '../form/validate.ts';

/**
 * What the schemas made of the answers, ready to be stored beside them; undefined when it is the same as the answers.
 *
 * @param live the stored inputs of the steps on the path
 * @param values what the schemas made of `live`
 * @returns `v8.serialize` in base64, so that dates, maps, sets and bigints come back as they were
 * @throws WizardError DEFINITION_INVALID when a schema's output cannot be serialised
 */
export function parsedOf(live: AnswersByStep, values: AnswersByStepOutputs): string | undefined {
  // Copies: a walk's answers are a dictionary without a prototype, which alone would be a difference.
  if (isDeepStrictEqual({ ...values }, { ...live })) return undefined;
  for (const [stepKey, fields] of Object.entries(values)) {
    for (const [field, value] of Object.entries(fields)) mustBeStorable(stepKey, field, value);
  }
  return serialize(values).toString('base64');
}

/** What `parsedOf` made, read back. */
export function valuesIn(parsed: string): { readonly [stepKey: string]: StepAnswers } {
  // Written by `parsedOf` and nobody else. What stands in it (dates, maps, …) is more than JSON, which the author's own
  // types say where the handler is written.
  return deserialize(Buffer.from(parsed, 'base64')) as { [stepKey: string]: StepAnswers };
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
