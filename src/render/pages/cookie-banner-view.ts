import { markdownBlocks } from '../../definition/markdown.ts';
import type { Frame } from './page.ts';
import type { CookieBannerView } from './view-parts.ts';

/** What a host asks about its cookies; undefined when it asks nothing, or was answered. */
export function cookieBannerView({ theme, cookieChoiceAt, language }: Frame): CookieBannerView | undefined {
  if (theme.cookieBanner === undefined || cookieChoiceAt === undefined) return undefined;
  const { heading, text, action, accept, reject } = theme.cookieBanner;
  const html = markdownBlocks(text, { newTab: language.say('new-tab') });
  return { heading, html, action, accept, reject, return: cookieChoiceAt };
}
