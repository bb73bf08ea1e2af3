import { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import type { Field, FieldMeta } from '../definition/field.ts';
import { dayFrom } from '../definition/today.ts';
import { formatDates, monthNames } from '../language/formats.ts';
import type { FaultValue } from '../language/fault.ts';
import { wholeAbove0, words } from '../options.ts';
import type { ControlKind, FieldWith, FoundFault, PartView } from './control.ts';
import { dateFault, dateLimit, limitFault as dateLimitFault, partsOf, sampleDate } from './date.ts';
import { answerLines, typedLines } from './display.ts';
import { givenParts } from './given-parts.ts';
import type { RawParts } from './raw.ts';
import type { SampleContext } from './sample.ts';

/** What of a range of dates its author says, beside the limits of a date. */
export interface RangeOptions {
  /** What the first and the last day are called; "First day" and "Last day" by default. */
  readonly first?: string;
  readonly last?: string;
  /** How many days it has at least and at most, the first and the last among them. */
  readonly minDays?: number;
  readonly maxDays?: number;
}

const dateLimits = ['after', 'before', 'notBefore', 'notAfter'] as const;
type DateLimits = Pick<FieldMeta, (typeof dateLimits)[number]>;

const ends = ['from', 'to'] as const;
type End = (typeof ends)[number];
const dateParts = ['day', 'month', 'year'] as const;

/** A first and a last day, kept as `{ from: '2027-03-01', to: '2027-03-07' }`. */
export const range: ControlKind<RangeOptions & DateLimits> = {
  name: 'range',
  view: 'range',
  options: {
    first: words.optional(),
    last: words.optional(),
    minDays: wholeAbove0.optional(),
    maxDays: wholeAbove0.optional(),
    after: dateLimit,
    before: dateLimit,
    notBefore: dateLimit,
    notAfter: dateLimit,
  },
  fits: (core) => core.kind === 'object' && core.keys.join() === 'from,to',

  inputs: ends.flatMap((end) => dateParts.map((part) => `${end}-${part}`)),
  reading: 'range',
  readingOptions: (_field, language) => ({ months: monthNames(language) }),
  readJson: (given) => givenParts(given, ends),
  typed: (answer) => (isRecord(answer) ? typedOf(answer) : undefined),

  says: { required: 'required.range', invalid: 'invalid.range' },
  faultOf: rangeFault,
  limitFault,
  lines: (answer, field, page) =>
    isRange(answer) ? [formatDates(answer.from, answer.to, page.language)] : answerLines(answer, field, page),
  typedLines,
  attributes: {},
  part: (part, _field, { say }): PartView => {
    const name = part.slice(part.indexOf('-') + 1);
    return { label: say(name), width: name === 'year' ? 4 : 2 };
  },
  own: (field, _raw, { say }) => ({ ends: ends.map((end) => givenName(field, end) ?? say(`range.${end}`)) }),
  partOf: (part, field) => {
    const { first = 'First day', last = 'Last day' } = field.meta;
    const limits = dateLimits.flatMap((limit) => {
      const day = field.meta[limit];
      return day === undefined ? [] : [[limit, day] as const];
    });
    return { meta: { label: part === 'from' ? first : last, ...Object.fromEntries(limits) } };
  },

  sample: sampleRange,
  sampleWith: rangeWith,
};

function isRecord(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRange(value: unknown): value is { readonly from: string; readonly to: string } {
  return isRecord(value) && typeof value['from'] === 'string' && typeof value['to'] === 'string';
}

function typedOf(answer: { readonly [key: string]: Json }): RawParts {
  const typed = ends.flatMap((end) => {
    const iso = answer[end];
    const parts = typeof iso === 'string' ? partsOf(iso) : undefined;
    return dateParts.map((part) => [`${end}-${part}`, parts?.[part] ?? ''] as const);
  });
  return Object.fromEntries(typed);
}

function givenName({ meta: { first, last } }: FieldWith<RangeOptions>, end: End): string | undefined {
  return end === 'from' ? first : last;
}

/** What one end is called inside a message, at its start. */
function subjectOf(field: FieldWith<RangeOptions>, end: End): FaultValue {
  const given = givenName(field, end);
  return given === undefined ? { end } : { text: given };
}

function partsAt(end: End, parts: readonly string[] = dateParts): readonly string[] {
  return parts.map((part) => `${end}-${part}`);
}

/** What is wrong with an end that its schema refused, the first one first; a message is about that end. */
function rangeFault(value: Json | undefined, field: FieldWith<RangeOptions>): FoundFault | undefined {
  const given = isRecord(value) ? value : {};
  for (const end of ends) {
    const iso = given[end];
    const subject = subjectOf(field, end);
    if (iso === undefined) {
      return {
        code: 'required',
        fault: { key: 'invalid.range.missing', values: { subject } },
        parts: partsAt(end),
      };
    }
    if (typeof iso === 'string' && z.iso.date().safeParse(iso).success) continue;
    const { fault, parts } = dateFault(iso);
    return {
      code: 'invalid',
      fault: { ...fault, values: { ...fault.values, subject } },
      parts: partsAt(end, parts),
    };
  }
  return undefined;
}

/** Limits of both days, their order, and how many there are. */
function limitFault(answer: Json, field: FieldWith<RangeOptions>, today: string): FoundFault | undefined {
  const { from, to } = isRecord(answer) ? answer : {};
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  for (const [end, iso] of [
    ['from', from],
    ['to', to],
  ] as const) {
    const found = dateLimitFault(iso, field, today);
    if (found === undefined) continue;
    const { fault } = found;
    return {
      ...found,
      fault: { ...fault, values: { ...fault.values, subject: subjectOf(field, end) } },
      parts: partsAt(end),
    };
  }
  if (to < from) {
    const values = { subject: subjectOf(field, 'to'), limit: { date: from } };
    return { code: 'invalid', fault: { key: 'tooEarly.notBefore', values }, parts: partsAt('to') };
  }
  const days = daysIn(from, to);
  const { minDays = 1, maxDays = Infinity } = field.meta;
  if (days < minDays)
    return {
      code: 'tooShort',
      fault: { key: 'tooShort.days', values: { count: minDays } },
      parts: partsAt('to'),
    };
  if (days > maxDays)
    return {
      code: 'tooLong',
      fault: { key: 'tooLong.days', values: { count: maxDays } },
      parts: partsAt('to'),
    };
  return undefined;
}

/** How many days there are from one to another, both among them. */
function daysIn(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

/** A first day as of any date, and a few days more. */
function sampleRange(field: FieldWith<RangeOptions>, context: SampleContext): Json {
  const { minDays = 1, maxDays = minDays + 13 } = field.meta;
  const from = sampleDate(field as Pick<Field, 'meta'>, context) as string;
  const days = context.tried % 2 === 1 ? minDays : context.random.whole(minDays, Math.max(minDays, maxDays));
  return { from, to: dayFrom(from, { days: days - 1 }) };
}

/** Two days of which at least one is given: the other one is as far from it as in the sample. */
function rangeWith({ from, to }: { readonly [part: string]: Json }, sample: Json): Json {
  const days = isRange(sample) ? daysIn(sample.from, sample.to) : 1;
  if (typeof from === 'string') return { from, to: to ?? dayFrom(from, { days: days - 1 }) };
  return typeof to === 'string' ? { from: dayFrom(to, { days: 1 - days }), to } : sample;
}
