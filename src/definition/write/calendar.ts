import { z } from 'zod';
import type { Fault } from '../../fault.ts';
import type { Calendar, CalendarDay } from '../model.ts';
import { namedAnswer } from './named-answer.ts';
import type { AnsweredRef, DateRef, OrderedRef } from './references.ts';

/** What `calendar` of a receipt is given: an entry that the visitor can take over into their calendar. */
export interface CalendarOptions<Earlier> {
  /** What it is called; may name answers, as `place` and `text` may. */
  readonly title: string;
  readonly place?: string;
  readonly text?: string;
  /** Its day: the answer to a `date`, or to a `range` for all of its days; or an ISO date. */
  readonly day: string | ((earlier: Earlier) => DateRef | AnsweredRef);
  /** Its last day, where it has several. */
  readonly lastDay?: string | ((earlier: Earlier) => DateRef);
  /** When it begins on its day, and ends on its last one; without `time` it takes whole days. */
  readonly time?: string | ((earlier: Earlier) => OrderedRef<string>);
  readonly until?: string | ((earlier: Earlier) => OrderedRef<string>);
}

const text = z.string('must be a text').optional();
const isoDay = 'must be an answer, such as (e) => e.visit.day, or an ISO date such as "2027-01-31"';
const isoTime = 'must be an answer, such as (e) => e.visit.time, or a time such as "09:30"';
const given = (pattern: RegExp, rule: string) =>
  z.custom(
    (value) => typeof value === 'function' || (typeof value === 'string' && pattern.test(value)),
    rule,
  );
const day = given(/^\d{4}-\d\d-\d\d$/, isoDay);
const time = given(/^\d\d:\d\d$/, isoTime).optional();

/** What it must be, as a Zod schema. */
export const calendarShape = z.strictObject(
  {
    title: z.string('must be a text').min(1, 'must be a text'),
    place: text,
    text,
    day,
    lastDay: day.optional(),
    time,
    until: time,
  },
  'must be an entry, such as { title: "Your appointment", day: (e) => e.visit.day }',
);

/** The entry as it was written, with the answers that it names; or what is wrong with it. */
export function calendarOf(options: CalendarOptions<never> | undefined): {
  readonly calendar: Calendar | undefined;
  readonly faults: readonly Fault[];
} {
  if (options === undefined) return { calendar: undefined, faults: [] };
  const faults: Fault[] = [];
  const named = (name: 'day' | 'lastDay' | 'time' | 'until'): CalendarDay | undefined => {
    const written = options[name];
    if (written === undefined || typeof written === 'string') return written;
    const found = namedAnswer(written, {
      what: `the ${name} of its calendar`,
      example: `${name}: (e) => e.visit.${name}`,
      property: 'receipt',
    });
    if (!('code' in found)) return found;
    faults.push(found);
    return undefined;
  };
  const { title, place, text } = options;
  const first = named('day');
  const rest = { lastDay: named('lastDay'), time: named('time'), until: named('until') };
  if (first === undefined || faults.length > 0) return { calendar: undefined, faults };
  return { calendar: Object.freeze({ title, place, text, day: first, ...rest }), faults };
}
