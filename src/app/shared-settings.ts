import { z } from 'zod';
import { languageTagRule } from '../language/language-tag.ts';

/** The tag of a language that there is. */
export const languageTag = z.string().superRefine((tag, context) => {
  const message = languageTagRule(tag);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

const words = z.record(z.string(), z.string());

const addresses = (example: string) => z.array(z.string(), `must be a list, such as ['${example}']`);

/** Any of the properties of Theme, and no others. */
export const partialTheme = z
  .strictObject({
    name: z.string(),
    logo: z.string(),
    footerLinks: z.array(z.strictObject({ label: z.string(), href: z.string() })),
    phase: z.strictObject({ tag: z.string(), text: z.string() }),
    cookieBanner: z.strictObject({
      cookie: z.string().regex(/^[\w-]+$/, 'must be the name of a cookie'),
      action: z.string(),
      heading: z.string(),
      text: z.string(),
      accept: z.string(),
      reject: z.string(),
    }),
    language: languageTag,
    direction: z.enum(['ltr', 'rtl']),
    scheme: z.enum(['auto', 'light', 'dark']),
    styles: addresses('/brand.css'),
    scripts: addresses('/brand.js'),
    properties: words,
    words,
  })
  .partial();
