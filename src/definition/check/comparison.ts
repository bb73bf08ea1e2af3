import { answerKind, mayBeAccepted, valuesOf, type AnswerKind } from '../condition/answer-kind.ts';
import type { Comparison } from '../condition/conditions.ts';
import { didYouMean } from '../../did-you-mean.ts';
import type { Fault, Field } from '../model.ts';

const equality = ['eq', 'ne', 'in', 'answered'] as const;
const ordered = [...equality, 'gt', 'gte', 'lt', 'lte', 'between'] as const;
const operatorsOf: { readonly [Kind in AnswerKind]: readonly Comparison['op'][] } = {
  text: equality,
  date: ordered,
  time: ordered,
  number: ordered,
  boolean: ['eq', 'ne', 'answered'],
  list: ['includes', 'answered'],
  opaque: ['answered'],
};
const writtenAs = {
  number: 'write a number, without quotes',
  boolean: 'write true or false, without quotes',
  string: 'write it in quotes',
} as const;
/** The operators as authors write them. */
const written: { readonly [Op in Comparison['op']]: string } = {
  eq: 'is',
  ne: 'isNot',
  in: 'oneOf',
  answered: 'isAnswered',
  includes: 'includes',
  gt: 'gt',
  gte: 'gte',
  lt: 'lt',
  lte: 'lte',
  between: 'between',
};

/**
 * What is wrong with comparing this field so, first things first.
 *
 * @param saying begins the message: `when compares "visit.found"`
 */
export function comparisonProblem(
  comparison: Comparison,
  field: Field,
  saying: string,
): Pick<Fault, 'code' | 'message'> | undefined {
  const kind = answerKind(field);
  const fitting = operatorsOf[kind];
  if (!fitting.includes(comparison.op)) {
    const names = fitting.map((op) => written[op]).join(', ');
    const why =
      kind === 'opaque' ? 'its schema changes the type, so only isAnswered fits' : `what fits is ${names}`;
    return {
      code: 'operator-does-not-fit',
      message: `its ${saying} with ${written[comparison.op]}, which does not fit; ${why}`,
    };
  }
  const values = valuesOf(comparison);
  if (comparison.op === 'in' && values.length === 0) {
    return { code: 'no-value', message: `its ${saying} with oneOf and no value; give at least one` };
  }
  for (const value of values) {
    const problem = valueProblem(value, kind, field, comparison.op);
    if (problem !== undefined) {
      return { code: 'impossible-value', message: `its ${saying} with ${JSON.stringify(value)}, ${problem}` };
    }
  }
  if (comparison.op === 'between' && comparison.low > comparison.high) {
    return {
      code: 'empty-range',
      message: `its ${saying} with between, the higher end first; turn them round`,
    };
  }
  return undefined;
}

function valueProblem(
  value: unknown,
  kind: AnswerKind,
  field: Field,
  op: Comparison['op'],
): string | undefined {
  const type = kind === 'number' || kind === 'boolean' ? kind : 'string';
  if (typeof value !== type)
    return `which is no ${type === 'string' ? 'text' : type} as its answers are; ${writtenAs[type]}`;
  if (field.options.length > 0) {
    const known = field.options.map((option) => option.value);
    return known.includes(value as string)
      ? undefined
      : `which is not one of its options${didYouMean(value as string, known)}`;
  }
  if (kind === 'date' && !isDate(value as string)) return 'which is no ISO date such as "2027-01-31"';
  if (kind === 'time' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value as string))
    return 'which is no time such as "09:30"';
  // The ends of a range may well lie outside what the field takes; a value to be equal to may not.
  const mustBePossible = op === 'eq' || op === 'ne' || op === 'in';
  return mustBePossible && !mayBeAccepted(field, value) ? 'which its schema does not accept' : undefined;
}

function isDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00Z`).toJSON()?.startsWith(value) === true;
}
