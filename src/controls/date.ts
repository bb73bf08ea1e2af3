import { z } from 'zod';
import type { Field, Json } from '../definition/model.ts';
import type { ControlKind } from './control.ts';
import { formatDate } from '../language/dates.ts';
import { answerLines, typedLines } from './lines.ts';
import { dateFault } from './date-fault.ts';
import { limitFault } from './date-limits.ts';
import { localDate, partsOf } from './date-parts.ts';
import type { SampleContext } from './sample.ts';

const dateLimit = z
  .custom<string>(
    (value) => value === 'today' || z.iso.date().safeParse(value).success,
    'must be "today" or an ISO date such as "2027-01-31"',
  )
  .optional();

/** A date, asked for as day, month and year, kept as an ISO date. */
export const date: ControlKind = {
  name: 'date',
  view: 'date',
  options: { after: dateLimit, before: dateLimit, notBefore: dateLimit, notAfter: dateLimit },
  fits: (core) => core.kind === 'string' && core.format === 'date',
  isDefaultFor: (core) => date.fits(core),

  inputs: ['day', 'month', 'year'],
  reading: 'date',
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

  sample: sampleDate,
};

const dayMs = 86_400_000;

/** Within the limits of the field's meta; soon after a limit that lies before, a grown-up's birthday before one that lies after. */
function sampleDate({ meta }: Pick<Field, 'meta'>, { random, now, tried }: SampleContext): Json {
  const today = localDate(new Date(now));
  const dayOf = (limit: string | undefined, by: number): number | undefined =>
    limit === undefined ? undefined : Date.parse(limit === 'today' ? today : limit) / dayMs + by;
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
