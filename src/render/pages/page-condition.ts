import type { AnswerPath, Comparison, Condition, Scalar } from '../../definition/answers.ts';
import { leavesOf, reduced, type Remaining } from '../../definition/condition/conditions.ts';
import { evaluate, settledHere, type Known } from '../../definition/condition/evaluate.ts';
import { isAnswerRef, mirrored, refsIn } from '../../definition/condition/operand.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { FieldView } from './view-parts.ts';

/** An answer of the page: one of the step's own fields by its name, and of an answer that has parts the one that is meant. */
export interface OwnAnswer {
  readonly field: string;
  readonly part?: string | undefined;
}

/** What the page compares an answer with: a value, another answer of it; undefined for an answer that is absent. */
type PageOperand = Scalar | OwnAnswer | undefined;

/** A comparison of an answer of the page. */
type OwnComparison<C = Comparison> = C extends Comparison
  ? OwnAnswer & {
      readonly [Key in Exclude<keyof C, 'ref'>]: Key extends 'value' | 'low' | 'high' ? PageOperand : C[Key];
    }
  : never;

/** A field's `show` as the page's script evaluates it: what earlier answers decide is decided already. */
export type PageCondition = boolean | Remaining<OwnComparison>;

/** The one option of another field of the page by which a field appears; undefined when it hangs on more, or on nothing. */
export function optionOf(show: PageCondition): FieldView['under'] {
  if (typeof show === 'boolean' || !('field' in show) || show.part !== undefined) return undefined;
  if (show.op !== 'eq' && show.op !== 'includes') return undefined;
  const { field, value } = show;
  if (typeof value === 'boolean') return { field, value: value ? 'yes' : 'no' };
  return typeof value === 'string' ? { field, value } : undefined;
}

/** Turns a field's `show` into what the page can evaluate, with the earlier answers put in. */
export function pageCondition(condition: Condition, place: StepPlace, earlier: Known): PageCondition {
  const { scope } = place;
  const ownAt = (ref: AnswerPath) => ownAnswer(ref, place);
  return reduced(condition, (leaf): boolean | OwnComparison => {
    if ('of' in leaf) return evaluate(leaf, scope, earlier) === true;
    // The answer on the left is that of the page, where one of two is.
    const comparison = ownAt(leaf.ref) === undefined ? mirrored(leaf) : leaf;
    const answer = comparison === undefined ? undefined : ownAt(comparison.ref);
    if (comparison === undefined || answer === undefined) return evaluate(leaf, scope, earlier) === true;
    const { ref: _own, ...rest } = comparison;
    const other = 'value' in rest && isAnswerRef(rest.value) ? ownAt(rest.value.ref) : undefined;
    // Only what compares with one value compares with another answer.
    if (other !== undefined) return { ...rest, ...answer, value: other } as OwnComparison;
    const settled = settledHere(comparison, scope, earlier);
    if (settled === undefined) return false;
    const { ref: _, ...values } = settled;
    return { ...values, ...answer };
  });
}

function ownAnswer(ref: AnswerPath, { scope, key }: StepPlace): OwnAnswer | undefined {
  const target = scope.find(ref);
  if (target.kind !== 'field' || target.key !== key) return undefined;
  return target.part === undefined ? { field: target.name } : { field: target.name, part: target.part };
}

/** Whether a condition of a page's field is decided by the page alone. */
export function readsOwnOnly(condition: Condition, place: StepPlace): boolean {
  return leavesOf(condition).every(
    (leaf) => !('of' in leaf) && refsIn(leaf).every((ref) => ownAnswer(ref, place) !== undefined),
  );
}

/** The names of the step's own fields that the `show` of a field or a text reads. */
export function namesRead(place: StepPlace): ReadonlySet<string> {
  const { step } = place;
  const leaves = [...step.fields, ...(step.contents ?? [])].flatMap(({ show }) =>
    show === undefined ? [] : leavesOf(show),
  );
  const refs = leaves.flatMap((leaf) => ('of' in leaf ? [] : refsIn(leaf)));
  return new Set(refs.flatMap((ref) => ownAnswer(ref, place)?.field ?? []));
}
