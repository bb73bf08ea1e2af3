import { newFault, type Fault } from '../../fault.ts';
import type { WizardDefinition } from '../model.ts';
import { everyPlace, type GroupPlace } from '../place.ts';

/** Faults of groups: how many items there may be. */
export function groupFaults(definition: WizardDefinition): readonly Fault[] {
  return everyPlace(definition).flatMap((place) => (place.kind === 'group' ? limitFaults(place) : []));
}

function limitFaults({ step: { min, max }, written }: GroupPlace): readonly Fault[] {
  const facts = { step: written, call: 'repeat' };
  if (max < 1) {
    const message = 'its max must be at least 1, as there would be nothing to add';
    return [newFault('wrong-option', message, { ...facts, property: 'max' })];
  }
  if (min <= max) return [];
  const message = `its min is ${min} and its max ${max}, so nobody could have as many items as it needs; raise max`;
  return [newFault('wrong-option', message, { ...facts, property: 'min' })];
}
