import { controlOf } from '../../controls/all.ts';
import type { Comparison } from './conditions.ts';
import type { AnswerPath, Condition, Field, Json, Scalar, Step } from '../model.ts';

/**
 * A condition as a sentence, with the labels that the visitor reads: `Reason for your journey is “To work”`.
 *
 * @param steps the wizard's steps, whose fields the condition names
 */
export function conditionWords(condition: Condition, steps: readonly Step[]): string {
  return sentence(condition, steps, true);
}

/** One comparison as a sentence; `holds` false gives its opposite. */
export function comparisonWords(comparison: Comparison, steps: readonly Step[], holds = true): string {
  const field = fieldAt(comparison.ref, steps);
  const name = nameOf(field, comparison.ref);
  const word = (value: Scalar) => answerWords(field, value);
  switch (comparison.op) {
    case 'eq':
    case 'ne': {
      const isPositive = (comparison.op === 'eq') === holds;
      return `${name} is ${isPositive ? '' : 'not '}${word(comparison.value)}`;
    }
    case 'in':
      return `${name} is ${holds ? '' : 'not '}${listed(comparison.values.map(word))}`;
    case 'includes':
      return `${name} ${holds ? 'includes' : 'does not include'} ${word(comparison.value)}`;
    case 'answered':
      return `${name} is ${holds ? '' : 'not '}answered`;
    case 'between':
      return `${name} is ${holds ? '' : 'not '}from ${word(comparison.low)} to ${word(comparison.high)}`;
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `${name} is ${holds ? '' : 'not '}${orderWords(comparison.op, field)} ${word(comparison.value)}`;
  }
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

/** The field that a reference names; undefined when there is none. */
export function fieldAt(ref: AnswerPath, steps: readonly Step[]): Field | undefined {
  const key = ref.slice(0, -1).join('/');
  return steps.find((step) => step.key === key)?.fields.find(({ name }) => name === ref.at(-1));
}

function sentence(condition: Condition, steps: readonly Step[], holds: boolean): string {
  switch (condition.op) {
    case 'not':
      return sentence(condition.of, steps, !holds);
    case 'and':
    case 'or': {
      // "Not (a and b)" reads as "not a or not b", by De Morgan.
      const joint = (condition.op === 'and') === holds ? 'and' : 'or';
      const parts = condition.of.map((part) => {
        const words = sentence(part, steps, holds);
        return joint === 'and' && isEither(part, holds) ? `(${words})` : words;
      });
      return parts.join(
        joint === 'or' && condition.of.some((part) => isBoth(part, holds)) ? ', or ' : ` ${joint} `,
      );
    }
    default:
      return comparisonWords(condition, steps, holds);
  }
}

function isEither(condition: Condition, holds: boolean): boolean {
  if (condition.op === 'not') return isEither(condition.of, !holds);
  return condition.op === (holds ? 'or' : 'and');
}

function isBoth(condition: Condition, holds: boolean): boolean {
  return isEither(condition, !holds);
}

function nameOf(field: Field | undefined, ref: AnswerPath): string {
  if (field === undefined) return ref.join('.');
  const label = field.meta.label.trim();
  return label.endsWith('?') ? `“${label}”` : label.replace(/:$/, '');
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
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
