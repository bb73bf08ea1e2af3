import type { Fault, WizardDefinition } from '../model.ts';
import { canReach, stopsOf } from '../condition/reach.ts';
import { rootScope } from '../place.ts';
import { conditionFaultCodes } from '../write/record-condition.ts';

/** Faults of a condition: the steps that they stand at have no condition that could be reasoned about. */
const conditionFaults = new Set<string>([
  ...conditionFaultCodes,
  'wrong-option',
  'unknown-step',
  'unknown-field',
  'later-step',
  'same-step',
  'operator-does-not-fit',
  'impossible-value',
  'no-value',
  'empty-range',
]);

/**
 * Steps that no answers lead to, and a wizard that no answers finish.
 *
 * @param met faults found so far: a step whose own condition is at fault is left out, so that one mistake is one message
 */
export function reachFaults(definition: WizardDefinition, met: readonly Fault[]): readonly Fault[] {
  const stops = stopsOf(definition);
  const isStructureSound = !met.some(({ code }) => code === 'duplicate-id' || code === 'no-steps');
  if (!isStructureSound) return [];
  const faulty = met.filter(({ code, field }) => conditionFaults.has(code) && field === undefined);
  const isBroken = (key: string) => faulty.some(({ step }) => step === key || key.startsWith(`${step}/`));

  const always = stops.filter(
    ({ kind, when, key }) => kind === 'exit' && when === undefined && !isBroken(key),
  );
  if (always.length > 0) {
    return always.map(({ key }) => ({
      code: 'exit-without-when',
      step: key,
      message: 'is an exit that every visitor reaches, so nobody can finish; give it a when',
      severity: 'error',
    }));
  }
  const broken = new Set(stops.filter(({ key }) => isBroken(key)).map(({ key }) => key));
  const reach = { root: rootScope(definition), broken };
  const faults: Fault[] = [];
  const onlyByExits: Fault[] = [];
  stops.forEach((stop, index) => {
    const reached = canReach(stops, index, reach);
    if (reached === 'yes' || reached === 'unknown') return;
    const fault = (message: string): Fault => ({
      code: 'unreachable-step',
      step: stop.key,
      message,
      severity: 'error',
    });
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
    return [...faults, { code: 'unfinishable', message, severity: 'error' }];
  }
  return [...faults, ...onlyByExits];
}
