import type { Condition } from '../model.ts';
import type { NodeAt } from '../place.ts';
import { both, fromRoot } from './conditions.ts';

/**
 * All that has to hold for a node to apply, from the wizard's root: the conditions around it, the outermost first, and
 * its own. For what looks at several places together, and for what is said of one.
 */
export function wholeConditionOf(at: NodeAt): Condition | undefined {
  return conditionsDownTo(at).reduceRight<Condition | undefined>(
    (inner, outer) => both(outer, inner),
    undefined,
  );
}

function conditionsDownTo(at: NodeAt | undefined): readonly Condition[] {
  if (at === undefined) return [];
  const around = conditionsDownTo(at.parent);
  return at.when === undefined ? around : [...around, fromRoot(at.when, at.scope)];
}
