import type { AnswerPath, Comparison, Condition } from '../answers.ts';
import type { Field } from '../field.ts';
import type { WizardDefinition } from '../model.ts';
import { everyNode, type NodeAt } from '../place.ts';
import type { Scope } from '../scope.ts';
import { refsIn, withRefs } from './operand.ts';
import { operators } from './operators.ts';

/** Holds when every one of the conditions holds. Use it where JavaScript would say `&&`. */
export function and(...conditions: readonly Condition[]): Condition {
  return Object.freeze({ op: 'and', of: Object.freeze([...conditions]) });
}

/** Holds when at least one of the conditions holds. Use it where JavaScript would say `||`. */
export function or(...conditions: readonly Condition[]): Condition {
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

/** A condition that is not joined of others: a comparison, or what is asked of the items of a group. */
export type Leaf = Comparison | Extract<Condition, { readonly op: 'some' | 'every' }>;

/** Every comparison in a condition, in the order in which they stand, those inside `some` and `every` among them. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  return leavesOf(condition).flatMap((leaf) => ('of' in leaf ? comparisonsOf(leaf.of) : [leaf]));
}

/** What a condition is joined of, in the order in which it stands. */
export function leavesOf(condition: Condition): readonly Leaf[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
}

/** What is left of a condition of which some leaves are decided; `Open` stands for those that are not. */
export type Remaining<Open> =
  | Open
  | { readonly op: 'and' | 'or'; readonly of: readonly Remaining<Open>[] }
  | { readonly op: 'not'; readonly of: Remaining<Open> };

/**
 * What is left of a condition when some of its leaves are decided.
 *
 * @param decide true or false for a leaf that is decided, otherwise what stands for it
 * @returns true or false when that decides the whole
 */
export function reduced<Open extends object>(
  condition: Condition,
  decide: (leaf: Leaf) => boolean | Open,
): boolean | Remaining<Open> {
  switch (condition.op) {
    case 'not': {
      const inner = reduced(condition.of, decide);
      return typeof inner === 'boolean' ? !inner : { op: 'not', of: inner };
    }
    case 'and':
    case 'or': {
      const decisive = condition.op === 'or';
      const parts = condition.of.map((part) => reduced(part, decide));
      if (parts.includes(decisive)) return decisive;
      const open = parts.filter((part) => typeof part !== 'boolean');
      if (open.length === 0) return !decisive;
      return open.length === 1 ? open[0]! : { op: condition.op, of: open };
    }
    default:
      return decide(condition);
  }
}

/** Every address that a condition reads, the groups of its `some` and `every` among them. */
export function refsOf(condition: Condition): readonly AnswerPath[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.of.flatMap(refsOf);
    case 'not':
      return refsOf(condition.of);
    case 'some':
    case 'every':
      return [condition.ref, ...refsOf(condition.of)];
    default:
      return refsIn(condition);
  }
}

/** A condition with its addresses from the wizard's root, so that conditions of several scopes can be looked at together. */
export function fromRoot(condition: Condition, scope: Scope): Condition {
  switch (condition.op) {
    case 'and':
    case 'or':
      return { op: condition.op, of: condition.of.map((part) => fromRoot(part, scope)) };
    case 'not':
      return { op: 'not', of: fromRoot(condition.of, scope) };
    case 'some':
    case 'every':
      return { op: condition.op, ref: scope.find(condition.ref).path, of: fromRoot(condition.of, scope) };
    default:
      return withRefs(condition, (ref) => scope.find(ref).path);
  }
}

/** Every condition that is written in a wizard, of its nodes and its fields, with addresses from the root. */
export function everyCondition(definition: WizardDefinition): readonly Condition[] {
  return everyNode(definition).flatMap((at) => {
    const whens = at.when === undefined ? [] : [at.when];
    const ofFields = at.kind === 'step' ? at.step.fields.flatMap(conditionsOf) : [];
    return [...whens, ...ofFields].map((condition) => fromRoot(condition, at.scope));
  });
}

/** The conditions of a field, and of its options. */
export function conditionsOf({ show, offer = {} }: Field): readonly Condition[] {
  return [...(show === undefined ? [] : [show]), ...Object.values(offer)];
}

const known: ReadonlySet<unknown> = new Set([...Object.keys(operators), 'and', 'or', 'not', 'some', 'every']);

/** Whether a value is a condition all the way down: guards what an author's function returned. */
export function isCondition(value: unknown): value is Condition {
  if (typeof value !== 'object' || value === null || !('op' in value) || !known.has(value.op)) return false;
  switch (value.op) {
    case 'and':
    case 'or':
      return 'of' in value && Array.isArray(value.of) && value.of.every(isCondition);
    case 'not':
      return 'of' in value && isCondition(value.of);
    case 'some':
    case 'every':
      return 'ref' in value && Array.isArray(value.ref) && 'of' in value && isCondition(value.of);
    default:
      return 'ref' in value && Array.isArray(value.ref);
  }
}

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
