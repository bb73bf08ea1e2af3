import { answerKind, type AnswerKind } from '../condition/operators.ts';
import type { Field } from '../field.ts';

const words: { readonly [Kind in Exclude<AnswerKind, 'opaque'>]: string } = {
  text: 'a text',
  date: 'a date',
  month: 'a month',
  time: 'a time',
  number: 'a number',
  boolean: 'yes or no',
  list: 'a list',
};

/** What the answers of a field are, for a message that says why two do not fit: `a number`. */
export function kindWords(field: Field): string {
  const kind = answerKind(field);
  if (kind !== 'opaque') return words[kind];
  return field.shape === 'object' ? 'an answer of several parts' : 'of a schema that changes its type';
}
