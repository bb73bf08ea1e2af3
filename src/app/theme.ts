import type { Theme } from '../render/pages/page.ts';

const defaultTheme: Theme = {
  name: 'Stepway',
  footerLinks: [],
  language: 'en',
  direction: 'ltr',
  properties: {},
  words: {},
};

/** The theme with what a host left out, or gave as undefined. */
export function themeOf(given: Partial<Theme> = {}): Theme {
  const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...defaultTheme, ...own };
}
