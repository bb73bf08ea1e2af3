import { comparisonsOf, type Comparison } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import type { AnswersByStep, Condition, Json } from '../model.ts';

/**
 * What is left to ask of a condition where another one holds: `work, and paid is no` where `work` holds leaves `paid is
 * no`. Only answers that the other one fixes to one value are used.
 *
 * @returns true or false when nothing is left to ask
 */
export function assuming(condition: Condition, known: Condition | undefined): Condition | boolean {
  const live = known === undefined ? {} : fixedBy(known);
  return Object.keys(live).length === 0 ? condition : reduced(condition, live);
}

function reduced(condition: Condition, live: AnswersByStep): Condition | boolean {
  switch (condition.op) {
    case 'not': {
      const inner = reduced(condition.of, live);
      return typeof inner === 'boolean' ? !inner : { op: 'not', of: inner };
    }
    case 'and':
    case 'or': {
      const decisive = condition.op === 'or';
      const parts = condition.of.map((part) => reduced(part, live));
      if (parts.includes(decisive)) return decisive;
      const open = parts.filter((part) => typeof part !== 'boolean');
      if (open.length === 0) return !decisive;
      return open.length === 1 ? open[0]! : { op: condition.op, of: open };
    }
    default:
      return isKnown(condition, live) ? evaluate(condition, live, new Set()) === true : condition;
  }
}

function isKnown({ ref }: Comparison, live: AnswersByStep): boolean {
  const step = live[ref.slice(0, -1).join('/')];
  return step !== undefined && Object.hasOwn(step, ref.at(-1) ?? '');
}

/** The answers that a condition fixes: those of its `is`, where they all have to hold. */
function fixedBy(condition: Condition): AnswersByStep {
  const live: { [key: string]: { [field: string]: Json } } = {};
  for (const each of conjuncts(condition)) {
    if (each.op === 'eq') (live[each.ref.slice(0, -1).join('/')] ??= {})[each.ref.at(-1) ?? ''] = each.value;
  }
  return live;
}

function conjuncts(condition: Condition): readonly Comparison[] {
  switch (condition.op) {
    case 'and':
      return condition.of.flatMap(conjuncts);
    case 'or':
      return condition.of.length === 1 ? conjuncts(condition.of[0]!) : [];
    case 'not':
      return [];
    default:
      return comparisonsOf(condition);
  }
}
