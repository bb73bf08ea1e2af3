import type { Json, NestedAnswers } from '../answers.ts';
import type { FileRef, UploadedFile } from '../file-ref.ts';
import type { InferAnswers } from './types.ts';

/** The stored answers of a wizard, by step and field; `NestedAnswers` where they are not known. */
export type StoredOf<W> = W extends { readonly '~stored'?: infer Stored }
  ? unknown extends Stored
    ? NestedAnswers
    : Exclude<Stored, undefined>
  : NestedAnswers;

/**
 * Each step of stored answers with its key, and its id; a step inside a part stands at `part/step`, in an item at
 * `group/…/step`, with the id `group/step`.
 */
type KeyedSteps<Stored, Above extends string = '', IdAbove extends string = ''> = {
  [Id in Exclude<keyof Stored & string, '~part'>]-?: NonNullable<Stored[Id]> extends Worked
    ? never
    : '~facts' extends keyof NonNullable<Stored[Id]>
      ? never
      : StepOrPart<NonNullable<Stored[Id]>, `${Above}${Id}`, `${IdAbove}${Id}`>;
}[Exclude<keyof Stored & string, '~part'>];

/** What the host says of the visitors of a wizard; any names where they are not known. */
export type FactsOf<W> = W extends { readonly '~stored'?: infer Stored }
  ? Exclude<Stored, undefined> extends { readonly facts: infer Facts }
    ? '~facts' extends keyof Facts
      ? Omit<Facts, '~facts'>
      : { readonly [name: string]: Json }
    : { readonly [name: string]: Json }
  : { readonly [name: string]: Json };

/** What a computed value is, as most are: no step. */
type Worked = string | number | boolean | readonly (string | number)[];
type StepOrPart<Inner, Key extends string, Id extends string> = Inner extends readonly (infer Item)[]
  ? KeyedSteps<Item, `${Key}/${string}/`, `${Id}/`>
  : '~part' extends keyof Inner
    ? KeyedSteps<Inner, `${Key}/`, `${Id}/`>
    : { readonly key: Key; readonly id: Id; readonly inputs: Inner };

/** The steps of a wizard, each with its key, its id and its schemas' inputs; never where they are not known. */
export type StepsOf<W> = W extends { readonly '~stored'?: infer Stored }
  ? KeyedSteps<Exclude<Stored, undefined>>
  : never;

/** The keys of a wizard's steps; any text where they are not known. */
export type StepKeyOf<W> = [StepsOf<W>] extends [never] ? string : StepsOf<W>['key'];

/** What the schemas of a step take, each field of which may be left out or, by null, taken out. */
export type StepInputsOf<W, Key extends string> = [StepsOf<W>] extends [never]
  ? { readonly [field: string]: Json }
  : Nullable<InputsAt<StepsOf<W>, Key>>;
/** What may be written to the steps of a wizard, by their keys: what their schemas take, or null for no answer. */
export type AnswersByKeyOf<W> = {
  readonly [Key in StepKeyOf<W>]?:
    ([StepsOf<W>] extends [never] ? { readonly [field: string]: Json } : InputsAt<StepsOf<W>, Key>) | null;
};
type InputsAt<S, Key extends string> = S extends { readonly key: infer Known; readonly inputs: infer Inputs }
  ? Key extends Known
    ? Inputs
    : never
  : never;
type Nullable<Inputs> = { readonly [Name in keyof Inputs]?: Attachable<Inputs[Name]> | null };

/** A file to attach: `{ name: 'scan.pdf', type: 'application/pdf', content: '%PDF-1.7' }`. */
export interface Attachment {
  readonly name: string;
  readonly type?: string;
  readonly content: string | Uint8Array;
}

/** A file is answered by its reference, or attached. */
type Attachable<Input> =
  NonNullable<Input> extends FileRef | readonly FileRef[]
    ? Input | Attachment | readonly Attachment[]
    : Input;

/** The answers of a wizard while it is open: a step may be missing, and a file is its reference, which nobody can open. */
export type AnswersSoFar<W> = Partial<Unopened<InferAnswers<W>>>;

/** Answers with the reference of each file in its place. What has methods, as a date, was made by a schema and stays. */
type Unopened<Value> = Value extends UploadedFile
  ? FileRef
  : Value extends object
    ? [Methods<Value>] extends [never]
      ? { [Name in keyof Value]: Unopened<Value[Name]> }
      : Value extends readonly unknown[]
        ? { [Index in keyof Value]: Unopened<Value[Index]> }
        : Value
    : Value;
type Methods<Value> = {
  [Name in keyof Value]-?: Value[Name] extends (...given: never[]) => unknown ? Name : never;
}[keyof Value];
