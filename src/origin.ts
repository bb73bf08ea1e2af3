import { z } from 'zod';

/**
 * What is wrong with a text that is to be an origin as browsers send it: scheme, host and, where it is not the usual
 * one, port. Anything else would never match, or, as `null` does, match pages that nobody trusts.
 *
 * @returns undefined when nothing is
 */
export function faultOfOrigin(text: string): string | undefined {
  if (text.includes('*')) return `"${text}" is no origin: name each one in full, such as https://app.example`;
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = /[.:]/.test(text) && URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return `"${text}" is no origin, such as https://app.example`;
  return url.origin === text
    ? undefined
    : `"${text}" is no origin, which is scheme and host alone; did you mean ${url.origin}?`;
}

/** An origin in the options of a call. */
export const originSchema = z
  .string('must be an origin, such as "https://app.example"')
  .superRefine((text, context) => {
    const fault = faultOfOrigin(text);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });
