import { comparisonsOf } from '../../definition/condition/conditions.ts';
import type { Comparison, Condition } from '../../definition/answers.ts';
import type { Place, StepPlace } from '../../definition/place.ts';

/** The comparisons of a condition; none where there is no condition. */
export function comparedBy(condition: Condition | undefined): readonly Comparison[] {
  return condition === undefined ? [] : comparisonsOf(condition);
}

/** The pages of questions among places. */
export function stepsIn(places: readonly Place[]): readonly StepPlace[] {
  return places.filter((place) => place.kind === 'step');
}
