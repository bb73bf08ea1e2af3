// @ts-check

/**
 * The one tidying of every text that comes in, from a page or as JSON: each line ends with a single newline, characters
 * that control a terminal or end a string are taken out, and halves of surrogate pairs, which no store can keep, are
 * replaced by U+FFFD.
 *
 * @param {string} text
 */
export function tidied(text) {
  return text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}

/**
 * Whether a text has nothing in it that anybody could see: spaces, zero-width marks, fillers. What joins letters inside
 * a word is seen by what it does.
 *
 * @param {string} text
 */
export function isBlank(text) {
  return !/[^\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/u.test(text);
}

/**
 * Text as it is pasted into codes, numbers and addresses, made plain: full-width forms (as Japanese keyboards send
 * them) become ASCII, invisible marks go, every kind of space is a simple one, and the ends are trimmed. Not NFKC,
 * which would read "5²" as 52.
 *
 * @param {string} text
 */
export function plain(text) {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(moreThanASpace, ' ')
    .trim();
}

// A lone space stays as it is, without a look at each: a long text can hold half a million.
const moreThanASpace = /\s{2,}|[^\S ]/g;

/**
 * Plain text whose digits, of whatever script, are 0 to 9.
 *
 * @param {string} text
 */
export function inPlainDigits(text) {
  return plain(text).replace(/[^\P{Nd}\d]/gu, plainDigit);
}

/**
 * Unicode keeps the digits of a script together, from 0 to 9.
 *
 * @param {string} digit
 */
function plainDigit(digit) {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/**
 * One line: line breaks become spaces, the ends are trimmed.
 *
 * @param {string} typed tidied
 */
export function oneLine(typed) {
  return trimmed(typed.replace(/[\n\t]+/g, ' '));
}

/**
 * Several lines; the ends are trimmed.
 *
 * @param {string} typed tidied
 */
export function severalLines(typed) {
  return trimmed(typed);
}

/**
 * Without spaces at its ends, those of no width among them.
 *
 * @param {string} text
 */
function trimmed(text) {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text.charAt(start))) start += 1;
  while (end > start && isSpace(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** @param {string} character */
function isSpace(character) {
  return /[\s\u200B\u2060]/.test(character);
}

/**
 * How long a text is: characters, so that an emoji of one character is one, as people count.
 *
 * @param {string} text
 */
export function lengthOf(text) {
  return Array.from(text).length;
}

/** Signs that stand for a word each: what is written with them has no spaces between words. */
const wordSigns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/**
 * How many words a text has: what stands between spaces and has a letter or a digit in it, so that a lone dash is none;
 * in Chinese and Japanese each sign, as word processors count.
 *
 * @param {string} text
 */
export function wordsIn(text) {
  return text
    .replace(wordSigns, ' x ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/**
 * A telephone number: brackets, dots and hyphens become spaces. A 0 in brackets behind a country's code is left out when
 * one calls from abroad, so it is left out here; Italy's is always dialled.
 *
 * @param {string} typed
 */
export function telephone(typed) {
  return inPlainDigits(typed)
    .replace(/^((?:\+|00)[\d ]{1,6})[([] ?0 ?[)\]]/, (_all, /** @type {string} */ country) =>
      /^(?:\+|00) ?39/.test(country) ? `${country} 0` : `${country} `,
    )
    .replace(/[().[\]/\-‐-―−]/g, ' ')
    .replace(moreThanASpace, ' ')
    .replace(/\+ (?=\d)/g, '+')
    .trim();
}

/**
 * A postcode or reference: capitals, without spaces, dots and hyphens.
 *
 * @param {string} typed
 */
export function referenceCode(typed) {
  return inPlainDigits(typed)
    .replace(/[\s.\-‐-―−]/g, '')
    .toUpperCase();
}
