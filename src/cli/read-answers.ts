import { didYouMean } from '../definition/did-you-mean.ts';
import type { AnswersByStep, StepAnswers, WizardDefinition } from '../definition/model.ts';
import { findStep } from '../flow/position.ts';
import { stillFits } from '../form/validate.ts';
import { UsageError } from './usage-error.ts';

/**
 * Answers as a person writes them down: by step (`"home/country"`), nested by part (`"home": { "country": … }`), or the
 * line of a submission with its `answers`.
 *
 * @throws UsageError for what is no answer of this wizard
 */
export function readAnswers(definition: WizardDefinition, given: unknown): AnswersByStep {
  if (!isObject(given)) throw new UsageError('the answers must be an object: { "step": { "field": value } }');
  const isLine = isObject(given['answers']) && 'wizard' in given;
  return collected(definition, isLine ? (given['answers'] as Given) : given, []);
}

/** The steps whose answer their own schemas would not take now. */
export async function unfitSteps(
  definition: WizardDefinition,
  live: AnswersByStep,
): Promise<readonly string[]> {
  const asked = await Promise.all(
    definition.steps.map(async (step) => {
      const answers = live[step.key];
      return answers === undefined || (await stillFits(step, answers)) ? [] : [step.key];
    }),
  );
  return asked.flat();
}

type Given = { readonly [name: string]: unknown };

function collected(definition: WizardDefinition, given: Given, within: readonly string[]): AnswersByStep {
  const found: { [key: string]: StepAnswers } = {};
  for (const [name, value] of Object.entries(given)) {
    const path = [...within, name];
    const key = path.join('/');
    const isPart = definition.steps.some((step) => step.key.startsWith(`${key}/`));
    if (!isObject(value)) throw new UsageError(`"${key}" must be an object of answers by field`);
    // What JSON.parse gave is JSON.
    if (findStep(definition, key) !== undefined) found[key] = value as StepAnswers;
    else if (isPart) Object.assign(found, collected(definition, value, path));
    else {
      const known = definition.steps.map((step) => step.key);
      throw new UsageError(`the wizard "${definition.id}" has no step "${key}"${didYouMean(key, known)}`);
    }
  }
  return found;
}

function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
