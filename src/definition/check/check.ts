import { nameFaults, type ViewExists } from './names.ts';
import { reachFaults } from './reachability.ts';
import { referenceFaults } from './references.ts';
import type { Fault } from '../../fault.ts';
import type { WizardDefinition } from '../model.ts';

/** What the check can ask of the world around a definition. */
export interface CheckOptions {
  readonly viewExists?: ViewExists;
}

/**
 * Every fault of a definition at once: those that the builder found, then names, then conditions, then what can be
 * reached.
 */
export function checkDefinition(definition: WizardDefinition, options: CheckOptions = {}): readonly Fault[] {
  const soFar = [
    ...definition.faults,
    ...nameFaults(definition, options.viewExists),
    ...referenceFaults(definition),
  ];
  return [...soFar, ...reachFaults(definition, soFar)];
}

/**
 * One line for each fault: file, step, field, what is wrong and the fix.
 *
 * @param file as the author knows it: `wizards/visa.ts`
 */
export function formatFaults(file: string, faults: readonly Fault[]): string {
  return faults.map((fault) => `${[file, ...placeWords(fault)].join(', ')}: ${fault.message}`).join('\n');
}

/** `step "travel"` and `field "arrival"`, as far as a fault has them. */
export function placeWords({ step, field }: Pick<Fault, 'step' | 'field'>): readonly string[] {
  return [
    ...(step === undefined ? [] : [`step "${step}"`]),
    ...(field === undefined ? [] : [`field "${field}"`]),
  ];
}
