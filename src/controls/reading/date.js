// @ts-check
/** @import { DatePart } from '../../language/fault.ts' */
/** @import { RawParts } from '../raw.ts' */
import { plain } from './text.js';

/**
 * What is wrong with a date, and in which parts of it: parts that are missing; one part that cannot be (a year has four
 * digits); several such: `unreal`; or a day that the month, such as `2027-02`, does not have.
 *
 * @typedef {{ readonly kind: 'missing' | DatePart | 'unreal', readonly parts: readonly DatePart[] }
 *   | { readonly kind: 'noSuchDay', readonly parts: readonly DatePart[], readonly month: string, readonly days: number
 *     }} DateFault
 */

/** @type {readonly DatePart[]} */
const dateParts = ['day', 'month', 'year'];
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

/**
 * Reads three typed parts as an ISO date. Months may be names ("Mar", "March"); a year has four digits; a day that does
 * not exist is never rolled over.
 *
 * @param {RawParts} raw
 * @returns {string | DateFault | undefined} the date, undefined when nothing was typed, or what is wrong
 */
export function readDate(raw) {
  const typed = {
    day: plain(raw['day'] ?? ''),
    month: plain(raw['month'] ?? ''),
    year: plain(raw['year'] ?? ''),
  };
  const missing = dateParts.filter((part) => typed[part] === '');
  if (missing.length === 3) return undefined;
  if (missing.length > 0) return { kind: 'missing', parts: missing };
  const day = wholeNumber(typed.day);
  const month = monthNumber(typed.month);
  const year = Number(typed.year);
  const isPossible = {
    day: day >= 1 && day <= 31,
    month: month >= 1 && month <= 12,
    year: /^[1-9]\d{3}$/.test(typed.year),
  };
  const faulty = dateParts.filter((part) => !isPossible[part]);
  if (faulty.length > 0)
    return { kind: faulty.length > 1 ? 'unreal' : (faulty[0] ?? 'unreal'), parts: faulty };
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const isoMonth = `${typed.year}-${String(month).padStart(2, '0')}`;
  if (day > days) return { kind: 'noSuchDay', parts: ['day'], month: isoMonth, days };
  return `${isoMonth}-${String(day).padStart(2, '0')}`;
}

/**
 * @param {string} text
 * @returns {number} NaN for anything but one or two digits
 */
function wholeNumber(text) {
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * @param {string} text a number, or a name of at least three letters
 * @returns {number} 1 to 12, or what else was typed
 */
function monthNumber(text) {
  const name = text.toLowerCase().replace(/\.$/, '');
  if (!/^[a-z]{3,9}$/.test(name)) return wholeNumber(text);
  const index = months.findIndex((month) => month.startsWith(name));
  return index < 0 ? Number.NaN : index + 1;
}
