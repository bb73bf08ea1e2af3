import { newFault, type Fault } from '../../fault.ts';
import type { WizardDefinition } from '../model.ts';
import { canReach, stopsOf } from '../condition/reach.ts';
import { rootScope } from '../place.ts';

/**
 * Steps that no answers lead to, and a wizard that no answers finish.
 *
 * @param soFar faults found so far: a step whose own condition is at fault is left out, so that one mistake is one message
 */
export function reachFaults(definition: WizardDefinition, soFar: readonly Fault[]): readonly Fault[] {
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
