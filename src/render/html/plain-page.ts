import ejs from 'ejs';
import { languageOf, paragraphsOf } from '../../language/language.ts';
import type { Theme } from '../pages/page.ts';

/** The page of last resort, when no view can be rendered: no view is behind it. */
export function plainPage({ language, direction, words }: Theme): string {
  const { say } = languageOf(language, words);
  const heading = ejs.escapeXML(say('hosts.heading'));
  const paragraphs = paragraphsOf(say('hosts.text')).map((text) => `<p>${ejs.escapeXML(text)}</p>`);
  return (
    `<!doctype html><html lang="${ejs.escapeXML(language)}" dir="${direction}"><title>${heading}</title>` +
    `<h1>${heading}</h1>${paragraphs.join('')}</html>`
  );
}
