import { didYouMean } from '../did-you-mean.ts';
import type { AnswersByStep, StepAnswers, WizardDefinition } from '../definition/model.ts';
import { everyPlace, findStep, type StepPlace } from '../definition/place.ts';
import type { WordedIssue } from '../form/issue.ts';
import { unfitIn } from '../form/validate.ts';
import { wordIssue } from '../form/word-issue.ts';
import { english } from '../language/language.ts';
import { isRecord } from '../is-record.ts';
import { UsageError } from './run.ts';

/**
 * Answers as a person writes them down: by step (`"home/country"`), nested by part (`"home": { "country": … }`), or the
 * line of a submission with its `answers`.
 *
 * @throws UsageError for what is no answer of this wizard
 */
export function readAnswers(definition: WizardDefinition, given: unknown): AnswersByStep {
  if (!isRecord(given)) throw new UsageError('the answers must be an object: { "step": { "field": value } }');
  const isLine = isRecord(given['answers']) && 'wizard' in given;
  return collected(definition, isLine ? (given['answers'] as Given) : given, []);
}

/** What is wrong with these answers by the schemas of their steps; steps of which all fits are left out. */
export async function unfitSteps(
  definition: WizardDefinition,
  answers: AnswersByStep,
): Promise<ReadonlyMap<string, readonly WordedIssue[]>> {
  const judged = await Promise.all(
    Object.entries(answers).map(async ([key, own]) => {
      const place = findStep(definition, key);
      return [key, place === undefined ? [] : await wordedIn(place, own)] as const;
    }),
  );
  return new Map(judged.filter(([, issues]) => issues.length > 0));
}

async function wordedIn(place: StepPlace, answers: StepAnswers): Promise<readonly WordedIssue[]> {
  const issues = await unfitIn(place, answers);
  return issues.map((each) => wordIssue(each, place.step, english));
}

type Given = { readonly [name: string]: unknown };

function collected(definition: WizardDefinition, given: Given, within: readonly string[]): AnswersByStep {
  const found: { [key: string]: StepAnswers } = {};
  for (const [name, value] of Object.entries(given)) {
    const path = [...within, name];
    const key = path.join('/');
    const isPart = everyPlace(definition).some((place) => place.key.startsWith(`${key}/`));
    if (!isRecord(value)) throw new UsageError(`"${key}" must be an object of answers by field`);
    const place = findStep(definition, key);
    // What JSON.parse gave is JSON.
    if (place !== undefined) found[key] = knownOnly(place, value as StepAnswers);
    else if (isPart) Object.assign(found, collected(definition, value, path));
    else {
      const known = everyPlace(definition).map((each) => each.key);
      throw new UsageError(`the wizard "${definition.id}" has no step "${key}"${didYouMean(key, known)}`);
    }
  }
  return found;
}

/** @throws UsageError for a field that the step does not have */
function knownOnly({ key, step }: StepPlace, answers: StepAnswers): StepAnswers {
  const known = step.fields.map(({ name }) => name);
  const strange = Object.keys(answers).find((name) => !known.includes(name));
  if (strange === undefined) return answers;
  throw new UsageError(`the step "${key}" has no field "${strange}"${didYouMean(strange, known)}`);
}
