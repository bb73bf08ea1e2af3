import type { Control, Field, Json } from '../definition/model.ts';
import type { FaultKey, FaultValue } from '../language/fault.ts';
import { partsOf, readDate, type DateFault } from './dates.ts';
import type { FoundIssue, Issue } from './issue.ts';

/** What is wrong with a value, whatever its field is called. */
export type FoundFault = Omit<FoundIssue, 'field'>;

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
  if (isUnanswered(field, value)) return required(field.control);
  if (field.control === 'date') return dateFault(value);
  switch (issue.code) {
    case 'too_small':
      return sizeFault(field, issue, 'Small');
    case 'too_big':
      return sizeFault(field, issue, 'Big');
    case 'not_multiple_of':
      return multipleFault(Number(issue.divisor));
    default:
      return invalid(field.control);
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
export function invalid(control: Control): FoundFault {
  return { code: 'invalid', fault: { key: invalidKey(control) } };
}

/** What is wrong with a date that its schema refused: read from the typed parts, or from what may be an ISO date. */
export function dateFault(value: Json | undefined): FoundFault {
  const fault = faultOfDate(value);
  const found = (key: FaultKey, values?: FoundFault['fault']['values']): FoundFault => ({
    code: 'invalid',
    fault: { key, values },
    parts: fault?.parts,
  });
  switch (fault?.kind) {
    case 'missing':
      return found('invalid.date.missing', { parts: { parts: fault.parts } });
    case 'noSuchDay':
      return found('invalid.date.noSuchDay', { month: { month: fault.month }, days: fault.days });
    case 'day':
    case 'month':
    case 'year':
      return found(`invalid.date.${fault.kind}`);
    case 'unreal':
    case undefined:
      return found('invalid.date');
  }
}

function required(control: Control): FoundFault {
  return { code: 'required', fault: { key: requiredKey(control) } };
}

/** Whether a value that the schema refused means that nothing was answered. */
function isUnanswered(field: Field, value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (field.control === 'consent') return true;
  return Array.isArray(value) && value.length === 0;
}

function faultOfDate(value: Json | undefined): DateFault | undefined {
  const typed = typeof value === 'string' ? partsOf(value) : value;
  if (typeof typed !== 'object' || typed === null || !('day' in typed)) return undefined;
  const { day, month, year } = typed;
  if (typeof day !== 'string' || typeof month !== 'string' || typeof year !== 'string') return undefined;
  const date = readDate({ day, month, year });
  return typeof date === 'object' ? date : undefined;
}

function sizeFault(field: Field, issue: SchemaIssue, side: 'Small' | 'Big'): FoundFault {
  const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  if (issue.origin === 'string' || issue.origin === 'array' || issue.origin === 'set') {
    const code = side === 'Small' ? 'tooShort' : 'tooLong';
    const key = issue.exact === true ? 'exactLength' : code;
    const values = { count: limit };
    if (issue.origin === 'string') return { code, fault: { key, values } };
    // Nothing chosen where one is due.
    if (key === 'tooShort' && limit === 1) return required(field.control);
    return { code, fault: { key: `${key}.choices`, values } };
  }
  const code = `too${side}` as const;
  const key = issue.inclusive === false ? (`${code}.exclusive` as const) : code;
  return { code, fault: { key, values: { limit: numberLimit(field, limit) } } };
}

function numberLimit({ control, meta }: Field, limit: number): FaultValue {
  return control === 'money' && meta.currency !== undefined
    ? { amount: limit, currency: meta.currency }
    : limit;
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

/** The key for an absent answer. */
function requiredKey(control: Control): FaultKey {
  switch (control) {
    case 'radios':
    case 'select':
      return 'required.choice';
    case 'checkboxes':
      return 'required.choices';
    case 'yesno':
      return 'required.yesno';
    case 'consent':
      return 'required.consent';
    case 'date':
      return 'required.date';
    default:
      return 'required.text';
  }
}

/** The key for an answer that is not of the right kind. */
function invalidKey(control: Control): FaultKey {
  switch (control) {
    case 'radios':
    case 'select':
      return 'invalid.choice';
    case 'checkboxes':
      return 'invalid.choices';
    case 'consent':
      return 'required.consent';
    case 'email':
    case 'tel':
    case 'url':
    case 'integer':
    case 'decimal':
    case 'money':
    case 'yesno':
    case 'date':
    case 'time':
      return `invalid.${control}`;
    case 'text':
    case 'textarea':
    case 'code':
    case 'password':
    case 'hidden':
      return 'invalid.text';
  }
}
