// @ts-check
import { plain } from './text.js';

/** The longest name of a domain. */
const longestHost = 253;

/**
 * An email address, without the spaces that a keyboard's completion leaves. Its domain is kept as the mail's own
 * protocol has it, so that one address is stored in one way, whichever browser it came from.
 *
 * @param {string} typed
 */
export function emailAddress(typed) {
  const address = plain(typed).replaceAll(' ', '');
  const at = address.lastIndexOf('@');
  return at < 0 ? address : address.slice(0, at + 1) + asciiHost(address.slice(at + 1));
}

/**
 * A web address: what looks like a domain gets its `https://`; the domain is kept in ASCII.
 *
 * @param {string} typed
 */
export function webAddress(typed) {
  const address = plain(typed);
  const isBareDomain =
    /^[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)*\.\p{L}[\p{L}\p{M}\p{N}-]+(:\d+)?([/?#]|$)/u.test(address);
  const [, start = '', host = '', rest = ''] =
    /^(https?:\/\/)([^/?#:@]*)(.*)$/is.exec(isBareDomain ? `https://${address}` : address) ?? [];
  return start === '' ? address : `${start.toLowerCase()}${asciiHost(host)}${rest}`;
}

/**
 * A domain as it is looked up: in lower case, an international one in Punycode. What is no domain stays as it is.
 *
 * @param {string} host
 */
function asciiHost(host) {
  if (host.length > longestHost || !/^[\p{L}\p{M}\p{N}.。-]+$/u.test(host)) return host;
  if (/^\p{ASCII}*$/u.test(host)) return host.toLowerCase();
  try {
    return new URL(`https://${host}`).hostname;
  } catch {
    return host;
  }
}
