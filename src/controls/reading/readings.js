// @ts-check
/** @import { Json } from '../../definition/answers.ts' */
/** @import { RawValue, ReadingOptions } from '../raw.ts' */
import { emailAddress, webAddress } from './address.js';
import { monthNumber, readDate, readMonth, readTime } from './date-time.js';
import { readToken, referenceIn } from './file-tokens.js';
import { readNumber } from './number.js';
import { inPlainDigits, isBlank, oneLine, referenceCode, severalLines, telephone, tidied } from './text.js';

/**
 * A way to read what was typed: makes of it what a schema takes. Nothing typed is undefined; what cannot be read stays
 * what it was (a string; a date its parts), for the validation to word.
 *
 * @callback Read
 * @param {RawValue | undefined} raw
 * @param {ReadingOptions} options
 * @returns {Json | undefined}
 */

/**
 * The ways to read what was typed. The server reads by these, and so does the page's script, which is joined from this
 * very file and those that it imports (src/render/html/assets.ts): they must run in a browser.
 */
export const readings = {
  line: fromText(oneLine),
  lines: fromText(severalLines),
  /** To the letter, but for the tidying: what a page offered comes back as it was offered, and a password is what it is. */
  literal: fromText((typed) => typed),
  email: fromText(emailAddress),
  telephone: fromText(telephone),
  webAddress: fromText(webAddress),
  code: fromText(referenceCode),
  time: fromText((typed) => readTime(typed) ?? oneLine(typed)),
  number: fromText((typed, options) => {
    const text = oneLine(typed);
    return text === '' ? '' : (readNumber(text, options) ?? text);
  }),
  year: fromText((typed) => {
    const text = inPlainDigits(typed);
    return /^[1-9]\d{3}$/.test(text) ? Number(text) : oneLine(typed);
  }),
  yesNo: fromText(yesOrNo),
  /** A box that is not ticked says no when an answer is due: a schema of `true` refuses that, one of any boolean takes it. */
  tick: /** @type {Read} */ (
    (raw, options) => {
      const isOdd = typeof raw === 'object';
      return isOdd
        ? undefined
        : (fromText(yesOrNo)(raw, options) ?? (options.required === true ? false : undefined));
    }
  ),
  choices: /** @type {Read} */ (
    (raw, options) => {
      /** @type {readonly string[]} */
      const values = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? raw : [];
      const given = [...new Set(values.map(tidied).filter((value) => !isBlank(value)))];
      return given.length > 0 || options.required === true ? given : undefined;
    }
  ),
  /** What is chosen of options that are searched; a text that was typed and not searched for is none of them. */
  lookup: /** @type {Read} */ (
    (raw, options) => {
      if (!isParts(raw)) return readings.literal(raw, options);
      const [query, found] = [oneLine(raw['query'] ?? ''), oneLine(raw['found'] ?? '')];
      return isBlank(query) || query === found ? readings.literal(raw['value'], options) : { query };
    }
  ),
  files: /** @type {Read} */ (
    (raw, options) => {
      /** @type {readonly string[]} */
      const tokens = typeof raw === 'string' ? [raw] : Array.isArray(raw) ? raw : [];
      const given = tokens
        .filter((token) => token !== '')
        .map((token) => referenceIn(readToken(token) ?? {}));
      if (given.length === 0) return undefined;
      return options.several === true ? given : given.at(-1);
    }
  ),
  date: fromParts(readDate),
  month: fromParts(readMonth),
  /** Two dates, each as any date. */
  range: /** @type {Read} */ (
    (raw, options) => {
      if (!isParts(raw)) return undefined;
      return together({
        from: readings.date(partsUnder(raw, 'from-'), options),
        to: readings.date(partsUnder(raw, 'to-'), options),
      });
    }
  ),
  /** A choice in each row. */
  rows: /** @type {Read} */ (
    (raw, options) => {
      if (!isParts(raw)) return undefined;
      const chosen = Object.entries(raw).map(([row, value]) => [row, readings.literal(value, options)]);
      return together(Object.fromEntries(chosen));
    }
  ),
  /** A name, and what was drawn. */
  signature: /** @type {Read} */ (
    (raw, options) => {
      if (typeof raw === 'string') return together({ name: readings.line(raw, options) });
      if (!isParts(raw)) return undefined;
      return together({
        name: readings.line(raw['name'], options),
        drawing: readings.literal(raw['drawing'], options),
      });
    }
  ),
};

/**
 * A reading of what stands in one input.
 *
 * @param {(typed: string, options: ReadingOptions) => Json} read of a tidied text; gives a blank one where there is no answer
 * @returns {Read}
 */
function fromText(read) {
  return (raw, options) => {
    if (typeof raw !== 'string') return undefined;
    const value = read(tidied(raw), options);
    return typeof value === 'string' && isBlank(value) ? undefined : value;
  };
}

/**
 * A reading of what stands in the inputs of a date or a month.
 *
 * @param {typeof readDate} read
 * @returns {Read}
 */
function fromParts(read) {
  return (raw, options) => {
    if (typeof raw === 'string') return readings.line(raw, options);
    if (raw === undefined || Array.isArray(raw)) return undefined;
    const typed = Object.entries(raw).map(([part, text]) => [part, tidied(text)]);
    const parts = /** @type {import('../raw.ts').RawParts} */ (Object.fromEntries(typed));
    const found = read(parts, options);
    if (found === undefined || typeof found === 'string') return found;
    // What is wrong is found again without the page's language: for that, a month's name is its number.
    const month = monthNumber(inPlainDigits(parts['month'] ?? ''), options.months);
    return Number.isNaN(month) ? parts : { ...parts, month: String(month) };
  };
}

/**
 * @param {RawValue | undefined} raw
 * @returns {raw is import('../raw.ts').RawParts}
 */
function isParts(raw) {
  return typeof raw === 'object' && !Array.isArray(raw);
}

/**
 * The parts whose names begin so, without that beginning.
 *
 * @param {import('../raw.ts').RawParts} raw
 * @param {string} start
 */
function partsUnder(raw, start) {
  const own = Object.entries(raw).filter(([part]) => part.startsWith(start));
  return Object.fromEntries(own.map(([part, typed]) => [part.slice(start.length), typed]));
}

/**
 * An answer of several parts; undefined when there is none.
 *
 * @param {{ readonly [part: string]: Json | undefined }} parts
 * @returns {Json | undefined}
 */
function together(parts) {
  const given = Object.entries(parts).filter(([, part]) => part !== undefined);
  return given.length === 0 ? undefined : /** @type {Json} */ (Object.fromEntries(given));
}

/** @param {string} typed */
function yesOrNo(typed) {
  const text = typed.trim();
  const word = text.toLowerCase();
  if (word === 'yes' || word === 'true' || word === 'on') return true;
  if (word === 'no' || word === 'false') return false;
  return text;
}

/**
 * What was typed into a control, from the strings that were sent under each name.
 *
 * @param {string} name the field's
 * @param {import('../raw.ts').Inputs} inputs
 * @param {(name: string) => readonly string[]} sentAs
 * @returns {RawValue | undefined} undefined when nothing was sent for it
 */
export function rawFrom(name, inputs, sentAs) {
  if (inputs === 'one') return sentAs(name).at(-1);
  if (inputs === 'several') return sentAs(name).length === 0 ? undefined : sentAs(name);
  const sent = inputs.map((part) => /** @type {const} */ ([part, sentAs(`${name}-${part}`).at(-1)]));
  if (sent.every(([, typed]) => typed === undefined)) return undefined;
  return Object.fromEntries(sent.map(([part, typed]) => [part, typed ?? '']));
}
