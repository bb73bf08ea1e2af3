/** How far from today a day lies: `{ years: -18 }` is 18 years ago. */
export interface Shift {
  readonly years?: number;
  readonly months?: number;
  readonly weeks?: number;
  readonly days?: number;
}

/** A day that is counted from today whenever it is asked for, as data. */
export interface DayFromToday {
  readonly today: Shift;
}

/**
 * A day counted from today, for conditions: `born.gt(today({ years: -18 }))` holds for those who are not 18 yet. Today is
 * the day in the wizard's time zone when the condition is asked.
 *
 * @param shift whole numbers, below 0 for days that are past; without it, today itself
 */
export function today(shift: Shift = {}): DayFromToday {
  return Object.freeze({ today: Object.freeze({ ...shift }) });
}

const units = ['years', 'months', 'weeks', 'days'] as const;

/** What is wrong with the shift of a day, as an author wrote it. */
export function shiftProblem(shift: unknown): string | undefined {
  if (typeof shift !== 'object' || shift === null) return 'which is no shift such as { years: -18 }';
  const [strange] = Object.keys(shift).filter((unit) => !units.some((each) => each === unit));
  if (strange !== undefined) return `which counts "${strange}"; known: ${units.join(', ')}`;
  const isWhole = Object.values(shift).every((by) => by === undefined || Number.isInteger(by));
  return isWhole ? undefined : 'which is no shift by whole numbers, such as { years: -18 }';
}

/**
 * The day that lies so far from another one. Years and months come first, and a day that the month does not have is its
 * last one: a month after 31 January is 28 February.
 *
 * @param day an ISO date
 */
export function dayFrom(day: string, { years = 0, months = 0, weeks = 0, days = 0 }: Shift): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const inMonth = month - 1 + months + 12 * years;
  const last = new Date(Date.UTC(year, inMonth + 1, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, inMonth, Math.min(date, last) + 7 * weeks + days));
  return moved.toISOString().slice(0, 10);
}

const written = /^today(?:\s*([+-])\s*(\d{1,4})\s+(year|month|week|day)s?)?$/;

/** Whether a limit is counted from today: `today`, `today - 18 years`, `today + 3 months`. */
export function isFromToday(limit: string): boolean {
  return written.test(limit);
}

/**
 * The day of a limit.
 *
 * @param limit an ISO date, which is its own day, or one counted from today
 */
export function dayOfLimit(limit: string, day: string): string {
  const match = written.exec(limit);
  if (match === null) return limit;
  const [, sign, count = '0', unit = 'day'] = match;
  return dayFrom(day, { [`${unit}s`]: sign === '-' ? -Number(count) : Number(count) });
}
