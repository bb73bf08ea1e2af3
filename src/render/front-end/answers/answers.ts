import type { z } from 'zod';
import { answersAroundSteps } from './around-steps.ts';
import { answersOfSteps } from './of-steps.ts';
import { problem, problems } from './problems.ts';

/** What a front end gets, by the `kind` of the answer: its types and its description are read off these schemas. */
export const answers = { ...answersOfSteps, ...answersAroundSteps, ...problems };

/** The kinds of answers that front ends get. */
export type AnswerKind = keyof typeof answers;

/** A value that is only read. */
type ReadOnly<Value> = Value extends readonly (infer Element)[]
  ? readonly ReadOnly<Element>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: ReadOnly<Value[Name]> }
    : Value;

/** What RFC 9457 adds to an answer from 400 on. */
export type Problem = { readonly [Name in keyof typeof problem]?: z.infer<(typeof problem)[Name]> };

/** What a front end gets of one kind. */
export type AnswerOf<Kind extends AnswerKind> = ReadOnly<z.infer<(typeof answers)[Kind]>>;

/** The same before its kind, the computed values, and until when answers are kept, are said. */
export type BodyOf<Kind extends AnswerKind> = Omit<AnswerOf<Kind>, 'kind' | 'computed' | 'keptUntil'>;
