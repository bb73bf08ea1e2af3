import type { DayFromToday } from './today.ts';

/** What a stored answer can be: plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a condition can compare with. */
export type Scalar = string | number | boolean;

/** What a condition can compare an answer with: a value, a day counted from today, another answer. */
export type Operand = Scalar | DayFromToday | AnswerRef;

/** Another answer, in the place of a value. */
export interface AnswerRef {
  readonly ref: AnswerPath;
}

/**
 * The address of an answer, from the scope in which it is written: the ids of the nodes down to the step, then the
 * field, as in `['visit', 'found']`, and where its answer is an object the part (`['stay', 'dates', 'from']`). A value is its own address (`['fee']`), the number of a group's items is called
 * `count` (`['children', 'count']`), and `*` stands for the item that is asked about
 * (`['children', '*', 'about', 'age']`).
 */
export type AnswerPath = readonly string[];

/**
 * A condition as data: type-checked where it is written, evaluated by `condition/evaluate.ts`, drawn, linted and
 * explained. An answer that is absent equals nothing: `eq` is false for it and `ne` is true.
 */
export type Condition =
  | {
      readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
      readonly ref: AnswerPath;
      readonly value: Operand;
    }
  | { readonly op: 'in'; readonly ref: AnswerPath; readonly values: readonly Scalar[] }
  | {
      readonly op: 'between';
      readonly ref: AnswerPath;
      readonly low: Scalar | DayFromToday;
      readonly high: Scalar | DayFromToday;
    }
  | { readonly op: 'includes'; readonly ref: AnswerPath; readonly value: Scalar }
  | { readonly op: 'includesAny'; readonly ref: AnswerPath; readonly values: readonly Scalar[] }
  /** `pattern` is the source of a regular expression, `flags` are its flags. */
  | {
      readonly op: 'matches';
      readonly ref: AnswerPath;
      readonly pattern: string;
      readonly flags: string;
    }
  | { readonly op: 'answered'; readonly ref: AnswerPath }
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  /** Of the items of the group that `ref` names; `*` in the references of `of` stands for each of them in turn. */
  | { readonly op: 'some' | 'every'; readonly ref: AnswerPath; readonly of: Condition };

/** A condition that is made of others: joined, turned round, or asked of each item of a group. */
export type Compound = Extract<Condition, { readonly of: unknown }>;

/** A condition that compares one answer. */
export type Comparison = Exclude<Condition, Compound>;

/** The stored answers of one step, by field: the schemas' inputs as JSON. A field without an answer is absent. */
export type StepAnswers = { readonly [field: string]: Json };

/** Stored answers by the key of their step (`visit`, or `applicant/name` inside a part). */
export type AnswersByStep = { readonly [stepKey: string]: StepAnswers };

/** Answers as authors see them: nested by node id, then field. */
export type NestedAnswers = { readonly [id: string]: Json | NestedAnswers };

/** The items of each group by its key (`children`, or `children/k3f9/toys` inside an item), in the order shown. */
export type ItemsByGroup = { readonly [groupKey: string]: readonly string[] };

/** Computed values by key. */
export type ValuesByKey = { readonly [key: string]: Json };
