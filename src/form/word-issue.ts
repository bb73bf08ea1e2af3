import { likeOf } from '../controls/all.ts';
import type { Field } from '../definition/model.ts';
import type { NamedField } from '../language/display-name.ts';
import type { Language } from '../language/language.ts';
import type { Issue, WordedIssue } from './issue.ts';

const nameless: NamedField = { control: 'text', meta: { label: '' } };

/**
 * The issue as its sentence in a language: an author's as it is, one of ours made from its code and values.
 *
 * @param step the step that the issue is of; a field that it no longer has is spoken of in general words
 */
export function wordIssue(
  issue: Issue,
  step: { readonly fields: readonly Field[] },
  language: Language,
): WordedIssue {
  if ('message' in issue) return issue;
  const { fault, ...rest } = issue;
  const field = step.fields.find((each) => each.name === issue.field) ?? nameless;
  const named = { meta: field.meta, control: likeOf(field) };
  return { ...rest, message: language.sayFault(named, fault) };
}
