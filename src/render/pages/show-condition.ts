import { comparisonsOf } from '../../definition/condition/conditions.ts';
import { evaluate } from '../../definition/condition/evaluate.ts';
import type { AnswersByStep, Condition, Scalar, Step } from '../../definition/model.ts';

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

/** The names of the step's own fields that some field's `show` reads. */
export function namesRead(step: Step): ReadonlySet<string> {
  const comparisons = step.fields.flatMap(({ show }) => (show === undefined ? [] : comparisonsOf(show)));
  return new Set(comparisons.map(({ ref }) => ownField(ref, step)).filter((name) => name !== undefined));
}

/** Turns a field's `show` into what the page can evaluate, with the earlier answers put in. */
export function pageCondition(condition: Condition, step: Step, earlier: AnswersByStep): PageCondition {
  switch (condition.op) {
    case 'and':
    case 'or':
      return joined(
        condition.op,
        condition.of.map((part) => pageCondition(part, step, earlier)),
      );
    case 'not': {
      const inner = pageCondition(condition.of, step, earlier);
      return typeof inner === 'boolean' ? !inner : { op: 'not', of: inner };
    }
    default: {
      const field = ownField(condition.ref, step);
      if (field === undefined) return evaluate(condition, earlier, new Set()) === true;
      const { ref: _ref, ...rest } = condition;
      return { ...rest, field };
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

function ownField(ref: readonly string[], step: Step): string | undefined {
  return ref.slice(0, -1).join('/') === step.key ? ref.at(-1) : undefined;
}
