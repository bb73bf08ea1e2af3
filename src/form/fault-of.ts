import type { Field, Json } from '../definition/model.ts';
import type { FaultKey } from '../language/en/faults.ts';
import type { FaultValue } from '../language/fault.ts';
import { likeOf } from '../controls/all.ts';
import { partsOf } from '../controls/date.ts';
import { readDate, type DateFault } from '../controls/reading/date.js';
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
  if (isUnanswered(field, value)) return required(likeOf(field));
  if (field.control === 'date') return dateFault(value);
  switch (issue.code) {
    case 'too_small':
      return sizeFault(field, issue, 'Small');
    case 'too_big':
      return sizeFault(field, issue, 'Big');
    case 'not_multiple_of':
      return multipleFault(Number(issue.divisor));
    default:
      return invalid(likeOf(field));
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
export function invalid(control: Field['control']): FoundFault {
  return { code: 'invalid', fault: { key: keyOf(control, 'invalid') } };
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

function required(control: Field['control']): FoundFault {
  return { code: 'required', fault: { key: keyOf(control, 'required') } };
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
    if (key === 'tooShort' && limit === 1) return required(likeOf(field));
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

/** What is said of an absent answer, and of one that is not of the right kind; by control, where it is not as of a text. */
const faultKeys: {
  readonly [control: string]: { readonly required?: FaultKey; readonly invalid?: FaultKey };
} = {
  radios: { required: 'required.choice', invalid: 'invalid.choice' },
  select: { required: 'required.choice', invalid: 'invalid.choice' },
  checkboxes: { required: 'required.choices', invalid: 'invalid.choices' },
  yesno: { required: 'required.yesno', invalid: 'invalid.yesno' },
  consent: { required: 'required.consent', invalid: 'required.consent' },
  date: { required: 'required.date', invalid: 'invalid.date' },
  time: { invalid: 'invalid.time' },
  email: { invalid: 'invalid.email' },
  tel: { invalid: 'invalid.tel' },
  url: { invalid: 'invalid.url' },
  integer: { invalid: 'invalid.integer' },
  decimal: { invalid: 'invalid.decimal' },
  money: { invalid: 'invalid.money' },
};

function keyOf(control: Field['control'], code: 'required' | 'invalid'): FaultKey {
  const keys = Object.hasOwn(faultKeys, control) ? faultKeys[control] : undefined;
  return keys?.[code] ?? `${code}.text`;
}
