import type { AnswerRef, Json } from './answers.ts';
import type { WizardDefinition } from './model.ts';

/** What is put into one field of the other wizard: an answer of this one, or a value. */
export interface HandedField {
  /** The key of the other wizard's step, such as `you` or `home/address`. */
  readonly step: string;
  readonly field: string;
  readonly given: AnswerRef | { readonly value: Json };
}

/** A way on to another wizard that takes answers of this one along; a visitor goes it by a press, never by a link. */
export interface HandingOver {
  readonly to: WizardDefinition;
  /** The words on its button. */
  readonly title: string;
  /** What it is about, in Markdown. */
  readonly text: string | undefined;
  readonly fields: readonly HandedField[];
}

/** Whether it is an answer that is handed over, and no value. */
export function isAnswer(given: HandedField['given']): given is AnswerRef {
  return 'ref' in given;
}
