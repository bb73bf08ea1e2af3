import type { DatePart } from '../language/fault.ts';
import type { RawDate } from './issue.ts';
import { plain } from './text.ts';

/** What is wrong with a date, and in which parts of it. */
export type DateFault =
  /** Parts that are missing; one part that cannot be (a year has four digits); or several such: `unreal`. */
  | { readonly kind: 'missing' | DatePart | 'unreal'; readonly parts: readonly DatePart[] }
  /** The month, such as `2027-02`, has fewer days. */
  | {
      readonly kind: 'noSuchDay';
      readonly parts: readonly DatePart[];
      readonly month: string;
      readonly days: number;
    };

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const fullMonthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * Reads three typed parts as an ISO date. Months may be names ("Mar", "March"); a year has four digits; a day that does
 * not exist is never rolled over.
 *
 * @returns the date, `undefined` when nothing was typed, or what is wrong
 */
export function readDate(raw: RawDate): string | DateFault | undefined {
  const typed = { day: plain(raw.day), month: plain(raw.month), year: plain(raw.year) };
  const missing = (['day', 'month', 'year'] as const).filter((part) => typed[part] === '');
  if (missing.length === 3) return undefined;
  if (missing.length > 0) return { kind: 'missing', parts: missing };
  const day = readWhole(typed.day);
  const month = readMonth(typed.month);
  const isPossible = {
    day: day >= 1 && day <= 31,
    month: month >= 1 && month <= 12,
    year: /^[1-9]\d{3}$/.test(typed.year),
  };
  const faulty = (['day', 'month', 'year'] as const).filter((part) => !isPossible[part]);
  if (faulty.length > 0) return { kind: faulty.length > 1 ? 'unreal' : faulty[0]!, parts: faulty };
  const days = daysIn(Number(typed.year), month);
  if (day > days) {
    return { kind: 'noSuchDay', parts: ['day'], month: `${typed.year}-${twoDigits(month)}`, days };
  }
  return `${typed.year}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** An ISO date as its three parts without leading zeros; undefined for anything else. */
export function partsOf(iso: string): RawDate | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(iso);
  if (match === null) return undefined;
  return { day: String(Number(match[3])), month: String(Number(match[2])), year: match[1]! };
}

/** The date on the server's calendar at a moment, as ISO. */
export function localDate(now: Date): string {
  const year = String(now.getFullYear()).padStart(4, '0');
  return `${year}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

function readWhole(text: string): number {
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

function readMonth(text: string): number {
  const name = text.toLowerCase().replace(/\.$/, '');
  if (!/^[a-z]{3,9}$/.test(name)) return readWhole(text);
  const index = monthNames.indexOf(name.slice(0, 3));
  const isWhole = name === 'sept' || (fullMonthNames[index]?.toLowerCase().startsWith(name) ?? false);
  return isWhole ? index + 1 : Number.NaN;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
