import { createRequire } from 'node:module';
import type MarkdownIt from 'markdown-it';

/**
 * What a longer text may have: paragraphs, lists, headings, links, emphasis, and nothing else. HTML is words, pictures are
 * not shown.
 */
const rules = [
  'heading',
  'list',
  'link',
  'emphasis',
  'escape',
  'entity',
  'autolink',
  'newline',
  'balance_pairs',
];

/** How the links of a text open. */
export interface LinkPolicy {
  /** Says that a link opens in a new tab, which it then does; without it in the same one. */
  readonly newTab?: string | undefined;
}

/** A longer text as HTML: its blocks, headings one level below the page's own. */
export function markdownBlocks(text: string, links: LinkPolicy = {}): string {
  return isPlain(text) ? paragraphs(text) : markdown().render(text, { ...links });
}

/** A longer text as HTML on one line; where it has several blocks, they stand as they are. */
export function markdownLine(text: string, links: LinkPolicy = {}): string {
  if (isPlain(text) && !/\n\s*\n/.test(text)) return escaped(text.trim());
  const html = markdownBlocks(text, links).trim();
  const [, only] = /^<p>((?:(?!<p>)[\s\S])*)<\/p>$/.exec(html) ?? [];
  return only ?? html;
}

/**
 * A longer text as words, a text for each block: what a front end without HTML, a message or a schema shows.
 *
 * @param withAddresses whether links say where they lead, in brackets
 */
export function markdownWords(text: string, { withAddresses = true } = {}): readonly string[] {
  if (isPlain(text)) return text.split(/\n\s*\n/).filter((block) => block.trim() !== '');
  return markdown()
    .parse(text, {})
    .flatMap(({ type, children }) => {
      if (type !== 'inline') return [];
      let href = '';
      const words = (children ?? []).map((token) => {
        if (token.type === 'link_open') href = String(token.attrGet('href'));
        if (token.type === 'softbreak' || token.type === 'hardbreak') return '\n';
        // The words of an address that is written as it is say it already.
        const isNamed = withAddresses && token.type === 'link_close' && token.markup !== 'autolink';
        return isNamed ? ` (${href})` : token.content;
      });
      return [words.join('')];
    });
}

/** An answer that reads as it is in a longer text. */
export function asMarkdown(words: string): string {
  return words.replace(/[\r\n]+/g, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Whether a text has a character of Markdown in it. */
export function isPlain(text: string): boolean {
  return !/[*_[\]<>\\&`]|^\s*(?:#|[-+]\s|\d+[.)]\s)/m.test(text);
}

function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map(paragraph)
    .join('');
}

/** Words that are no Markdown, as a paragraph. */
export function paragraph(words: string): string {
  return `<p>${escaped(words.trim())}</p>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character]!);
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

type Library = InstanceType<typeof MarkdownIt>;

let reader: Library | undefined;

/** The library is loaded with the first text that needs it. */
function markdown(): Library {
  return (reader ??= made());
}

function made(): Library {
  const Reader = createRequire(import.meta.url)('markdown-it') as typeof MarkdownIt;
  const library = new Reader('zero', { html: false });
  library.enable(rules);
  const { renderer } = library;
  for (const type of ['heading_open', 'heading_close']) {
    renderer.rules[type] = (tokens, index, options, _env, self) => {
      const token = tokens[index]!;
      // The page's own heading is the only h1.
      token.tag = `h${Math.min(Number(token.tag.slice(1)) + 1, 6)}`;
      return self.renderToken(tokens, index, options);
    };
  }
  for (const [type, look] of Object.entries({ bullet_list_open: 'bullets', ordered_list_open: 'numbers' })) {
    renderer.rules[type] = (tokens, index, options, _env, self) => {
      tokens[index]!.attrSet('class', `stepway-${look}`);
      return self.renderToken(tokens, index, options);
    };
  }
  renderer.rules['link_open'] = (tokens, index, options, env, self) => {
    const token = tokens[index]!;
    // What a link leads to is no page of the form, so it is not swapped in.
    token.attrSet('hx-boost', 'false');
    if (newTabOf(env) !== undefined) {
      token.attrSet('target', '_blank');
      token.attrSet('rel', 'noopener noreferrer');
    }
    return self.renderToken(tokens, index, options);
  };
  renderer.rules['link_close'] = (_tokens, _index, _options, env) => {
    const newTab = newTabOf(env);
    return newTab === undefined ? '</a>' : ` ${escaped(newTab)}</a>`;
  };
  return library;
}

/** The library hands the policy on as its own kind of object. */
function newTabOf(env: object | undefined): string | undefined {
  return (env as LinkPolicy | undefined)?.newTab;
}
