import { answerKind, mayBeAccepted, operatorOf, operators, type AnswerKind } from '../condition/operators.ts';
import { isDayFromToday, operandsOf, valuesOf } from '../condition/operand.ts';
import { isoMonth } from '../../controls/month.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { AnswerRef, Comparison } from '../answers.ts';
import type { Field } from '../field.ts';
import { kindWords } from './kind-words.ts';
import { shiftProblem, type DayFromToday } from '../today.ts';

const writtenAs = {
  number: 'write a number, without quotes',
  boolean: 'write true or false, without quotes',
  string: 'write it in quotes',
} as const;

/**
 * What is wrong with comparing this field so, first things first.
 *
 * @param saying starts the message: `when compares "visit.found"`
 */
export function comparisonProblem(comparison: Comparison, field: Field, saying: string): Fault | undefined {
  const kind = answerKind(field);
  const { written, fits } = operatorOf(comparison);
  if (!fits.includes(kind)) {
    const fitting = Object.values(operators).filter((each) => each.fits.includes(kind));
    const names = fitting.map((each) => each.written).join(', ');
    const why = kind === 'opaque' ? opaqueReason(field) : `what fits is ${names}`;
    return newFault('operator-does-not-fit', `its ${saying} with ${written}, which does not fit; ${why}`);
  }
  const values = valuesOf(comparison);
  if ((comparison.op === 'in' || comparison.op === 'includesAny') && operandsOf(comparison).length === 0) {
    return newFault('no-value', `its ${saying} with ${written} and no value; give at least one`);
  }
  if (comparison.op === 'matches' && comparison.pattern === '') {
    return newFault('no-value', `its ${saying} with matches and no pattern; give one, as in .matches(/^AB/)`);
  }
  for (const operand of operandsOf(comparison)) {
    const problem = isDayFromToday(operand) ? dayProblem(operand, { kind, comparison }) : undefined;
    if (problem !== undefined) return newFault('impossible-value', `its ${saying} with today(), ${problem}`);
  }
  for (const value of values) {
    const problem = valueProblem(value, { kind, field, op: comparison.op });
    if (problem !== undefined) {
      return newFault('impossible-value', `its ${saying} with ${JSON.stringify(value)}, ${problem}`);
    }
  }
  if (comparison.op === 'between' && isTurnedRound(comparison)) {
    return newFault('empty-range', `its ${saying} with between, the higher end first; turn them round`);
  }
  return undefined;
}

function opaqueReason({ parts, isWords }: Field): string {
  if (parts !== undefined)
    return `its answer has parts: compare one of them (${parts.map(({ name }) => name).join(', ')}), or ask whether it isAnswered`;
  return isWords === false
    ? 'it is no words, so only isAnswered fits'
    : 'its schema changes the type, so only isAnswered fits';
}

/**
 * What is wrong with comparing one answer with another.
 *
 * @param other the field of the second one
 */
export function operandProblem(
  { ref }: AnswerRef,
  { field, other, saying }: { readonly field: Field; readonly other: Field; readonly saying: string },
): Fault | undefined {
  if (answerKind(field) === answerKind(other)) return undefined;
  const what = `the answer "${ref.join('.')}", which is ${kindWords(other)}, while its own is ${kindWords(field)}`;
  return newFault(
    'operator-does-not-fit',
    `its ${saying} with ${what}; compare answers of one kind, or say it in a check`,
  );
}

function dayProblem(
  { today: shift }: DayFromToday,
  { kind, comparison }: { readonly kind: AnswerKind; readonly comparison: Comparison },
): string | undefined {
  const { written, with: takes } = operatorOf(comparison);
  if (!takes.today) return `which ${written} does not take; use is, gt, gte, lt, lte or between`;
  return kind === 'date' || kind === 'month'
    ? shiftProblem(shift)
    : 'which is a day, and its answers are no dates';
}

function isTurnedRound({ low, high }: Extract<Comparison, { readonly op: 'between' }>): boolean {
  return typeof low !== 'object' && typeof high !== 'object' && low > high;
}

function valueProblem(
  value: unknown,
  { kind, field, op }: { readonly kind: AnswerKind; readonly field: Field; readonly op: Comparison['op'] },
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
  if ((kind === 'date' || kind === 'month') && String(value).startsWith('today'))
    return 'which is a text here; use today(), or today({ years: -18 }) for 18 years ago';
  if (kind === 'date' && !isDate(value as string)) return 'which is no ISO date such as "2027-01-31"';
  if (kind === 'month' && !isoMonth.test(value as string)) return 'which is no month such as "2027-03"';
  if (kind === 'time' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value as string))
    return 'which is no time such as "09:30"';
  // The ends of a range may well lie outside what the field takes; a value to be equal to may not.
  const mustBePossible = op === 'eq' || op === 'ne' || op === 'in';
  return mustBePossible && !mayBeAccepted(field, value) ? 'which its schema does not accept' : undefined;
}

function isDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && new Date(`${value}T00:00Z`).toJSON()?.startsWith(value) === true;
}
