import { core } from 'zod';
import type { AnswerPath, Condition, Json, Scalar } from '../answers.ts';
import type { Field } from '../field.ts';
import { unwrap } from '../schema/unwrap.ts';
import { holds } from './compare.js';

/** A condition that is made of others: joined, turned round, or asked of each item of a group. */
export type Compound = Extract<Condition, { readonly of: unknown }>;

/** A condition that compares one answer. */
export type Comparison = Exclude<Condition, Compound>;

/** How values and their order are said in a sentence, which depends on the field. */
export interface Saying {
  readonly value: (value: Scalar) => string;
  readonly order: (order: 'gt' | 'gte' | 'lt' | 'lte') => string;
}

/** All that there is to know of one operator. A new one is an entry here, its shape in the model and a call in `types.ts`. */
export interface Operator<C> {
  /** What it is called where conditions are written: `earlier.visit.found.is("no")`. */
  readonly written: string;
  /** The kinds of answers that it fits. */
  readonly fits: readonly AnswerKind[];
  /** Makes the comparison of a call. */
  readonly from: (ref: AnswerPath, given: readonly unknown[]) => C;
  /** The values that a comparison names. */
  readonly values: (comparison: C) => readonly Scalar[];
  /** Whether it holds for an answer; none equals nothing. */
  readonly holds: (comparison: C, answer: Json | undefined) => boolean;
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

/** Every operator that compares an answer, in the order in which messages list them. */
export const operators: Operators = {
  eq: {
    written: 'is',
    fits: scalars,
    from: (ref, [value]) => ({ op: 'eq', ref, value: asWritten(value) }),
    values: ({ value }) => [value],
    holds: holds.eq,
    words: ({ value }, say, isAffirmed) => `is ${isAffirmed ? '' : 'not '}${say.value(value)}`,
  },
  ne: {
    written: 'isNot',
    fits: scalars,
    from: (ref, [value]) => ({ op: 'ne', ref, value: asWritten(value) }),
    values: ({ value }) => [value],
    holds: holds.ne,
    words: ({ value }, say, isAffirmed) => `is ${isAffirmed ? 'not ' : ''}${say.value(value)}`,
  },
  in: {
    written: 'oneOf',
    fits: ['text', ...ordered],
    from: (ref, given) => ({ op: 'in', ref, values: Object.freeze(given.map(asWritten)) }),
    values: ({ values }) => values,
    holds: holds.in,
    words: ({ values }, say, isAffirmed) =>
      `is ${isAffirmed ? '' : 'not '}${eitherOf(values.map((value) => say.value(value)))}`,
  },
  answered: {
    written: 'isAnswered',
    fits: everything,
    from: (ref) => ({ op: 'answered', ref }),
    values: () => [],
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
    from: (ref, [low, high]) => ({ op: 'between', ref, low: asWritten(low), high: asWritten(high) }),
    values: ({ low, high }) => [low, high],
    holds: holds.between,
    words: ({ low, high }, say, isAffirmed) =>
      `is ${isAffirmed ? '' : 'not '}from ${say.value(low)} to ${say.value(high)}`,
  },
  includes: {
    written: 'includes',
    fits: ['list'],
    from: (ref, [value]) => ({ op: 'includes', ref, value: asWritten(value) }),
    values: ({ value }) => [value],
    holds: holds.includes,
    words: ({ value }, say, isAffirmed) =>
      `${isAffirmed ? 'includes' : 'does not include'} ${say.value(value)}`,
  },
};

/** The operator of a comparison. */
export function operatorOf<C extends Comparison>(comparison: C): Operator<C> {
  // Each entry takes the comparisons of its own name, which the compiler cannot follow through the look-up.
  return operators[comparison.op] as unknown as Operator<C>;
}

/** Whether a comparison holds for an answer. */
export function holdsFor(comparison: Comparison, answer: Json | undefined): boolean {
  return operatorOf(comparison).holds(comparison, answer);
}

/** The values that a comparison names. */
export function valuesOf(comparison: Comparison): readonly Scalar[] {
  return operatorOf(comparison).values(comparison);
}

type OrderName = 'gt' | 'gte' | 'lt' | 'lte';

function orderOf<Op extends OrderName>(op: Op) {
  return {
    written: op,
    fits: ordered,
    from: (ref: AnswerPath, [value]: readonly unknown[]) => ({ op, ref, value: asWritten(value) }),
    values: ({ value }: { readonly value: Scalar }) => [value],
    holds: holds[op],
    words: ({ value }: { readonly value: Scalar }, say: Saying, isAffirmed: boolean) =>
      `is ${isAffirmed ? '' : 'not '}${say.order(op)} ${say.value(value)}`,
  };
}

/** The check at start compares what an author wrote with the field's type, and reports what does not fit. */
function asWritten(value: unknown): Scalar {
  return value as Scalar;
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
