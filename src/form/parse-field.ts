import { core } from 'zod';
import { andThen, type Awaitable } from '../awaitable.ts';
import { controlOf } from '../controls/all.ts';
import type { FoundFault } from '../controls/control.ts';
import { lengthOf } from '../controls/reading/text.js';
import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import type { Issue } from './issue.ts';

/** What a field's schema says of a value. */
export type Parsed =
  { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly issue: Issue };

/**
 * Parses one value by its field's schema. The first issue is given, in the words of (in this order) the schema's own
 * message, the field's `meta.messages`, the language of the page.
 */
export function parseField(field: Field, value: Json | undefined): Awaitable<Parsed> {
  // Counted before the schema is asked: its patterns and refinements need not look at more than it takes.
  const most = field.maxLength ?? longestOf(field);
  if (most !== undefined && isLonger(field, value, most)) {
    return { ok: false, issue: tooLong(field, most) };
  }
  return andThen(attemptField(field, value), (attempt): Awaitable<Parsed> => {
    if (attempt.ok || value !== undefined || field.shape !== 'string' || attempt.schemas !== undefined) {
      return attempt;
    }
    if (field.meta.messages?.required !== undefined) return attempt;
    // `z.string().min(1, 'Tell us …')` is how authors word an absent answer: let the empty string ask for that message.
    return andThen(attemptField(field, ''), (asEmpty) => {
      if (asEmpty.ok || asEmpty.schemas?.code !== 'too_small') return attempt;
      const { parts, code } = attempt.issue;
      return { ok: false, issue: { field: field.name, parts, code, message: asEmpty.schemas.message } };
    });
  });
}

/** The most characters of a text whose author names no limit; undefined where the schema has one, or there is none. */
export function longestOf(field: Field): number | undefined {
  const isText = field.shape === 'string' && field.options.length === 0;
  return isText && field.maxLength === undefined ? controlOf(field).longest : undefined;
}

function isLonger({ shape }: Field, value: Json | undefined, most: number): boolean {
  return shape === 'string' && typeof value === 'string' && value.length > most && lengthOf(value) > most;
}

function tooLong(field: Field, most: number): Issue {
  const { name, minLength, maxLength, tooLong: message } = field;
  if (message !== undefined) return { field: name, code: 'tooLong', message };
  const key = maxLength !== undefined && minLength === maxLength ? 'exactLength' : 'tooLong';
  return issueOf(field, { code: 'tooLong', fault: { key, values: { count: most } } });
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

/** What zod's `safeParseAsync` says, first issue only, without a promise where the schema needs none. */
function attemptField(field: Field, value: Json | undefined): Awaitable<Attempt> {
  const context = { async: true, error: () => unworded };
  return andThen(field.schema._zod.run({ value, issues: [] }, context), ({ value: output, issues }) => {
    const [first] = issues;
    return first === undefined
      ? accepted(field, value, output)
      : refused(field, value, core.util.finalizeIssue(first, context, core.config()));
  });
}

function accepted(field: Field, value: Json | undefined, output: unknown): Attempt {
  // A schema that takes anything would take the parts of an unreadable date.
  const isUnread = typeof value === 'object' && value !== null && !Array.isArray(value);
  const unread = isUnread ? controlOf(field).faultOf?.(value, field) : undefined;
  return unread === undefined ? { ok: true, output } : { ok: false, issue: issueOf(field, unread) };
}

function refused(field: Field, value: Json | undefined, first: core.$ZodIssue): Attempt {
  const found = faultOf(field, value, first);
  if (first.message === unworded) return { ok: false, issue: issueOf(field, found) };
  const { parts, code } = found;
  return {
    ok: false,
    issue: { field: field.name, parts, code, message: first.message },
    schemas: first,
  };
}

/** What is read of Zod's issues. */
interface SchemaIssue {
  readonly code?: string | undefined;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly exact?: unknown;
  readonly inclusive?: unknown;
  readonly divisor?: unknown;
}

/** What is wrong with a field's value, from the issue that its schema raised. */
function faultOf(field: Field, value: Json | undefined, issue: SchemaIssue): FoundFault {
  if (isUnanswered(field, value)) return required(field);
  const own = controlOf(field).faultOf?.(value, field);
  if (own !== undefined) return own;
  switch (issue.code) {
    case 'too_small':
      return sizeFault(field, issue, 'Small');
    case 'too_big':
      return sizeFault(field, issue, 'Big');
    case 'not_multiple_of':
      return multipleFault(Number(issue.divisor));
    default:
      return invalid(field);
  }
}

/** The issue for what is wrong: the page that shows it has the words, the author's of `meta.messages` or ours. */
export function issueOf(field: Field, found: FoundFault): Issue {
  return { field: field.name, ...found };
}

/** An answer that is not of the right kind. */
export function invalid(field: Field): FoundFault {
  return { code: 'invalid', fault: { key: controlOf(field).says.invalid } };
}

function required(field: Field): FoundFault {
  return { code: 'required', fault: { key: controlOf(field).says.required } };
}

/** Whether a value that the schema refused means that nothing was answered. */
function isUnanswered(field: Field, value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  // What stands for no answer is none when it is refused.
  if (controlOf(field).whenLeft !== undefined) return true;
  return Array.isArray(value) && value.length === 0;
}

function sizeFault(field: Field, issue: SchemaIssue, side: 'Small' | 'Big'): FoundFault {
  const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  if (issue.origin === 'string' || issue.origin === 'array' || issue.origin === 'set') {
    const code = side === 'Small' ? 'tooShort' : 'tooLong';
    const key = issue.exact === true ? 'exactLength' : code;
    const values = { count: limit };
    if (issue.origin === 'string') return { code, fault: { key, values } };
    // Nothing chosen where one is due.
    if (key === 'tooShort' && limit === 1) return required(field);
    return { code, fault: { key: `${key}.${controlOf(field).counts ?? 'choices'}`, values } };
  }
  const code = `too${side}` as const;
  const key = issue.inclusive === false ? (`${code}.exclusive` as const) : code;
  return { code, fault: { key, values: { limit: controlOf(field).limit?.(limit, field) ?? limit } } };
}

function multipleFault(divisor: number): FoundFault {
  if (divisor === 1) return { code: 'invalid', fault: { key: 'invalid.integer' } };
  const decimals = -Math.round(Math.log10(divisor));
  const isPowerOfTen = decimals > 0 && Number(`1e-${decimals}`) === divisor;
  return {
    code: 'invalid',
    fault: isPowerOfTen
      ? { key: 'invalid.decimals', values: { decimals } }
      : { key: 'invalid.multiple', values: { divisor } },
  };
}
