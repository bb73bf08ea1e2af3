import { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import type { Field } from '../definition/field.ts';
import { dayOfLimit, isFromToday } from '../definition/today.ts';
import { formatDate, monthNames } from '../language/formats.ts';
import type { FaultKey } from '../language/en/faults.ts';
import type { ControlKind, FoundFault } from './control.ts';
import { answerLines, typedLines } from './display.ts';
import type { RawDate } from './raw.ts';
import { readDate, type DateFault } from './reading/date-time.js';
import type { SampleContext } from './sample.ts';

/** A limit of a date, as an author gives it. */
export const dateLimit = z
  .custom<string>(
    (value) => typeof value === 'string' && (isFromToday(value) || z.iso.date().safeParse(value).success),
    'must be an ISO date such as "2027-01-31", "today", or a day counted from it such as "today - 18 years"',
  )
  .optional();

/** A date, asked for as day, month and year, kept as an ISO date. */
export const date: ControlKind = {
  name: 'date',
  view: 'date',
  options: {
    after: dateLimit,
    before: dateLimit,
    notBefore: dateLimit,
    notAfter: dateLimit,
    picker: z.boolean('must be true or false').optional(),
  },
  fits: (core) => core.kind === 'string' && core.format === 'date',
  isDefaultFor: (core) => date.fits(core),

  inputs: ['day', 'month', 'year'],
  reading: 'date',
  readingOptions: (_field, language) => ({ months: monthNames(language) }),
  says: { required: 'required.date', invalid: 'invalid.date' },
  faultOf: dateFault,
  limitFault,
  typed: (answer) => (typeof answer === 'string' ? partsOf(answer) : undefined),

  lines: (answer, field, page) =>
    typeof answer === 'string' ? [formatDate(answer, page.language)] : answerLines(answer, field, page),
  typedLines,
  order: 'date',
  attributes: {},
  part: (part, { meta }, { say }) => ({
    label: say(part),
    width: part === 'year' ? 4 : 2,
    autocomplete: meta.autocomplete === 'bday' ? `bday-${part}` : undefined,
  }),

  own: ({ meta }, _raw, { say }) =>
    meta.picker === true ? { picker: { choose: say('date.choose'), chosen: say('date.chosen') } } : {},

  sample: sampleDate,
};

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

function faultOfDate(value: Json | undefined): DateFault | undefined {
  const typed = typeof value === 'string' ? partsOf(value) : value;
  if (typeof typed !== 'object' || typed === null || !('day' in typed)) return undefined;
  const { day, month, year } = typed;
  if (typeof day !== 'string' || typeof month !== 'string' || typeof year !== 'string') return undefined;
  const date = readDate({ day, month, year });
  return typeof date === 'object' ? date : undefined;
}

/**
 * Holds a valid date against the limits of its field's meta.
 *
 * @param iso the answer
 * @param today what `today` in a limit is, an ISO date
 * @returns the first limit that it breaks
 */
export function limitFault(iso: Json, { meta }: Pick<Field, 'meta'>, today: string): FoundFault | undefined {
  const { after, notBefore, before, notAfter } = meta;
  if (typeof iso !== 'string') return undefined;
  // A front end may send a date that a page could not, such as one of the year 0.
  if (faultOfDate(iso) !== undefined) return dateFault(iso);
  const breaks = (limit: string | undefined, isFine: (date: string) => boolean): limit is string =>
    limit !== undefined && !isFine(dayOfLimit(limit, today));
  const fault = (code: 'tooEarly' | 'tooLate', key: FaultKey, limit: string): FoundFault => ({
    code,
    // What is counted from today is said as the day that it is.
    fault: { key, values: { limit: { date: limit === 'today' ? limit : dayOfLimit(limit, today) } } },
    parts: ['day', 'month', 'year'],
  });
  if (breaks(after, (date) => iso > date)) return fault('tooEarly', 'tooEarly.after', after);
  if (breaks(notBefore, (date) => iso >= date)) {
    return fault(
      'tooEarly',
      notBefore === 'today' ? 'tooEarly.notBefore.today' : 'tooEarly.notBefore',
      notBefore,
    );
  }
  if (breaks(before, (date) => iso < date)) return fault('tooLate', 'tooLate.before', before);
  if (breaks(notAfter, (date) => iso <= date)) {
    return fault('tooLate', notAfter === 'today' ? 'tooLate.notAfter.today' : 'tooLate.notAfter', notAfter);
  }
  return undefined;
}

const dayMs = 86_400_000;

/** Within the limits of the field's meta; soon after a limit that lies before, a grown-up's birthday before one that lies after. */
export function sampleDate({ meta }: Pick<Field, 'meta'>, { random, today, tried }: SampleContext): Json {
  const dayOf = (limit: string | undefined, by: number): number | undefined =>
    limit === undefined ? undefined : Date.parse(dayOfLimit(limit, today)) / dayMs + by;
  const earliest = [dayOf(meta.after, 1), dayOf(meta.notBefore, 0)].filter((day) => day !== undefined);
  const latest = [dayOf(meta.before, -1), dayOf(meta.notAfter, 0)].filter((day) => day !== undefined);
  const high = latest.length === 0 ? undefined : Math.min(...latest);
  const low =
    earliest.length > 0
      ? Math.max(...earliest)
      : high === undefined
        ? Date.parse(today) / dayMs - 30 * tried
        : high - 365 * 60;
  const end = high ?? low + 90 * (tried + 1);
  const upTo = earliest.length === 0 && high !== undefined && tried < 10 ? end - 365 * 20 : end;
  return new Date(random.whole(low, Math.max(low, upTo)) * dayMs).toISOString().slice(0, 10);
}

/** An ISO date as its three parts without leading zeros; undefined for anything else. */
export function partsOf(iso: string): RawDate | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(iso);
  if (match === null) return undefined;
  return { day: String(Number(match[3])), month: String(Number(match[2])), year: match[1]! };
}
