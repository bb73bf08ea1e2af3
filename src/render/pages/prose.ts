import { markdownBlocks, markdownLine, markdownWords, paragraph } from '../../definition/markdown.ts';
import type { FieldGroup, Help } from '../../definition/field.ts';
import type { Say } from '../../language/language.ts';
import type { FieldGroupView, HelpView } from './view-parts.ts';

/** A longer text: its words, a text for each block, and its HTML. */
export interface ProseView {
  readonly paragraphs: readonly string[];
  readonly prose: string;
}

/** How the links of a text open: on a page with something to fill in, in a new tab, which they say. */
type Links = { readonly say: Say } | 'same-tab';

// Texts are read once: those that name answers come as other lists, which are forgotten with their page.
const read = new WeakMap<
  readonly string[],
  { readonly newTab: string | undefined; readonly made: ProseView }
>();

/** What an author wrote as one or several texts, in Markdown. */
export function proseOf(texts: readonly string[], links: Links): ProseView {
  const newTab = newTabOf(links);
  const known = read.get(texts);
  if (known !== undefined && known.newTab === newTab) return known.made;
  const text = texts.join('\n\n');
  const made = { paragraphs: markdownWords(text), prose: markdownBlocks(text, { newTab }) };
  read.set(texts, { newTab, made });
  return made;
}

/** The same with our own words behind it. */
export function proseWith({ paragraphs, prose }: ProseView, words: readonly string[]): ProseView {
  return { paragraphs: [...paragraphs, ...words], prose: prose + wordsProse(words) };
}

/** Our own words as HTML. */
export function wordsProse(words: readonly string[]): string {
  return words.map(paragraph).join('');
}

/** A text on one line, such as a hint: its words. */
export function lineWords(text: string): string {
  return markdownWords(text).join(' ');
}

/** A text on one line as HTML. */
export function lineHtml(text: string, links: Links): string {
  return markdownLine(text, { newTab: newTabOf(links) });
}

/** What opens under a summary. */
export function helpView(help: Help | undefined, links: Links): HelpView | undefined {
  return help && { summary: help.summary, html: markdownBlocks(help.text, { newTab: newTabOf(links) }) };
}

/** What stands above fields that belong together. */
export function groupView(group: FieldGroup | undefined, links: Links): FieldGroupView | undefined {
  if (group === undefined) return undefined;
  const { heading, hint } = group;
  return { heading, hintHtml: hint === undefined ? undefined : lineHtml(hint, links) };
}

function newTabOf(links: Links): string | undefined {
  return links === 'same-tab' ? undefined : links.say('new-tab');
}
