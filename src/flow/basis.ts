import { isDeepStrictEqual } from 'node:util';
import { answerTo, type Known } from '../definition/condition/evaluate.ts';
import type { Json } from '../definition/answers.ts';
import type { StepPlace } from '../definition/place.ts';

/** What a step's answer was given on: the answers that its `again` names, as they were then; null for none. */
export type Basis = { readonly [ref: string]: Json };

/** What an answer to a step would be given on now; undefined for a step that is never asked again. */
export function basisOf({ step, scope }: StepPlace, asked: () => Known): Basis | undefined {
  if (step.again === undefined) return undefined;
  const known = asked();
  return Object.fromEntries(step.again.map((ref) => [ref.join('.'), answerTo(ref, scope, known) ?? null]));
}

/**
 * Whether a step's answer was given on other answers than there are now, so that it is asked again. What its answer was
 * not known to depend on, as before a new version of the definition, is left out.
 *
 * @param basis what the answer was given on; undefined where that is not known
 */
export function isOutdated(place: StepPlace, basis: Basis | undefined, known: Known): boolean {
  if (basis === undefined) return false;
  const now = basisOf(place, () => known) ?? {};
  return Object.entries(now).some(
    ([ref, value]) => Object.hasOwn(basis, ref) && !isDeepStrictEqual(basis[ref], value),
  );
}
