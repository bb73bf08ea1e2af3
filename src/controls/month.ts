import { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import { dayOfLimit, isFromToday } from '../definition/today.ts';
import type { FaultKey } from '../language/en/faults.ts';
import { formatMonth, monthNames } from '../language/formats.ts';
import type { ControlKind, FoundFault } from './control.ts';
import { answerLines, typedLines } from './display.ts';
import { readMonth, type DateFault } from './reading/date-time.js';
import type { SampleContext } from './sample.ts';

/** What is stored: a month of a year with four digits, `2027-03`. */
export const isoMonth = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/;

const monthLimit = z
  .custom<string>(
    (value) => typeof value === 'string' && (isFromToday(value) || isoMonth.test(value)),
    'must be a month such as "2027-01", "today", or a day counted from it such as "today - 6 months"',
  )
  .optional();

/** A month of a year, asked for as the two, kept as `2027-03`. */
export const month: ControlKind = {
  name: 'month',
  view: 'date',
  options: { notBefore: monthLimit, notAfter: monthLimit },
  fits: (core) => core.kind === 'string' && core.format === 'month',
  isDefaultFor: (core) => month.fits(core),

  inputs: ['month', 'year'],
  reading: 'month',
  readingOptions: (_field, language) => ({ months: monthNames(language) }),
  says: { required: 'required.month', invalid: 'invalid.month' },
  faultOf: monthFault,
  limitFault,
  typed: (answer) => (typeof answer === 'string' ? partsOf(answer) : undefined),

  lines: (answer, field, page) =>
    typeof answer === 'string' && isoMonth.test(answer)
      ? [formatMonth(answer, page.language)]
      : answerLines(answer, field, page),
  typedLines,
  order: 'date',
  attributes: {},
  part: (part, { meta: { autocomplete } }, { say }) => ({
    label: say(part === 'year' ? 'year' : 'month'),
    width: part === 'year' ? 4 : 2,
    autocomplete:
      autocomplete === 'bday' || autocomplete === 'cc-exp' ? `${autocomplete}-${part}` : undefined,
  }),

  sample: sampleMonth,
};

/** What is wrong with a month that its schema refused: read from the typed parts, or from what may be one. */
function monthFault(value: Json | undefined): FoundFault {
  const fault = faultOfMonth(value);
  const found = (key: FaultKey, values?: FoundFault['fault']['values']): FoundFault => ({
    code: 'invalid',
    fault: { key, values },
    parts: fault?.parts,
  });
  switch (fault?.kind) {
    case 'missing':
      return found('invalid.date.missing', { parts: { parts: fault.parts } });
    case 'month':
    case 'year':
      return found(`invalid.date.${fault.kind}`);
    default:
      return found('invalid.month');
  }
}

function faultOfMonth(value: Json | undefined): DateFault | undefined {
  const typed = typeof value === 'string' ? partsOf(value) : value;
  if (typeof typed !== 'object' || typed === null || Array.isArray(typed)) return undefined;
  const parts = Object.entries(typed).filter((part): part is [string, string] => typeof part[1] === 'string');
  const read = readMonth(Object.fromEntries(parts));
  return typeof read === 'object' ? read : undefined;
}

/** The first limit of its field's meta that a month breaks; a day counted from today stands for its month. */
function limitFault(
  answer: Json,
  { meta: { notBefore, notAfter } }: Pick<Field, 'meta'>,
  today: string,
): FoundFault | undefined {
  if (typeof answer !== 'string') return undefined;
  const earliest = monthOf(notBefore, today);
  const latest = monthOf(notAfter, today);
  const parts = ['month', 'year'] as const;
  if (earliest !== undefined && answer < earliest) {
    return {
      code: 'tooEarly',
      fault: { key: 'tooEarly.notBefore', values: { limit: { month: earliest } } },
      parts,
    };
  }
  if (latest !== undefined && answer > latest) {
    return {
      code: 'tooLate',
      fault: { key: 'tooLate.notAfter', values: { limit: { month: latest } } },
      parts,
    };
  }
  return undefined;
}

function monthOf(limit: string | undefined, today: string): string | undefined {
  return limit === undefined ? undefined : dayOfLimit(limit, today).slice(0, 7);
}

/** Within the limits of the field's meta; near to today where there are none. */
function sampleMonth({ meta }: Pick<Field, 'meta'>, { random, today, tried }: SampleContext): Json {
  const count = (limit: string | undefined): number | undefined => {
    const found = monthOf(limit, today);
    return found === undefined ? undefined : Number(found.slice(0, 4)) * 12 + Number(found.slice(5)) - 1;
  };
  const span = 24 * (tried + 1);
  const high = count(meta.notAfter);
  const low = count(meta.notBefore) ?? (high ?? count('today')!) - span;
  const chosen = random.whole(low, Math.max(low, Math.min(high ?? low + span, low + span)));
  return `${Math.floor(chosen / 12)}-${String((chosen % 12) + 1).padStart(2, '0')}`;
}

/** A month as its two parts without leading zeros; undefined for anything else. */
function partsOf(answer: string): { readonly month: string; readonly year: string } | undefined {
  const match = /^(\d{4})-(\d{1,2})$/.exec(answer);
  return match === null ? undefined : { month: String(Number(match[2])), year: match[1]! };
}
