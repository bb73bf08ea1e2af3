import { controlOf } from '../controls/all.ts';
import { didYouMean, nearest } from '../did-you-mean.ts';
import type { Json, WizardDefinition } from '../definition/model.ts';
import { everyPlace, fieldsAt, findPlace, type Place } from '../definition/place.ts';
import { fail } from './failing.ts';
import type { FixedAnswers } from './generate.ts';
import type { OwnApp } from '../testing/own-app.ts';

/** @throws AssertionError when the app serves no wizard of this id, with those that it does serve */
export function refuseUnknownWizard({ definitions }: OwnApp, wizard: string): void {
  if (definitions.has(wizard)) return;
  const ids = [...definitions.keys()];
  const known = ids.map((id) => `"${id}"`).join(', ');
  const others = nearest(wizard, ids) !== undefined && ids.length > 1 ? ` (known: ${known})` : '';
  fail(`there is no wizard "${wizard}"${didYouMean(wizard, ids)}${others}`);
}

/**
 * A front end may send more than a step asks, and it is ignored; in a test it is a misspelt name.
 *
 * @throws AssertionError when a step is answered in fields that it does not have
 */
export function refuseUnknownFields(
  { definitions }: OwnApp,
  wizard: string,
  stepKey: string,
  answers: { readonly [field: string]: Json },
): void {
  const definition = definitions.get(wizard);
  const place = definition === undefined ? undefined : findPlace(definition, stepKey);
  const [fault] = place === undefined ? [] : unknownFields(place, Object.keys(answers));
  if (fault !== undefined) fail(fault);
}

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

function unknownFields(place: Place, given: readonly string[]): readonly string[] {
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
