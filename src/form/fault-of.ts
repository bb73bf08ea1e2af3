import type { Field, Json } from '../definition/model.ts';
import { controlOf } from '../controls/all.ts';
import type { FoundFault } from '../controls/fault.ts';
import type { Issue } from './issue.ts';

/** What is read of Zod's issues. */
export interface SchemaIssue {
  readonly code?: string | undefined;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly exact?: unknown;
  readonly inclusive?: unknown;
  readonly divisor?: unknown;
}

/** What is wrong with a field's value, from the issue that its schema raised. */
export function faultOf(field: Field, value: Json | undefined, issue: SchemaIssue): FoundFault {
  if (isUnanswered(field, value)) return required(field);
  const own = controlOf(field).faultOf?.(value);
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

/** The issue for what is wrong: in the author's words of `meta.messages` if there are any, else ours. */
export function issueOf(field: Field, found: FoundFault): Issue {
  const { code, parts } = found;
  const message = field.meta.messages?.[code];
  return message === undefined
    ? { field: field.name, ...found }
    : { field: field.name, parts, code, message };
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
    return { code, fault: { key: `${key}.choices`, values } };
  }
  const code = `too${side}` as const;
  const key = issue.inclusive === false ? (`${code}.exclusive` as const) : code;
  return { code, fault: { key, values: { limit: controlOf(field).limit?.(limit, field) ?? limit } } };
}

function multipleFault(divisor: number): FoundFault {
  const decimals = -Math.round(Math.log10(divisor));
  const isPowerOfTen = decimals > 0 && Number(`1e-${decimals}`) === divisor;
  return {
    code: 'invalid',
    fault: isPowerOfTen
      ? { key: 'invalid.decimals', values: { decimals } }
      : { key: 'invalid.multiple', values: { divisor } },
  };
}
