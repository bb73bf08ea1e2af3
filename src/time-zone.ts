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
  const parts = daysOf(timeZone).formatToParts(moment);
  const part = (type: 'year' | 'month' | 'day') => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

// Formats are slow to make, and there are few zones.
const known = new Map<string, Intl.DateTimeFormat>();

function daysOf(timeZone: string): Intl.DateTimeFormat {
  const made =
    known.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
  known.set(timeZone, made);
  return made;
}
