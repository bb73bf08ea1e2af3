import { controlOf } from '../controls/all.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Json } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace, fieldsAt, findPlace, type Place } from '../definition/place.ts';

/** Values that an author sets, by step key (`visit`, or `applicant/name` inside a part) and field. */
export type FixedAnswers = { readonly [stepKey: string]: { readonly [field: string]: Json } };

/** @throws Error that lists the steps and fields of `fixed` that the wizard does not have */
export function refuseUnknownFixed(definition: WizardDefinition, fixed: FixedAnswers = {}): void {
  const keys = everyPlace(definition).map(({ key }) => key);
  const faults = Object.entries(fixed).flatMap(([stepKey, answers]) => {
    const place = findPlace(definition, stepKey);
    if (place === undefined)
      return [`the wizard "${definition.id}" has no step "${stepKey}"${didYouMean(stepKey, keys)}`];
    return unknownFields(place, Object.keys(answers));
  });
  if (faults.length > 0) throw new Error(`fixed: ${faults.join('\n       ')}`);
}

/** What is wrong with answering a step in these fields: a line for each that it does not have. */
export function unknownFields(place: Place, given: readonly string[]): readonly string[] {
  const fields = fieldsAt(place);
  // A date may be given as its three controls, to see what happens to one that is none.
  const known = fields.flatMap((field) => {
    const { inputs } = controlOf(field);
    return [field.name, ...(typeof inputs === 'string' ? [] : inputs.map((part) => `${field.name}-${part}`))];
  });
  const names = fields.map(({ name }) => name);
  return given
    .filter((name) => !known.includes(name))
    .map((name) => `step "${place.key}" has no field "${name}"${didYouMean(name, names)}`);
}
