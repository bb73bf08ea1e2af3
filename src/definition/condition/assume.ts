import type { AnswersByStep, Condition, Json } from '../model.ts';
import { fieldOf, stepKeyOf } from '../path.ts';
import type { Scope } from '../scope.ts';
import { leavesOf, reduced, type Leaf } from './conditions.ts';
import { evaluate } from './evaluate.ts';

/**
 * What is left to ask of a condition where another one holds: `work, and paid is no` where `work` holds leaves `paid is
 * no`. Only answers that the other one fixes to one value are used.
 *
 * @param root the wizard's own scope: both conditions stand there
 * @returns true or false when nothing is left to ask
 */
export function assuming(
  condition: Condition,
  known: Condition | undefined,
  root: Scope,
): Condition | boolean {
  const live = known === undefined ? {} : fixedBy(known, root);
  return reduced(condition, (leaf) => (isKnown(leaf, live) ? evaluate(leaf, root, { live }) === true : leaf));
}

function isKnown({ ref }: Leaf, live: AnswersByStep): boolean {
  const step = live[stepKeyOf(ref)];
  return step !== undefined && Object.hasOwn(step, fieldOf(ref));
}

/** The answers that a condition fixes: those of its `is`, where they all have to hold. */
function fixedBy(condition: Condition, root: Scope): AnswersByStep {
  const live: { [key: string]: { [field: string]: Json } } = {};
  for (const each of conjuncts(condition)) {
    const isAnswer = root.find(each.ref).kind === 'field';
    if (each.op === 'eq' && isAnswer) (live[stepKeyOf(each.ref)] ??= {})[fieldOf(each.ref)] = each.value;
  }
  return live;
}

function conjuncts(condition: Condition): readonly Leaf[] {
  switch (condition.op) {
    case 'and':
      return condition.of.flatMap(conjuncts);
    case 'or':
      return condition.of.length === 1 ? conjuncts(condition.of[0]!) : [];
    case 'not':
      return [];
    default:
      return leavesOf(condition);
  }
}
