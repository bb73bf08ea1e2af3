import { controlOf } from '../controls/all.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import type { Json, NestedAnswers } from '../definition/answers.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { nest } from '../definition/nest.ts';
import { everyPlace, fieldsAt, findPlace, type Place, type StepPlace } from '../definition/place.ts';
import { moreField } from '../engine/decide-items.ts';
import type { SampleCall } from './sample-call.ts';

/** Values of some fields of one step. */
type FixedFields = { readonly [field: string]: Json };

/**
 * Values that an author sets, by step key (`visit`, or `applicant/name` inside a part) and field. With an asterisk in the
 * place of the part they are for that step in every part, however deep; a step of a group is said without its items
 * (`children/about`), or of one of them (`children/item1/about`). A function gets the answers of the earlier steps,
 * as stored and nested by part, and the key of the step.
 */
export type FixedAnswers<Earlier = NestedAnswers> = {
  readonly [stepKey: string]: FixedFields | ((earlier: Earlier, stepKey: string) => FixedFields);
};

/** @throws Error that lists the steps and fields of `fixed` that the wizard does not have */
export function refuseUnknownFixed(
  definition: WizardDefinition,
  fixed: FixedAnswers | undefined,
  call: SampleCall,
): void {
  const places = everyPlace(definition);
  const keys = places.map(({ written }) => written);
  const faults = Object.entries(fixed ?? {}).flatMap(([stepKey, answers]) => {
    const found = findPlace(definition, stepKey);
    const meant = found === undefined ? places.filter((place) => isMeant(stepKey, place)) : [found];
    if (meant.length === 0)
      return [`the wizard "${definition.id}" has no step "${stepKey}"${didYouMean(stepKey, keys)}`];
    if (typeof answers === 'function') return [];
    return meant.flatMap((place) => unknownFields(place, Object.keys(answers)));
  });
  refuse(faults, call);
}

/**
 * What an author set for one step: what is said of it by its own key goes before what is said of its like in all parts.
 *
 * @throws Error that names a field which the step does not have, and whatever the author's function throws
 */
export function fixedFor(
  fixed: FixedAnswers | undefined,
  place: StepPlace,
  earlier: Known,
  call: SampleCall,
): FixedFields {
  const said = Object.entries(fixed ?? {})
    .filter(([stepKey]) => isMeant(stepKey, place))
    .toSorted(([one], [other]) => Number(one === place.key) - Number(other === place.key));
  return Object.assign(
    {},
    ...said.map(([, answers]) => {
      if (typeof answers !== 'function') return answers;
      // Stored answers and computed values are JSON, and so is what is made of them.
      const made = answers(nest(earlier) as NestedAnswers, place.key);
      refuse(unknownFields(place, Object.keys(made)), call);
      return made;
    }),
  ) as FixedFields;
}

function isMeant(stepKey: string, { key, written }: Place): boolean {
  return (
    stepKey === key || stepKey === written || (stepKey.startsWith('*/') && key.endsWith(stepKey.slice(1)))
  );
}

function refuse(faults: readonly string[], call: SampleCall): void {
  if (faults.length > 0) throw new Error(`${call}(): fixed: ${faults.join('\n       ')}`);
}

/** What is wrong with answering a step in these fields: a line for each that it does not have. */
export function unknownFields(place: Place, given: readonly string[]): readonly string[] {
  if (place.kind === 'group') return given.every((name) => name === moreField) ? [] : [onlyMore(place)];
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

function onlyMore({ key }: Place): string {
  return `"${key}" lists items and asks only whether there is one more: { ${moreField}: true }`;
}
