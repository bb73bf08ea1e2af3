// @ts-check
/** @import { DatePart } from '../../language/fault.ts' */
/** @import { RawParts, ReadingOptions } from '../raw.ts' */
import { inPlainDigits } from './text.js';

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
const englishMonths =
  'january february march april may june july august september october november december'.split(' ');

/**
 * Reads three typed parts as an ISO date. Months may be names ("Mar", "March"), those of the page's language first; a
 * year has four digits; a day that does not exist is never rolled over.
 *
 * @param {RawParts} raw
 * @param {ReadingOptions} [options]
 * @returns {string | DateFault | undefined} the date, undefined when nothing was typed, or what is wrong
 */
export function readDate(raw, options) {
  const read = readParts(raw, dateParts, options);
  if (read?.kind !== 'read') return read;
  const { day, month, year } = read;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > days) return { kind: 'noSuchDay', parts: ['day'], month: isoMonth(read), days };
  return `${isoMonth(read)}-${twoDigits(day)}`;
}

/**
 * Reads a month and a year, as those of a date, as `2027-03`.
 *
 * @param {RawParts} raw
 * @param {ReadingOptions} [options]
 * @returns {string | DateFault | undefined} the month, undefined when nothing was typed, or what is wrong
 */
export function readMonth(raw, options) {
  const read = readParts(raw, ['month', 'year'], options);
  return read?.kind === 'read' ? isoMonth(read) : read;
}

/**
 * Each part by itself: undefined when nothing was typed, or what is wrong.
 *
 * @param {RawParts} raw
 * @param {readonly DatePart[]} asked
 * @param {ReadingOptions} [options]
 * @returns {{ kind: 'read', day: number, month: number, year: number } | DateFault | undefined}
 */
function readParts(raw, asked, { months } = {}) {
  const typed = {
    day: inPlainDigits(raw['day'] ?? ''),
    month: inPlainDigits(raw['month'] ?? ''),
    year: inPlainDigits(raw['year'] ?? ''),
  };
  const missing = asked.filter((part) => typed[part] === '');
  if (missing.length === asked.length) return undefined;
  if (missing.length > 0) return { kind: 'missing', parts: missing };
  const day = wholeNumber(typed.day);
  const month = monthNumber(typed.month, months);
  const year = Number(typed.year);
  const isPossible = {
    day: day >= 1 && day <= 31,
    month: month >= 1 && month <= 12,
    year: /^[1-9]\d{3}$/.test(typed.year),
  };
  const faulty = asked.filter((part) => !isPossible[part]);
  if (faulty.length > 0)
    return { kind: faulty.length > 1 ? 'unreal' : (faulty[0] ?? 'unreal'), parts: faulty };
  return { kind: 'read', day, month, year };
}

/** @param {{ readonly month: number, readonly year: number }} read */
function isoMonth({ month, year }) {
  return `${year}-${twoDigits(month)}`;
}

/** @param {number} part */
function twoDigits(part) {
  return String(part).padStart(2, '0');
}

/**
 * @param {string} text
 * @returns {number} NaN for anything but one or two digits
 */
function wholeNumber(text) {
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * @param {string} text a number or a name
 * @param {readonly string[]} [months] the names of the page's language
 * @returns {number} 1 to 12, or whatever other number was typed; NaN for what is no month, or more than one
 */
export function monthNumber(text, months = []) {
  const name = folded(text);
  if (/^\d*$/.test(name)) return wholeNumber(text);
  const own = monthsNamed(name, months);
  const [month = Number.NaN, ...others] = own.size > 0 ? own : monthsNamed(name, englishMonths);
  return others.length === 0 ? month : Number.NaN;
}

/**
 * The months of this name, or whose names begin with it when it has at least three letters.
 *
 * @param {string} name
 * @param {readonly string[]} names
 * @returns {ReadonlySet<number>}
 */
function monthsNamed(name, names) {
  const all = names.map((each, index) => ({ month: (index % 12) + 1, full: folded(each) }));
  const exact = all.filter(({ full }) => full === name);
  const near = name.length < 3 ? [] : all.filter(({ full }) => full.startsWith(name));
  return new Set((exact.length > 0 ? exact : near).map(({ month }) => month));
}

/**
 * A name without capitals, accents, a Turkish dotless i, and a dot at its end: as people type it in a hurry.
 *
 * @param {string} name
 */
function folded(name) {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .replaceAll('ı', 'i')
    .replace(/\.$/, '');
}

/**
 * Reads a time of day as people type it: "9:30", "9.30am", "0930", "14h30", "9 pm", "noon". A lone number ("9") is not
 * guessed.
 *
 * @param {string} text
 * @returns {string | undefined} `HH:MM`, or undefined when the text cannot be read as a time
 */
export function readTime(text) {
  const typed = inPlainDigits(text).toLowerCase();
  if (typed === 'noon' || typed === 'midday') return '12:00';
  if (typed === 'midnight') return '00:00';
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*([ap]\.?\s?m\.?)?$/.exec(typed);
  if (match === null) return undefined;
  const minutes = match[2] ?? match[3];
  const half = match[4]?.[0];
  if (minutes === undefined && half === undefined) return undefined;
  const hour = hourOfDay(Number(match[1]), half);
  if (hour === undefined || Number(minutes ?? 0) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

/**
 * @param {number} typed
 * @param {string | undefined} half `a` or `p`
 */
function hourOfDay(typed, half) {
  if (half === undefined) return typed <= 23 ? typed : undefined;
  if (half === 'p' && typed > 12 && typed <= 23) return typed;
  if (typed < 1 || typed > 12) return undefined;
  return (typed % 12) + (half === 'p' ? 12 : 0);
}
