// @ts-check
import { plain } from './text.js';

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
