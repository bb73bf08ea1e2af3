// @ts-check
/** @import { ReadingOptions } from '../raw.ts' */
import { inPlainDigits } from './text.js';

/** Digits with one decimal mark at most: three digits behind it are looked at before. */
const simple = /^[+-]?(?:\d+\.?|\d*[.,٫]\d+)$/;
/** Groups of thousands by one mark, and decimals behind another: nothing else can be meant. */
const grouped = /^[+-]?[1-9]\d{0,2}(?:(?:,\d{2,3})*,\d{3}(?:[.٫]\d*)?|(?:\.\d{3})+(?:[,٫]\d*)?)$/;

/**
 * Reads a number as people type it, in the digits of any script: spaces and apostrophes between thousands, currency and
 * unit are dropped. A mark that repeats parts thousands ("1,234,567"), the last one of two kinds begins the decimals
 * ("1.234,56"), and nothing parts thousands after a 0 ("0,125"). Three digits behind a single mark can be both: the
 * page's language settles it, by which its own numbers are written; where it does not, the text stays unread: better
 * asked again than guessed.
 *
 * @param {string} text
 * @param {ReadingOptions} [options]
 * @returns {number | undefined} undefined when the text cannot be read as one number
 */
export function readNumber(text, options = {}) {
  const bare = bareNumber(text, options);
  const two = readTwice(bare);
  if (two === undefined) return readOnce(bare);
  const { group, decimal } = options.marks ?? {};
  if (two.mark === group) return two.thousands;
  return two.mark === decimal && (options.decimals ?? 3) >= 3 ? two.decimal : undefined;
}

/**
 * Both numbers that a text can mean; undefined when it means one, or none.
 *
 * @param {string} text
 * @param {ReadingOptions} [options]
 */
export function twoReadings(text, options = {}) {
  return readTwice(bareNumber(text, options));
}

/** @param {string} bare */
function readTwice(bare) {
  const [, head, mark, tail] = /^([+-]?[1-9]\d{0,2})([.,])(\d{3})$/.exec(bare) ?? [];
  if (mark === undefined) return undefined;
  return { mark, thousands: Number(`${head}${tail}`), decimal: Number(`${head}.${tail}`) };
}

/** @param {string} bare */
function readOnce(bare) {
  const group = grouped.test(bare) ? /[.,]/.exec(bare)?.[0] : undefined;
  if (group === undefined && !simple.test(bare)) return undefined;
  const digits = group === undefined ? bare : bare.replaceAll(group, '');
  const number = Number(digits.replace(/[,٫]/, '.'));
  // `+ 0` turns -0 into 0, which is what JSON would make of it.
  return Number.isFinite(number) ? number + 0 : undefined;
}

/**
 * The digits and marks of a number alone.
 *
 * @param {string} text
 * @param {ReadingOptions} options
 */
function bareNumber(text, options) {
  return withoutUnit(inPlainDigits(text), options)
    .replace(/[\s'’_٬]/g, '')
    .replace(/^[−–]/, '-');
}

/**
 * Without the unit and the currency that may stand around a number.
 *
 * @param {string} text
 * @param {ReadingOptions} options
 */
function withoutUnit(text, { currency, suffix }) {
  let bare = text;
  if (suffix !== undefined && bare.toLowerCase().endsWith(suffix.toLowerCase())) {
    bare = bare.slice(0, -suffix.length);
  }
  if (currency === undefined) return bare.replace(/\p{Sc}/gu, '');
  bare = bare.trim();
  const code = currency.code.toUpperCase();
  if (bare.toUpperCase().startsWith(code)) bare = bare.slice(code.length);
  else if (bare.toUpperCase().endsWith(code)) bare = bare.slice(0, -code.length);
  return currency.signs.reduce((rest, sign) => rest.replaceAll(inPlainDigits(sign), ''), bare);
}
