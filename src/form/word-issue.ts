import type { FaultName, Field, Json } from '../definition/model.ts';
import { partsOf, readDate, type DateFault, type DatePart } from './dates.ts';
import type { Issue } from './issue.ts';
import {
  invalidKey,
  requiredKey,
  sentence,
  wordFault,
  type FaultWord,
  type Wording,
} from '../language/messages.ts';
import { showNumber } from './numbers.ts';

/** The fault behind one of Zod's issues, before it is worded. */
export interface Fault {
  readonly name: FaultName;
  readonly key: FaultWord;
  readonly values?: { readonly [placeholder: string]: string };
  readonly parts?: readonly DatePart[];
}

/** What is read of Zod's issues, raw or finished. */
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
export function faultOf(field: Field, value: Json | undefined, issue: SchemaIssue, wording: Wording): Fault {
  if (isUnanswered(field, value)) return { name: 'required', key: requiredKey(field.control) };
  if (field.control === 'date') return dateFault(value, wording);
  switch (issue.code) {
    case 'too_small':
      return sizeFault(field, issue, 'Small');
    case 'too_big':
      return sizeFault(field, issue, 'Big');
    case 'not_multiple_of':
      return { name: 'invalid', ...multipleFault(Number(issue.divisor)) };
    default:
      return { name: 'invalid', key: invalidKey(field.control) };
  }
}

/** The issue for a fault: the author's message of `meta.messages` if there is one, else the table's. */
export function issueOf(field: Field, fault: Fault, wording: Wording): Issue {
  return {
    field: field.name,
    ...(fault.parts === undefined ? {} : { parts: fault.parts }),
    code: fault.name,
    message: field.meta.messages?.[fault.name] ?? wordFault(field, fault.key, wording, fault.values),
  };
}

/** Whether a value that the schema refused means that nothing was answered. */
function isUnanswered(field: Field, value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (field.control === 'consent') return true;
  return Array.isArray(value) && value.length === 0;
}

/** What is wrong with a date that its schema refused: read from the typed parts, or from what may be an ISO date. */
export function dateFault(value: Json | undefined, wording: Wording): Fault {
  const fault = faultOfDate(value);
  switch (fault?.kind) {
    case 'missing':
      return {
        name: 'invalid',
        key: 'invalid.date.missing',
        values: { parts: listParts(fault.parts, wording) },
        parts: fault.parts,
      };
    case 'noSuchDay':
      return {
        name: 'invalid',
        key: 'invalid.date.noSuchDay',
        values: { month: fault.month, days: String(fault.days) },
        parts: fault.parts,
      };
    case 'day':
    case 'month':
    case 'year':
      return { name: 'invalid', key: `invalid.date.${fault.kind}`, parts: fault.parts };
    default:
      return { name: 'invalid', key: 'invalid.date', ...(fault === undefined ? {} : { parts: fault.parts }) };
  }
}

function faultOfDate(value: Json | undefined): DateFault | undefined {
  const typed = typeof value === 'string' ? partsOf(value) : value;
  if (typeof typed !== 'object' || typed === null || !('day' in typed)) return undefined;
  const { day, month, year } = typed;
  if (typeof day !== 'string' || typeof month !== 'string' || typeof year !== 'string') return undefined;
  const date = readDate({ day, month, year });
  return typeof date === 'object' ? date : undefined;
}

function listParts(parts: readonly DatePart[], wording: Wording): string {
  const [first, second] = parts.map((part) => sentence(`part.${part}`, wording));
  if (second === undefined) return first ?? '';
  return sentence('part.and', wording, { first: first!, second });
}

function sizeFault(field: Field, issue: SchemaIssue, side: 'Small' | 'Big'): Fault {
  const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
  const isExact = issue.exact === true;
  const isOne = limit === 1;
  const count = showNumber(limit, undefined);
  if (issue.origin === 'string' || issue.origin === 'array' || issue.origin === 'set') {
    const name = side === 'Small' ? 'tooShort' : 'tooLong';
    const many: FaultWord = isExact ? 'exactLength' : name;
    if (issue.origin === 'string') return { name, key: isOne ? `${many}.one` : many, values: { count } };
    if (isOne && many === 'tooShort') return { name: 'required', key: requiredKey(field.control) };
    return {
      name,
      key: isOne && many !== 'tooShort' ? `${many}.choices.one` : `${many}.choices`,
      values: { count },
    };
  }
  const shown = showNumber(limit, field.control === 'money' ? field.meta.currency : undefined);
  const key: FaultWord = `too${side}`;
  return { name: key, key: issue.inclusive === false ? `${key}.exclusive` : key, values: { limit: shown } };
}

function multipleFault(divisor: number): Pick<Fault, 'key' | 'values'> {
  const decimals = -Math.round(Math.log10(divisor));
  const isPowerOfTen = decimals > 0 && Number(`1e-${decimals}`) === divisor;
  if (!isPowerOfTen) return { key: 'invalid.multiple', values: { divisor: showNumber(divisor, undefined) } };
  return decimals === 1
    ? { key: 'invalid.decimals.one' }
    : { key: 'invalid.decimals', values: { decimals: String(decimals) } };
}
