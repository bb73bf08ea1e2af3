import { core } from 'zod';
import type { AnswerPath, Comparison, Json, Operand, Scalar } from '../answers.ts';
import type { Field } from '../field.ts';
import type { DayFromToday } from '../today.ts';
import { unwrap } from '../schema/unwrap.ts';
import { holds } from './compare.js';
import type { Settled } from './operand.ts';

/** How values and their order are said in a sentence, which depends on the field. */
export interface Saying {
  readonly value: (operand: Operand) => string;
  readonly order: (order: 'gt' | 'gte' | 'lt' | 'lte') => string;
}

/** All that there is to know of one operator. A new one is an entry here, its shape in the model and a call in `write/references.ts`. */
export interface Operator<C> {
  /** What it is called where conditions are written: `earlier.visit.found.is("no")`. */
  readonly written: string;
  /** The kinds of answers that it fits. */
  readonly fits: readonly AnswerKind[];
  /** Whether it compares with other answers too, and with days counted from today. */
  readonly with: { readonly answers: boolean; readonly today: boolean };
  /** Makes the comparison of a call. */
  readonly from: (ref: AnswerPath, given: readonly unknown[]) => C;
  /** Whether it holds for an answer; none equals nothing. */
  readonly holds: (comparison: Settled<C>, answer: Json | undefined) => boolean;
  /** What it says of the answer, or its opposite: `is not at least 18`. */
  readonly words: (comparison: C, say: Saying, isAffirmed: boolean) => string;
}

/** The comparisons with one operator. */
type With<Op, C = Comparison> = C extends { readonly op: infer Own }
  ? Op extends Own
    ? Omit<C, 'op'> & { readonly op: Op }
    : never
  : never;

type Operators = { readonly [Op in Comparison['op']]: Operator<With<Op>> };

const scalars = ['text', 'date', 'month', 'time', 'number', 'boolean'] as const;
const ordered = ['date', 'month', 'time', 'number'] as const;
const everything = [...scalars, 'list', 'opaque'] as const;
const valuesOnly = { answers: false, today: false };
const anyOperand = { answers: true, today: true };

/** Every operator that compares an answer, in the order in which messages list them. */
export const operators: Operators = {
  eq: {
    written: 'is',
    fits: scalars,
    with: anyOperand,
    from: (ref, [value]) => ({ op: 'eq', ref, value: asWritten(value) }),
    holds: holds.eq,
    words: ({ value }, say, isAffirmed) => `is ${isAffirmed ? '' : 'not '}${say.value(value)}`,
  },
  ne: {
    written: 'isNot',
    fits: scalars,
    with: anyOperand,
    from: (ref, [value]) => ({ op: 'ne', ref, value: asWritten(value) }),
    holds: holds.ne,
    words: ({ value }, say, isAffirmed) => `is ${isAffirmed ? 'not ' : ''}${say.value(value)}`,
  },
  in: {
    written: 'oneOf',
    fits: ['text', ...ordered],
    with: valuesOnly,
    from: (ref, given) => ({ op: 'in', ref, values: Object.freeze(given.map(asValue)) }),
    holds: holds.in,
    words: ({ values }, say, isAffirmed) =>
      `is ${isAffirmed ? '' : 'not '}${eitherOf(values.map((value) => say.value(value)))}`,
  },
  answered: {
    written: 'isAnswered',
    fits: everything,
    with: valuesOnly,
    from: (ref) => ({ op: 'answered', ref }),
    holds: holds.answered,
    words: (_comparison, _say, isAffirmed) => `is ${isAffirmed ? '' : 'not '}answered`,
  },
  gt: orderOf('gt'),
  gte: orderOf('gte'),
  lt: orderOf('lt'),
  lte: orderOf('lte'),
  between: {
    written: 'between',
    fits: ordered,
    with: { answers: false, today: true },
    from: (ref, [low, high]) => ({ op: 'between', ref, low: asEnd(low), high: asEnd(high) }),
    holds: holds.between,
    words: ({ low, high }, say, isAffirmed) =>
      `is ${isAffirmed ? '' : 'not '}from ${say.value(low)} to ${say.value(high)}`,
  },
  includes: {
    written: 'includes',
    fits: ['list'],
    with: valuesOnly,
    from: (ref, [value]) => ({ op: 'includes', ref, value: asValue(value) }),
    holds: holds.includes,
    words: ({ value }, say, isAffirmed) =>
      `${isAffirmed ? 'includes' : 'does not include'} ${say.value(value)}`,
  },
  includesAny: {
    written: 'includesAny',
    fits: ['list'],
    with: valuesOnly,
    from: (ref, given) => ({ op: 'includesAny', ref, values: Object.freeze(given.map(asValue)) }),
    holds: holds.includesAny,
    words: ({ values }, say, isAffirmed) =>
      `${isAffirmed ? 'includes' : 'does not include'} ${eitherOf(values.map((value) => say.value(value)))}`,
  },
  matches: {
    written: 'matches',
    fits: ['text'],
    with: valuesOnly,
    from: (ref, [pattern]) => ({ op: 'matches', ref, ...asPattern(pattern) }),
    holds: holds.matches,
    words: ({ pattern, flags }, _say, isAffirmed) =>
      `${isAffirmed ? 'matches' : 'does not match'} /${pattern}/${flags}`,
  },
};

/** The operator of a comparison. */
export function operatorOf<C extends Comparison>(comparison: C): Operator<C> {
  // Each entry takes the comparisons of its own name, which the compiler cannot follow through the look-up.
  return operators[comparison.op] as unknown as Operator<C>;
}

/** Whether a comparison holds for an answer. */
export function holdsFor(comparison: Settled<Comparison>, answer: Json | undefined): boolean {
  // Its values are those of its own operator, as in `operatorOf`.
  return operatorOf(comparison as Comparison).holds(comparison, answer);
}

type OrderName = 'gt' | 'gte' | 'lt' | 'lte';

function orderOf<Op extends OrderName>(op: Op) {
  return {
    written: op,
    fits: ordered,
    with: anyOperand,
    from: (ref: AnswerPath, [value]: readonly unknown[]) => ({ op, ref, value: asWritten(value) }),
    holds: holds[op],
    words: ({ value }: { readonly value: Operand }, say: Saying, isAffirmed: boolean) =>
      `is ${isAffirmed ? '' : 'not '}${say.order(op)} ${say.value(value)}`,
  };
}

/** The check at start compares what an author wrote with the field's type, and reports what does not fit. */
function asWritten(value: unknown): Operand {
  return value as Operand;
}

function asValue(value: unknown): Scalar {
  return value as Scalar;
}

function asEnd(value: unknown): Scalar | DayFromToday {
  return value as Scalar | DayFromToday;
}

/** A pattern that is none matches nothing, and is reported. */
function asPattern(given: unknown): { readonly pattern: string; readonly flags: string } {
  return given instanceof RegExp ? { pattern: given.source, flags: given.flags } : { pattern: '', flags: '' };
}

function eitherOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** What a field's stored answers are, as far as conditions can tell. */
export type AnswerKind = 'text' | 'date' | 'month' | 'time' | 'number' | 'boolean' | 'list' | 'opaque';

/** The kind of a field's stored answers: `opaque` when its schema changes their type. */
export function answerKind(field: Field): AnswerKind {
  if (!field.comparable) return 'opaque';
  if (field.shape === 'object') return 'opaque';
  if (field.shape !== 'string') return field.shape;
  const { core: found } = unwrap(field.schema, () => undefined);
  const format = found.kind === 'string' ? found.format : undefined;
  return format === 'date' || format === 'month' || format === 'time' ? format : 'text';
}

/** Whether a field's schema takes a value; what cannot be said now (an async schema) counts as yes. */
export function mayBeAccepted(field: Field, value: unknown): boolean {
  try {
    return core.safeParse(field.schema, value).success;
  } catch {
    return true;
  }
}
