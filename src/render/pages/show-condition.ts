import { evaluate, type Known } from '../../definition/condition/evaluate.ts';
import type { Condition, Scalar } from '../../definition/model.ts';
import { fieldOf } from '../../definition/path.ts';
import type { StepPlace } from '../../definition/place.ts';

/**
 * A field's `show` as the page's script evaluates it: references to the step's own fields by their names; what earlier
 * answers decide is decided already.
 */
export type PageCondition =
  | boolean
  | {
      readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'includes';
      readonly field: string;
      readonly value: Scalar;
    }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly Scalar[] }
  | { readonly op: 'between'; readonly field: string; readonly low: Scalar; readonly high: Scalar }
  | { readonly op: 'answered'; readonly field: string }
  | { readonly op: 'and' | 'or'; readonly of: readonly PageCondition[] }
  | { readonly op: 'not'; readonly of: PageCondition };

/** Turns a field's `show` into what the page can evaluate, with the earlier answers put in. */
export function pageCondition(condition: Condition, place: StepPlace, earlier: Known): PageCondition {
  switch (condition.op) {
    case 'and':
    case 'or':
      return joined(
        condition.op,
        condition.of.map((part) => pageCondition(part, place, earlier)),
      );
    case 'not': {
      const inner = pageCondition(condition.of, place, earlier);
      return typeof inner === 'boolean' ? !inner : { op: 'not', of: inner };
    }
    case 'some':
    case 'every':
      return evaluate(condition, place.scope, earlier) === true;
    default: {
      const { ref, ...rest } = condition;
      const isOwn = place.scope.find(ref).key === place.key;
      return isOwn ? { ...rest, field: fieldOf(ref) } : evaluate(condition, place.scope, earlier) === true;
    }
  }
}

function joined(op: 'and' | 'or', parts: readonly PageCondition[]): PageCondition {
  const decisive = op === 'or';
  if (parts.includes(decisive)) return decisive;
  const open = parts.filter((part) => typeof part !== 'boolean');
  if (open.length === 0) return !decisive;
  return open.length === 1 ? open[0]! : { op, of: open };
}
