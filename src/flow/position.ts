import type { Step, WizardDefinition } from '../definition/model.ts';
import type { Walk } from './walk.ts';

/** Where a visitor can be sent: a step, an exit page, or check-your-answers. */
export type Destination = { readonly to: 'step'; readonly step: Step } | { readonly to: 'check' };

/** The step that a wizard's URL names, by key; undefined when there is none. */
export function findStep(definition: WizardDefinition, key: string): Step | undefined {
  return definition.steps.find((step) => step.key === key);
}

/** Whether a step may be opened now: it is on the path, and every step before it is answered. */
export function isOpen(walk: Walk, step: Step): boolean {
  const index = walk.path.indexOf(step);
  if (index < 0) return false;
  return walk.firstIncomplete === undefined || index <= walk.path.indexOf(walk.firstIncomplete);
}

/** Where to go on: the first incomplete step, the exit page that the answers lead to, or check-your-answers. */
export function resume(walk: Walk): Destination {
  const step = walk.firstIncomplete ?? walk.exit;
  return step === undefined ? { to: 'check' } : { to: 'step', step };
}

/**
 * Where Continue leads from a step that was just answered.
 *
 * @param walk the walk over the answers that hold the new one
 * @param returnToCheck whether the visitor came from check-your-answers: then only what became necessary is asked
 */
export function nextAfter(walk: Walk, step: Step, returnToCheck: boolean): Destination {
  if (returnToCheck || !isOpen(walk, step)) return resume(walk);
  const next = walk.path[walk.path.indexOf(step) + 1];
  return next === undefined ? resume(walk) : { to: 'step', step: next };
}

/** The step before this one on the path; undefined at the first, and for a step off the path. */
export function previousOf(walk: Walk, step: Step): Step | undefined {
  return walk.path[walk.path.indexOf(step) - 1];
}

/** The live answers of the steps before this one, whether it is on the path or not. */
export function earlierThan(definition: WizardDefinition, walk: Walk, step: Step): Walk['live'] {
  const earlier: { [key: string]: Walk['live'][string] } = {};
  for (const other of definition.steps) {
    if (other === step) break;
    const answer = walk.live[other.key];
    if (answer !== undefined) earlier[other.key] = answer;
  }
  return earlier;
}
