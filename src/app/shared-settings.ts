import { z } from 'zod';
import { isLanguageTag } from '../language/formats.ts';

const words = z.record(z.string(), z.string());

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
    language: z.string().refine(isLanguageTag, 'must be a language tag (BCP 47), such as "en" or "pt-BR"'),
    direction: z.enum(['ltr', 'rtl']),
    scheme: z.enum(['auto', 'light', 'dark']),
    styles: z.array(z.string()),
    scripts: z.array(z.string()),
    properties: words,
    words,
  })
  .partial();
