import type { AnswerPath, Condition } from '../model.ts';

/** A condition that compares one answer. */
export type Comparison = Exclude<Condition, { op: 'and' | 'or' | 'not' }>;

/** Holds when every one of the conditions holds. Use it where JavaScript would say `&&`. */
export function and(...conditions: readonly [Condition, Condition, ...Condition[]]): Condition {
  return Object.freeze({ op: 'and', of: Object.freeze([...conditions]) });
}

/** Holds when at least one of the conditions holds. Use it where JavaScript would say `||`. */
export function or(...conditions: readonly [Condition, Condition, ...Condition[]]): Condition {
  return Object.freeze({ op: 'or', of: Object.freeze([...conditions]) });
}

/** Holds when the condition does not. Use it where JavaScript would say `!`. */
export function not(condition: Condition): Condition {
  return Object.freeze({ op: 'not', of: condition });
}

/** The condition that holds when both hold, where either may be missing. */
export function both(first: Condition | undefined, second: Condition | undefined): Condition | undefined {
  if (first === undefined) return second;
  return second === undefined ? first : and(first, second);
}

/** Every comparison in a condition, in the order in which they stand. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap(comparisonsOf);
    case 'not':
      return comparisonsOf(condition.of);
    default:
      return [condition];
  }
}

/** The same condition over answers that stand deeper in the tree: every reference begins with `prefix`. */
export function rebased(condition: Condition, prefix: AnswerPath): Condition {
  switch (condition.op) {
    case 'and':
    case 'or':
      return Object.freeze({
        ...condition,
        of: Object.freeze(condition.of.map((part) => rebased(part, prefix))),
      });
    case 'not':
      return not(rebased(condition.of, prefix));
    default:
      return Object.freeze({ ...condition, ref: Object.freeze([...prefix, ...condition.ref]) });
  }
}

const operators: ReadonlySet<unknown> = new Set([
  'eq',
  'ne',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'between',
  'includes',
  'answered',
  'and',
  'or',
  'not',
]);

/** Whether a value is a condition all the way down: guards what an author's function returned. */
export function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null || !('op' in value) || !operators.has(value.op))
    return false;
  if (value.op === 'and' || value.op === 'or') {
    return 'of' in value && Array.isArray(value.of) && value.of.every(isCondition);
  }
  if (value.op === 'not') return 'of' in value && isCondition(value.of);
  return 'ref' in value && Array.isArray(value.ref);
}
