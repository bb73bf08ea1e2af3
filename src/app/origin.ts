/**
 * What is wrong with a text that is to be an origin as browsers send it: scheme, host and, where it is not the usual
 * one, port. Anything else would never match, or, as `null` does, match pages that nobody trusts.
 *
 * @returns undefined when nothing is
 */
export function faultOfOrigin(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return `"${text}" is no origin, such as https://app.example`;
  return url.origin === text ? undefined : `"${text}" is no origin; did you mean ${url.origin}?`;
}
