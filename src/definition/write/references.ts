import type { core } from 'zod';
import type { Condition } from '../answers.ts';
import type { ItemId } from '../item-id.ts';
import type { DayFromToday } from '../today.ts';

/** The fields of a step: Zod schemas by name. (`core.$ZodType` checks twice as fast as `z.ZodType`.) */
export type Fields = { readonly [name: string]: core.$ZodType };

/** A reference to an answer that can only be asked for its presence: what its schema stores is not what it gives. */
export interface AnsweredRef {
  /** Holds when there is an answer. */
  isAnswered(): Condition;
}

/** A reference to an answer that is compared with values, or with another answer of the same kind. */
export interface ValueRef<Value> extends AnsweredRef {
  is(value: Value | ValueRef<Value>): Condition;
  /** Holds for every other answer, and for none. */
  isNot(value: Value | ValueRef<Value>): Condition;
  oneOf(...values: readonly [Value, ...Value[]]): Condition;
}

/** What an answer of this kind holds: a place that takes it can ask for one. */
export interface AnswerOf<Value> {
  /** Never there at run time: it holds a type. */
  readonly '~answer'?: Value;
}

/** A reference to a text, or to a choice. */
export interface TextRef<Value extends string = string> extends ValueRef<Value>, AnswerOf<Value> {
  /** Holds for a text in which the pattern is found: `/^AB/` wants it at the start. */
  matches(pattern: RegExp): Condition;
}

/** A reference to yes or no. */
export interface BooleanRef extends AnsweredRef, AnswerOf<boolean> {
  is(value: boolean | BooleanRef): Condition;
  /** Holds for the other answer, and for none. */
  isNot(value: boolean | BooleanRef): Condition;
}

/** A reference to a number or an ISO time (`'09:30'`). */
export interface OrderedRef<Value> extends ValueRef<Value>, AnswerOf<Value> {
  gt(value: Value | OrderedRef<Value>): Condition;
  gte(value: Value | OrderedRef<Value>): Condition;
  lt(value: Value | OrderedRef<Value>): Condition;
  lte(value: Value | OrderedRef<Value>): Condition;
  /** Both ends included. */
  between(low: Value, high: Value): Condition;
}

/** A day to compare with: a date or a month as it is stored, a day counted from today, another answer. */
type Day = string | DayFromToday | OrderedRef<string>;

/** A reference to an ISO date (`'2027-01-31'`) or a month (`'2027-03'`): `born.gt(today({ years: -18 }))`. */
export interface DateRef extends OrderedRef<string> {
  is(value: Day | ValueRef<string>): Condition;
  isNot(value: Day | ValueRef<string>): Condition;
  gt(value: Day): Condition;
  gte(value: Day): Condition;
  lt(value: Day): Condition;
  lte(value: Day): Condition;
  between(low: string | DayFromToday, high: string | DayFromToday): Condition;
}

/** A reference to several choices. */
export interface ListRef<Element> extends AnsweredRef, AnswerOf<readonly Element[]> {
  includes(value: Element): Condition;
  /** Holds when at least one of them is among the answers. */
  includesAny(...values: readonly [Element, ...Element[]]): Condition;
}

/** Takes optional, default, nullable and the like off a schema. */
type Unwrapped<Schema> = Schema extends { _zod: { def: { innerType: infer Inner } } }
  ? Unwrapped<Inner>
  : Schema;

type FormatOf<Schema> =
  Unwrapped<Schema> extends { _zod: { def: { type: 'string'; format: infer Format } } } ? Format : undefined;

type TextRefTo<Format, Input extends string> = [Format] extends ['date' | 'month']
  ? DateRef
  : [Format] extends ['time']
    ? OrderedRef<string>
    : TextRef<Input>;

/** The schemas of the parts of an answer that is an object. */
export type PartsOf<Schema> =
  Unwrapped<Schema> extends { _zod: { def: { type: 'object'; shape: infer Shape extends Fields } } }
    ? Shape
    : never;

/** A reference to an answer of several parts: each of them is a reference of its own, as `stay.dates.from` is. */
export type PartsRef<Parts extends Fields, Input> = AnsweredRef & AnswerOf<Input> & StepRefs<Parts>;

type RefTo<Schema, Input> = [Input] extends [boolean]
  ? BooleanRef
  : [Input] extends [number]
    ? OrderedRef<number>
    : [Input] extends [string]
      ? TextRefTo<FormatOf<Schema>, Input>
      : [Input] extends [readonly (infer Element)[]]
        ? ListRef<Element>
        : [PartsOf<Schema>] extends [never]
          ? AnsweredRef
          : PartsRef<PartsOf<Schema>, Input>;

/**
 * The reference that fits a schema's input type; one that changes its type, or names items, can only be asked whether it
 * is answered.
 */
export type Ref<Schema extends core.$ZodType> = [NonNullable<core.output<Schema>>] extends [
  ItemId | readonly ItemId[],
]
  ? AnsweredRef
  : RefByInput<Schema>;
type RefByInput<Schema extends core.$ZodType> = [NonNullable<core.output<Schema>>] extends [
  NonNullable<core.input<Schema>>,
]
  ? RefTo<Schema, NonNullable<core.input<Schema>>>
  : AnsweredRef;

/** The references to a step's answers. */
export type StepRefs<F extends Fields> = { readonly [Name in keyof F]: Ref<F[Name]> };

/** A reference to a group: how many items there are, and what holds of them. */
export interface GroupRef<Item> {
  readonly count: OrderedRef<number>;
  /** Holds when the condition does for at least one item. */
  some(of: (item: Item) => Condition): Condition;
  /** Holds when the condition does for each item; when there are none, too. */
  every(of: (item: Item) => Condition): Condition;
}
