import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { didYouMean } from '../did-you-mean.ts';
import { WizardError } from '../errors.ts';
import { isLanguageTag } from '../language/formats.ts';
import type { Theme } from '../render/pages/page.ts';

const words = z.record(z.string(), z.string());

/** Any of the properties of Theme, and no others. */
export const partialTheme = z
  .strictObject({
    name: z.string(),
    logo: z.string(),
    footerLinks: z.array(z.strictObject({ label: z.string(), href: z.string() })),
    language: z.string().refine(isLanguageTag, 'must be a language tag (BCP 47), such as "en" or "pt-BR"'),
    direction: z.enum(['ltr', 'rtl']),
    scheme: z.enum(['auto', 'light', 'dark']),
    properties: words,
    words,
  })
  .partial();

/**
 * Reads the theme of the ready-made server from a JSON file: any of the properties of Theme.
 *
 * @throws WizardError CONFIG_INVALID that names the file and every wrong property
 */
export function readTheme(file: string): Partial<Theme> {
  let given: unknown;
  try {
    given = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new WizardError('CONFIG_INVALID', `STEPWAY_THEME: ${file} cannot be read as JSON`, { cause });
  }
  const read = partialTheme.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map(
      (issue) => `  ${[file, ...issue.path].join('.')}: ${issue.message}${meantInTheme(issue)}`,
    );
    throw new WizardError(
      'CONFIG_INVALID',
      `Settings of the theme that need a change:\n${faults.join('\n')}`,
    );
  }
  // What is absent in the file is absent here: `partial` writes no undefined.
  return read.data as Partial<Theme>;
}

/** The property that an unknown one of the theme was probably meant to be. */
function meantInTheme(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'unrecognized_keys' || issue.path.length > 0) return '';
  return issue.keys.map((key) => didYouMean(key, Object.keys(partialTheme.shape))).join('');
}

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
