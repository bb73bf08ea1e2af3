import { evaluate, type Known } from '../definition/condition/evaluate.ts';
import type { Field, StepAnswers } from '../definition/model.ts';
import type { StepPlace } from '../definition/place.ts';
import type { StepCandidate } from './normalise.ts';

/**
 * The fields of a step that are asked at a place, given its values and the earlier answers: a field whose `show` is false is not.
 * A field that is not asked has no value for the fields after it.
 */
export function shownFields(
  { step, key, scope }: StepPlace,
  candidate: StepCandidate,
  earlier: Known,
): readonly Field[] {
  if (step.fields.every((field) => field.show === undefined)) return step.fields;
  const own = new Map(Object.entries(candidate).filter(([, value]) => value !== undefined));
  const shown: Field[] = [];
  for (const field of step.fields) {
    const live = { ...earlier.live, [key]: Object.fromEntries(own) as StepAnswers };
    if (field.show === undefined || evaluate(field.show, scope, { ...earlier, live }) !== false)
      shown.push(field);
    else own.delete(field.name);
  }
  return shown;
}
