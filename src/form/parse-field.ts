import { core } from 'zod';
import { controlOf } from '../controls/all.ts';
import type { Field, Json } from '../definition/model.ts';
import { faultOf, issueOf } from './fault-of.ts';
import type { Issue } from './issue.ts';

/** What a field's schema says of a value. */
export type Parsed =
  { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly issue: Issue };

/**
 * Parses one value by its field's schema. The first issue is given, in the words of (in this order) the schema's own
 * message, the field's `meta.messages`, the language of the page.
 */
export async function parseField(field: Field, value: Json | undefined): Promise<Parsed> {
  const attempt = await attemptField(field, value);
  if (attempt.ok || value !== undefined || field.shape !== 'string' || attempt.schemas !== undefined) {
    return attempt;
  }
  if (field.meta.messages?.required !== undefined) return attempt;
  // `z.string().min(1, 'Tell us …')` is how authors word an absent answer: let the empty string ask for that message.
  const asEmpty = await attemptField(field, '');
  if (asEmpty.ok || asEmpty.schemas?.code !== 'too_small') return attempt;
  const { parts, code } = attempt.issue;
  return { ok: false, issue: { field: field.name, parts, code, message: asEmpty.schemas.message } };
}

type Attempt =
  | { readonly ok: true; readonly output: unknown }
  | {
      readonly ok: false;
      readonly issue: Issue;
      /** What the schema has a message of its own for. */
      readonly schemas?: core.$ZodIssue;
    };

/** Asked for only where the schema has no message of its own, so a message that differs is the author's. */
const unworded = '\u0000';

async function attemptField(field: Field, value: Json | undefined): Promise<Attempt> {
  const result = await core.safeParseAsync(field.schema, value, { error: () => unworded });
  if (result.success) {
    // A schema that takes anything would take the parts of an unreadable date.
    const isUnread = typeof value === 'object' && value !== null && !Array.isArray(value);
    const unread = isUnread ? controlOf(field).faultOf?.(value) : undefined;
    return unread === undefined
      ? { ok: true, output: result.data }
      : { ok: false, issue: issueOf(field, unread) };
  }
  const [first] = result.error.issues;
  if (first === undefined) return { ok: false, issue: issueOf(field, faultOf(field, value, {})) };
  const found = faultOf(field, value, first);
  if (first.message === unworded) return { ok: false, issue: issueOf(field, found) };
  const { parts, code } = found;
  return {
    ok: false,
    issue: { field: field.name, parts, code, message: first.message },
    schemas: first,
  };
}
