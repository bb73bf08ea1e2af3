// @ts-check
/** @import { ReadingOptions } from '../raw.ts' */
import { plain } from './text.js';

/**
 * Reads a number as people type it: spaces and apostrophes between thousands, currency and unit are dropped, and
 * commas where they part thousands ("1,234.50", "12,34,567"). A single comma before one or two last digits, with no dot
 * anywhere, is a decimal comma ("12,5" is 12.5, and "1 234,50" is 1234.5). What is still ambiguous ("1.234,56") or no
 * number stays unread: better asked again than guessed.
 *
 * @param {string} text
 * @param {ReadingOptions} [options]
 * @returns {number | undefined} undefined when the text cannot be read as a number
 */
export function readNumber(text, options = {}) {
  let bare = withoutUnit(plain(text), options)
    .replace(/[\s'’_]/g, '')
    .replace(/^[−–]/, '-');
  if (/^[+-]?\d+,\d{1,2}$/.test(bare)) bare = bare.replace(',', '.');
  else if (/^[+-]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?$/.test(bare)) bare = bare.replaceAll(',', '');
  if (options.whole === true && /^[+-]?\d{1,3}\.\d{3}$/.test(bare)) return undefined;
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(bare)) return undefined;
  const number = Number(bare);
  // `+ 0` turns -0 into 0, which is what JSON would make of it.
  return Number.isFinite(number) ? number + 0 : undefined;
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
  return bare.replaceAll(currency.sign, '');
}
