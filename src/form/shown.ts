import { evaluate } from '../definition/condition/evaluate.ts';
import type { AnswersByStep, Field, Step, StepAnswers } from '../definition/model.ts';
import type { StepCandidate } from './normalise.ts';

const nothingWaits: ReadonlySet<string> = new Set();

/**
 * The fields of a step that are asked, given its values and the earlier answers: a field whose `show` is false is not.
 * A field that is not asked has no value for the fields after it.
 */
export function shownFields(step: Step, candidate: StepCandidate, earlier: AnswersByStep): readonly Field[] {
  if (step.fields.every((field) => field.show === undefined)) return step.fields;
  const own = new Map(Object.entries(candidate).filter(([, value]) => value !== undefined));
  const shown: Field[] = [];
  for (const field of step.fields) {
    const answers = { ...earlier, [step.key]: Object.fromEntries(own) as StepAnswers };
    if (field.show === undefined || evaluate(field.show, answers, nothingWaits) !== false) shown.push(field);
    else own.delete(field.name);
  }
  return shown;
}
