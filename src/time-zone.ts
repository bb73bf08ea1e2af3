import { didYouMean, nearest } from './did-you-mean.ts';

/** The time zone of this process: `TZ`, or the machine's, which is UTC in most containers. */
export function systemTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * What a time zone must be, for whoever gave one that is none.
 *
 * @returns undefined for one that is known, such as `Europe/London`
 */
export function timeZoneRule(given: unknown): string | undefined {
  if (typeof given === 'string' && isTimeZone(given)) return undefined;
  return `must be a time zone such as "Europe/London"${typeof given === 'string' ? meant(given) : ''}`;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** People know their city better than the name of its zone. */
function meant(given: string): string {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1);
  const near = nearest(given.replaceAll(' ', '_'), zones.map(city));
  const found = given.includes('/') ? undefined : zones.find((zone) => city(zone) === near);
  return found === undefined ? didYouMean(given, zones) : `; did you mean "${found}"?`;
}

/**
 * The day of a moment in a time zone, as an ISO date.
 *
 * @param timeZone the process's own when it is left out
 */
export function dayIn(moment: number | Date, timeZone: string = systemTimeZone()): string {
  const calendar = calendarOf(timeZone);
  const minute = Math.floor(Number(moment) / 60_000);
  if (calendar.last.minute !== minute) calendar.last = { minute, day: formatDay(calendar.format, moment) };
  return calendar.last.day;
}

function formatDay(format: Intl.DateTimeFormat, moment: number | Date): string {
  const parts = format.formatToParts(moment);
  const part = (type: 'year' | 'month' | 'day') => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** How days are told in a time zone. */
interface Calendar {
  readonly format: Intl.DateTimeFormat;
  /** The minute that was asked for last, counted from the epoch, and its day: to format one costs as much as a small page. */
  last: { readonly minute: number; readonly day: string };
}

// Formats are slow to make, and there are few zones.
const calendars = new Map<string, Calendar>();

function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const made = { format, last: { minute: Number.NaN, day: '' } };
  calendars.set(timeZone, made);
  return made;
}

/** The day after an ISO date, as one. */
export function dayAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + 1)).toISOString().slice(0, 10);
}

/**
 * The moment at which a clock in a time zone shows a day and a time; of an hour that is skipped the one after it.
 *
 * @param day an ISO date
 * @param time `09:30`
 * @returns ms since the epoch
 */
export function momentIn(timeZone: string, day: string, time: string): number {
  const shown = Date.parse(`${day}T${time}Z`);
  // Twice, as the zone may change its offset between the two.
  const guess = shown - offsetAt(timeZone, shown);
  return shown - offsetAt(timeZone, guess);
}

/** By how much a clock in a time zone is ahead of UTC, ms. */
function offsetAt(timeZone: string, moment: number): number {
  const format = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  });
  const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = parts;
  return (
    Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(moment / 1000) * 1000
  );
}
