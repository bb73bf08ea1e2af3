import { likeOf } from '../controls/all.ts';
import type { FaultName, Field } from '../definition/field.ts';
import type { NamedField } from '../language/display-name.ts';
import type { AnswerFault } from '../language/fault.ts';
import type { Language } from '../language/language.ts';

interface InField {
  /** The field's name, or `''` for the step as a whole. */
  readonly field: string;
  /** The faulty ones of several inputs. */
  readonly parts?: readonly string[] | undefined;
}

/** An issue that is a sentence: an author's own, or one of ours as it is shown. */
export interface WordedIssue extends InField {
  /** `required`, `invalid`, `tooLong`, …, `check` for an author's check, or `rejected` for their handler. */
  readonly code: string;
  readonly message: string;
}

/** An issue of ours: what is wrong and its values. The page that shows it makes the sentence, in its own language. */
export interface FoundIssue extends InField {
  readonly code: FaultName;
  readonly fault: AnswerFault;
}

/** One thing to fix in a step. */
export type Issue = WordedIssue | FoundIssue;

const nameless: NamedField = { control: 'text', meta: { label: '' }, options: [] };

/**
 * The issue as its sentence in a language: an author's as it is, one of ours in the words of the field's `messages`, or
 * made from its code and values.
 *
 * @param step the step that the issue is of; a field that it no longer has is spoken of in general words
 */
export function wordIssue(
  issue: Issue,
  step: { readonly fields: readonly Field[] },
  language: Language,
): WordedIssue {
  if ('message' in issue) {
    const message = language.sayOwn(issue.message);
    return message === issue.message ? issue : { ...issue, message };
  }
  const { fault, ...rest } = issue;
  const field = step.fields.find((each) => each.name === issue.field) ?? nameless;
  const authors = field.meta.messages?.[issue.code];
  if (authors !== undefined) return { ...rest, message: authors };
  const { meta, options } = field;
  const named = { meta, options, control: likeOf(field) };
  return { ...rest, message: language.sayFault(named, fault) };
}
