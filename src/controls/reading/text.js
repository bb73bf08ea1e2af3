// @ts-check

/**
 * Replaces halves of surrogate pairs, which no store can keep, by U+FFFD.
 *
 * @param {string} text
 */
export function wellFormed(text) {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
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
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * One line: line breaks become spaces, the ends are trimmed.
 *
 * @param {string} typed
 */
export function oneLine(typed) {
  return typed.replace(/[\r\n\u2028\u2029]+/g, ' ').trim();
}

/**
 * Several lines, each ended by a single newline; the ends are trimmed.
 *
 * @param {string} typed
 */
export function severalLines(typed) {
  return typed.replace(/\r\n?/g, '\n').trim();
}

/**
 * An email address, without the spaces that a keyboard's completion leaves.
 *
 * @param {string} typed
 */
export function emailAddress(typed) {
  return plain(typed).replaceAll(' ', '');
}

/**
 * A telephone number: brackets, dots and hyphens become spaces.
 *
 * @param {string} typed
 */
export function telephone(typed) {
  return plain(typed)
    .replace(/[().[\]/\-‐-―−]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\+ (?=\d)/g, '+')
    .trim();
}

/**
 * A web address: what looks like a domain gets its `https://`.
 *
 * @param {string} typed
 */
export function webAddress(typed) {
  const address = plain(typed);
  const isBareDomain = /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+(:\d+)?([/?#]|$)/u.test(
    address,
  );
  return isBareDomain ? `https://${address}` : address;
}

/**
 * A postcode or reference: capitals, without spaces, dots and hyphens.
 *
 * @param {string} typed
 */
export function referenceCode(typed) {
  return plain(typed)
    .replace(/[\s.\-‐-―−]/g, '')
    .toUpperCase();
}
