import type { AnswerPath, Comparison, Condition, Scalar } from '../../definition/answers.ts';
import { leavesOf, reduced, type Remaining } from '../../definition/condition/conditions.ts';
import { evaluate, settledHere, type Known } from '../../definition/condition/evaluate.ts';
import { isAnswerRef, mirrored, refsIn } from '../../definition/condition/operand.ts';
import { fieldOf } from '../../definition/path.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { FieldView } from './view-parts.ts';

/** What the page compares an answer with: a value, another field of the step; undefined for an answer that is absent. */
type PageOperand = Scalar | { readonly field: string } | undefined;

/** A comparison with one of the step's own fields, by its name. */
type OwnComparison<C = Comparison> = C extends Comparison
  ? { readonly field: string } & {
      readonly [Key in Exclude<keyof C, 'ref'>]: Key extends 'value' | 'low' | 'high' ? PageOperand : C[Key];
    }
  : never;

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
  const { scope, key } = place;
  const isOwn = (ref: AnswerPath) => scope.find(ref).key === key;
  return reduced(condition, (leaf): boolean | OwnComparison => {
    if ('of' in leaf) return evaluate(leaf, scope, earlier) === true;
    // The answer on the left is that of the page, where one of two is.
    const comparison = isOwn(leaf.ref) ? leaf : mirrored(leaf);
    if (comparison === undefined || !isOwn(comparison.ref)) return evaluate(leaf, scope, earlier) === true;
    const { ref, ...rest } = comparison;
    const field = fieldOf(ref);
    if ('value' in rest && isAnswerRef(rest.value) && isOwn(rest.value.ref))
      return { ...rest, field, value: { field: fieldOf(rest.value.ref) } };
    const settled = settledHere(comparison, scope, earlier);
    if (settled === undefined) return false;
    const { ref: _, ...values } = settled;
    return { ...values, field };
  });
}

/** The names of the step's own fields that the `show` of a field or a text reads. */
export function namesRead({ step, scope, key }: StepPlace): ReadonlySet<string> {
  const leaves = [...step.fields, ...(step.contents ?? [])].flatMap(({ show }) =>
    show === undefined ? [] : leavesOf(show),
  );
  const refs = leaves.flatMap((leaf) => ('of' in leaf ? [] : refsIn(leaf)));
  return new Set(refs.filter((ref) => scope.find(ref).key === key).map(fieldOf));
}
