import { core } from 'zod';
import type { Field, Json } from '../definition/model.ts';
import type { Issue } from './issue.ts';
import type { Wording } from '../language/messages.ts';
import { dateFault, faultOf, issueOf } from './word-issue.ts';

/** What a field's schema says of a value. */
export type Parsed =
  { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly issue: Issue };

/**
 * Parses one value by its field's schema. The first issue is given, in the words of (in this order) the schema's own
 * message, the field's `meta.messages`, the table.
 */
export async function parseField(field: Field, value: Json | undefined, wording: Wording): Promise<Parsed> {
  const attempt = await attemptField(field, value, wording);
  if (attempt.ok || value !== undefined || field.shape !== 'string' || attempt.isAuthors) return attempt;
  if (field.meta.messages?.required !== undefined) return attempt;
  // `z.string().min(1, 'Tell us …')` is how authors word an absent answer: let the empty string ask for that message.
  const asEmpty = await attemptField(field, '', wording);
  return !asEmpty.ok && asEmpty.isAuthors && asEmpty.isTooShort
    ? { ok: false, issue: { ...attempt.issue, message: asEmpty.issue.message } }
    : attempt;
}

type Attempt =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly issue: Issue; readonly isAuthors: boolean; readonly isTooShort: boolean };

async function attemptField(field: Field, value: Json | undefined, wording: Wording): Promise<Attempt> {
  // The map is called for what the schema has no words for; a message that did not come from it is the author's.
  const worded = new Map<string, Issue>();
  const error = (raw: core.$ZodRawIssue): string => {
    const issue = issueOf(field, faultOf(field, value, raw, wording), wording);
    worded.set(issue.message, issue);
    return issue.message;
  };
  const result = await core.safeParseAsync(field.schema, value, { error });
  if (result.success) {
    if (field.control !== 'date' || typeof value !== 'object' || value === null) {
      return { ok: true, output: result.data };
    }
    // A schema that takes anything would take the parts of an unreadable date.
    return refused(issueOf(field, dateFault(value, wording), wording));
  }
  const first = result.error.issues[0];
  if (first === undefined) return refused(issueOf(field, dateFault(value, wording), wording));
  const ours = worded.get(first.message);
  if (ours !== undefined) return refused(ours);
  const fault = faultOf(field, value, first, wording);
  const issue = { ...issueOf(field, fault, wording), message: first.message };
  return { ok: false, issue, isAuthors: true, isTooShort: first.code === 'too_small' };
}

function refused(issue: Issue): Attempt {
  return { ok: false, issue, isAuthors: false, isTooShort: false };
}
