import type { Condition, Scalar } from '../../definition/answers.ts';
import { leavesOf, reduced, type Remaining } from '../../definition/condition/conditions.ts';
import { evaluate, type Known } from '../../definition/condition/evaluate.ts';
import { fieldOf } from '../../definition/path.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { FieldView } from './view-parts.ts';

/** A comparison with one of the step's own fields, by its name. */
type OwnComparison =
  | {
      readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'includes';
      readonly field: string;
      readonly value: Scalar;
    }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly Scalar[] }
  | { readonly op: 'between'; readonly field: string; readonly low: Scalar; readonly high: Scalar }
  | { readonly op: 'answered'; readonly field: string };

/** A field's `show` as the page's script evaluates it: what earlier answers decide is decided already. */
export type PageCondition = boolean | Remaining<OwnComparison>;

/** The one option of another field of the page by which a field appears; undefined when it hangs on more, or on nothing. */
export function optionOf(show: PageCondition): FieldView['under'] {
  if (typeof show === 'boolean' || !('field' in show)) return undefined;
  if (show.op !== 'eq' && show.op !== 'includes') return undefined;
  const { field, value } = show;
  if (typeof value === 'boolean') return { field, value: value ? 'yes' : 'no' };
  return typeof value === 'string' ? { field, value } : undefined;
}

/** Turns a field's `show` into what the page can evaluate, with the earlier answers put in. */
export function pageCondition(condition: Condition, place: StepPlace, earlier: Known): PageCondition {
  return reduced(condition, (leaf): boolean | OwnComparison => {
    const isOwn = !('of' in leaf) && place.scope.find(leaf.ref).key === place.key;
    if (!isOwn) return evaluate(leaf, place.scope, earlier) === true;
    const { ref, ...rest } = leaf;
    return { ...rest, field: fieldOf(ref) };
  });
}

/** The names of the step's own fields that the `show` of a field or a text reads. */
export function namesRead({ step, scope, key }: StepPlace): ReadonlySet<string> {
  const leaves = [...step.fields, ...(step.contents ?? [])].flatMap(({ show }) =>
    show === undefined ? [] : leavesOf(show),
  );
  const own = leaves.filter((leaf) => !('of' in leaf) && scope.find(leaf.ref).key === key);
  return new Set(own.map(({ ref }) => fieldOf(ref)));
}
