import { receiptFaults } from './receipt.ts';
import { handOverFaults } from './hand-overs.ts';
import { groupFaults } from './groups.ts';
import { nameFaults, type LookForView } from './names.ts';
import { referenceFaults } from './references.ts';
import { taskFaults } from './tasks.ts';
import { textFaults } from './texts.ts';
import { newFault, type Fault } from '../../fault.ts';
import { canReach, stopsOf } from '../condition/reach.ts';
import { rootScope } from '../place.ts';
import type { WizardDefinition } from '../model.ts';

/** What the check can ask of the world around a definition. */
export interface CheckOptions {
  readonly lookForView?: LookForView;
}

/**
 * Every fault of a definition at once: those that the builder found, then names, then conditions, then what can be
 * reached.
 */
export function checkDefinition(definition: WizardDefinition, options: CheckOptions = {}): readonly Fault[] {
  const soFar = [
    ...definition.faults,
    ...nameFaults(definition, options.lookForView),
    ...groupFaults(definition),
    ...taskFaults(definition),
    ...referenceFaults(definition),
    ...textFaults(definition),
    ...handOverFaults(definition),
    ...receiptFaults(definition),
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

/**
 * Steps that no answers lead to, and a wizard that no answers finish.
 *
 * @param soFar faults found so far: a step whose own condition is at fault is left out, so that one mistake is one message
 */
function reachFaults(definition: WizardDefinition, soFar: readonly Fault[]): readonly Fault[] {
  const stops = stopsOf(definition);
  const isStructureSound = !soFar.some(({ code }) => code === 'duplicate-id' || code === 'no-steps');
  if (!isStructureSound) return [];
  // Where a `when` is at fault there is no condition that could be reasoned about.
  const faulty = soFar.filter(({ property, field }) => property === 'when' && field === undefined);
  const isBroken = (key: string) => faulty.some(({ step }) => step === key || key.startsWith(`${step}/`));

  const always = stops.filter(
    ({ kind, when, key }) => kind === 'exit' && when === undefined && !isBroken(key),
  );
  if (always.length > 0) {
    const message = 'is an exit that every visitor reaches, so nobody can finish; give it a when';
    return always.map(({ key }) => newFault('exit-without-when', message, { step: key }));
  }
  const broken = new Set(stops.filter(({ key }) => isBroken(key)).map(({ key }) => key));
  const reach = { root: rootScope(definition), broken };
  const faults: Fault[] = [];
  const onlyByExits: Fault[] = [];
  stops.forEach((stop, index) => {
    const reached = canReach(stops, index, reach);
    if (reached === 'yes' || reached === 'unknown') return;
    const fault = (message: string) => newFault('unreachable-step', message, { step: stop.key });
    if (reached === 'never') {
      faults.push(
        fault('can never be reached: no answers make its when hold; change the condition, or take it out'),
      );
    } else {
      onlyByExits.push(
        fault('can never be reached: every way to it ends at an exit page; narrow the when of the exit'),
      );
    }
  });
  const end = canReach(stops, stops.length, reach);
  if (end === 'exits-only') {
    const message =
      'the wizard cannot be finished: every way ends at an exit page; narrow the when of an exit';
    return [...faults, newFault('unfinishable', message)];
  }
  return [...faults, ...onlyByExits];
}
