import { controlOf } from '../../controls/all.ts';
import type { AnswerPath, Comparison, Condition, Json, Operand } from '../answers.ts';
import type { Field } from '../field.ts';
import { fieldAt, wholeField, type Scope } from '../scope.ts';
import type { Shift } from '../today.ts';
import { isAnswerRef, isDayFromToday } from './operand.ts';
import { operatorOf, type Saying } from './operators.ts';

/**
 * A condition as a sentence, with the labels that the visitor reads: `Reason for your journey is “To work”`.
 *
 * @param scope where it was written
 */
export function conditionWords(condition: Condition, scope: Scope): string {
  return sentence(condition, scope, true);
}

/** One comparison as a sentence; `isAffirmed` false gives its opposite. */
export function comparisonWords(comparison: Comparison, scope: Scope, isAffirmed = true): string {
  const { ref } = comparison;
  return `${nameOf(ref, scope)} ${predicateWords(comparison, scope, isAffirmed)}`;
}

/** A condition as short as it can be said beside the page that it belongs to: one comparison without its subject. */
export function shortWords(condition: Condition, scope: Scope): string {
  const isAffirmed = condition.op !== 'not';
  const inner = isAffirmed ? condition : condition.of;
  const isLeaf = !['and', 'or', 'not', 'some', 'every'].includes(inner.op);
  return isLeaf ? predicateWords(inner as Comparison, scope, isAffirmed) : conditionWords(condition, scope);
}

function predicateWords(comparison: Comparison, scope: Scope, isAffirmed: boolean): string {
  const field = fieldAt(comparison.ref, scope);
  const say: Saying = {
    value: (operand) => operandWords(operand, field, scope),
    order: (order) => orderWords(order, field),
  };
  return operatorOf(comparison).words(comparison, say, isAffirmed);
}

/** What an answer is compared with: a value, `18 years before today`, the name of another field. */
function operandWords(operand: Operand, field: Field | undefined, scope: Scope): string {
  if (isAnswerRef(operand)) return nameOf(operand.ref, scope);
  return isDayFromToday(operand) ? dayWords(operand.today) : answerWords(field, operand);
}

function dayWords(shift: Shift): string {
  const counts = Object.entries(shift).filter(([, by]) => by !== undefined && by !== 0);
  if (counts.length === 0) return 'today';
  const words = counts.map(([unit, by]: [string, number]) => {
    const count = Math.abs(by);
    return `${count} ${count === 1 ? unit.slice(0, -1) : unit} ${by < 0 ? 'before' : 'after'}`;
  });
  return `${words.join(', ')} today`;
}

/** An answer as a person reads it: the option's label, Yes or No, a text in quotes; `no answer` when there is none. */
export function answerWords(field: Field | undefined, answer: Json | undefined): string {
  if (answer === undefined || answer === null) return 'no answer';
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No';
  if (typeof answer === 'number') return String(answer);
  if (typeof answer === 'string') {
    const control = field === undefined ? undefined : controlOf(field);
    if (control?.isSecret === true) return 'a secret';
    const label = field?.options.find((option) => option.value === answer)?.label;
    if (label !== undefined) return `“${label}”`;
    return control?.order === undefined ? `“${answer}”` : answer;
  }
  if (isList(answer)) {
    return answer.length === 0 ? 'nothing' : answer.map((each) => answerWords(field, each)).join(', ');
  }
  return JSON.stringify(answer);
}

function sentence(condition: Condition, scope: Scope, isAffirmed: boolean): string {
  switch (condition.op) {
    case 'not':
      return sentence(condition.of, scope, !isAffirmed);
    case 'and':
    case 'or': {
      // "Not (a and b)" reads as "not a or not b", by De Morgan.
      const joint = (condition.op === 'and') === isAffirmed ? 'and' : 'or';
      const parts = condition.of.map((part) => {
        const words = sentence(part, scope, isAffirmed);
        return joint === 'and' && isEither(part, isAffirmed) ? `(${words})` : words;
      });
      return parts.join(
        joint === 'or' && condition.of.some((part) => isBoth(part, isAffirmed)) ? ', or ' : ` ${joint} `,
      );
    }
    case 'some':
    case 'every': {
      const target = scope.find(condition.ref);
      const name = target.kind === 'items' ? `“${target.group.title}”` : condition.ref.join('.');
      const which = quantities[condition.op][isAffirmed ? 'affirmed' : 'denied'];
      return `${which} of ${name} is so that (${sentence(condition.of, scope, true)})`;
    }
    default:
      return comparisonWords(condition, scope, isAffirmed);
  }
}

const quantities = {
  some: { affirmed: 'at least one', denied: 'none' },
  every: { affirmed: 'each', denied: 'not each' },
} as const;

function isEither(condition: Condition, holds: boolean): boolean {
  if (condition.op === 'not') return isEither(condition.of, !holds);
  return condition.op === (holds ? 'or' : 'and');
}

function isBoth(condition: Condition, holds: boolean): boolean {
  return isEither(condition, !holds);
}

/** What an answer is called by its label; a part of one stands behind the whole: `Your stay (Last day)`. */
function nameOf(ref: AnswerPath, scope: Scope): string {
  const field = fieldAt(ref, scope);
  if (field === undefined) return ref.join('.');
  const target = scope.find(ref);
  if (target.kind !== 'field' || target.part === undefined) return labelOf(field);
  return `${labelOf(wholeField(target)!)} (${labelOf(field)})`;
}

function labelOf(field: Field): string {
  const label = field.meta.label.trim();
  return label.endsWith('?') ? `“${label}”` : label.replace(/:$/, '');
}

const orders = {
  date: { gt: 'after', gte: 'on or after', lt: 'before', lte: 'on or before' },
  time: { gt: 'after', gte: 'at or after', lt: 'before', lte: 'at or before' },
  number: { gt: 'more than', gte: 'at least', lt: 'less than', lte: 'at most' },
} as const;

function orderWords(op: 'gt' | 'gte' | 'lt' | 'lte', field: Field | undefined): string {
  return orders[(field === undefined ? undefined : controlOf(field).order) ?? 'number'][op];
}

function isList(answer: Json): answer is readonly Json[] {
  return Array.isArray(answer);
}
