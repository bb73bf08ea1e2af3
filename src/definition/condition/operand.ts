import type { AnswerPath, AnswerRef, Comparison, Json, Operand, Scalar } from '../answers.ts';
import { dayFrom, type DayFromToday } from '../today.ts';

/** A comparison whose operands are values; `undefined` is an answer that is absent. */
export type Settled<C> = {
  readonly [Key in keyof C]: Key extends 'value' | 'low' | 'high' ? Scalar | undefined : C[Key];
};

/** Whether an operand is a day counted from today. */
export function isDayFromToday(operand: unknown): operand is DayFromToday {
  return typeof operand === 'object' && operand !== null && 'today' in operand;
}

/** Whether an operand is another answer. */
export function isAnswerRef(operand: unknown): operand is AnswerRef {
  return typeof operand === 'object' && operand !== null && 'ref' in operand;
}

/** What an answer is compared with, as it was written. */
export function operandsOf(comparison: Comparison): readonly Operand[] {
  switch (comparison.op) {
    case 'in':
    case 'includesAny':
      return comparison.values;
    case 'between':
      return [comparison.low, comparison.high];
    case 'answered':
    case 'matches':
      return [];
    default:
      return [comparison.value];
  }
}

/** The values that a comparison names. */
export function valuesOf(comparison: Comparison | Settled<Comparison>): readonly Scalar[] {
  // An answer that is absent is no value either.
  return operandsOf(comparison as Comparison).filter(isScalar);
}

/** The answers that a comparison reads. */
export function refsIn(comparison: Comparison): readonly AnswerPath[] {
  return [
    comparison.ref,
    ...operandsOf(comparison)
      .filter(isAnswerRef)
      .map(({ ref }) => ref),
  ];
}

/** The comparison with other addresses. */
export function withRefs<C extends Comparison>(comparison: C, of: (ref: AnswerPath) => AnswerPath): C {
  const ref = of(comparison.ref);
  if (!('value' in comparison) || !isAnswerRef(comparison.value)) return { ...comparison, ref };
  return { ...comparison, ref, value: { ref: of(comparison.value.ref) } };
}

/** What an operand depends on besides the definition. */
export interface Settling {
  /** An ISO date; undefined where it is not known. */
  readonly today: string | undefined;
  /** Another answer, undefined when there is none; `unknown` while it is to come. */
  readonly answerTo: (ref: AnswerPath) => Json | undefined | typeof unknown;
}

/** Stands for what is not known yet. */
export const unknown: unique symbol = Symbol('not known yet');

/**
 * The comparison with values in the places of days counted from today and of other answers.
 *
 * @param isOfMonths whether its answer is a month, so that a day stands for its month
 * @returns undefined while one of them is not known
 */
export function settled<C extends Comparison>(
  comparison: C,
  { today, answerTo }: Settling,
  isOfMonths: boolean,
): Settled<C> | undefined {
  const settle = (operand: Operand): Scalar | undefined | typeof unknown => {
    if (typeof operand !== 'object') return operand;
    if (isDayFromToday(operand)) {
      if (today === undefined) return unknown;
      return dayFrom(today, operand.today).slice(0, isOfMonths ? 7 : 10);
    }
    const answer = answerTo(operand.ref);
    return answer === unknown || isScalar(answer) ? answer : undefined;
  };
  const found = Object.entries(comparison).map(([key, part]) => [
    key,
    key === 'value' || key === 'low' || key === 'high' ? settle(part as Operand) : part,
  ]);
  // Each part stands under its own name.
  return found.some(([, part]) => part === unknown)
    ? undefined
    : (Object.fromEntries(found) as unknown as Settled<C>);
}

function isScalar(answer: unknown): answer is Scalar {
  return typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean';
}

const mirror = { eq: 'eq', ne: 'ne', gt: 'lt', gte: 'lte', lt: 'gt', lte: 'gte' } as const;

/** A comparison of two answers as one of the second with the first; undefined for any other. */
export function mirrored(comparison: Comparison): Comparison | undefined {
  if (!('value' in comparison) || comparison.op === 'includes' || !isAnswerRef(comparison.value))
    return undefined;
  return { op: mirror[comparison.op], ref: comparison.value.ref, value: { ref: comparison.ref } };
}
