import type { Frame, Page, PageKind } from './page.ts';
import { hiddenNames } from './urls.ts';
import type { LanguageView } from './view-parts.ts';

/**
 * How a page is had in another language: its form brings what is typed, or there is nothing typed and a link will do. The
 * page of something that was sent has the only copy of it, and its address is another page: it stays as it is.
 */
const ways: { readonly [kind in PageKind]: 'form' | 'link' | 'none' } = {
  list: 'link',
  runs: 'link',
  start: 'link',
  step: 'form',
  external: 'link',
  returned: 'none',
  late: 'none',
  tasks: 'link',
  items: 'link',
  rows: 'form',
  'remove-item': 'link',
  exit: 'link',
  check: 'link',
  done: 'link',
  'in-progress': 'none',
  submitted: 'link',
  expired: 'none',
  'no-cookies': 'none',
  conflict: 'none',
  unavailable: 'none',
  'too-large': 'none',
  full: 'none',
  delete: 'link',
  deleted: 'link',
  saved: 'link',
  'saved-run': 'link',
  moved: 'link',
  'open-saved': 'link',
  unreadable: 'none',
  'not-found': 'link',
  'bad-request': 'none',
  refused: 'none',
  error: 'none',
};

const none: readonly LanguageView[] = Object.freeze([]);

/** The languages in which a visitor can have this page, its own among them: of a wizard those for which it has texts; none where there is no choice. */
export function languagesView(page: Page, { languages, language }: Frame): readonly LanguageView[] {
  if (languages === undefined) return none;
  const way = ways[page.kind];
  // Where a run is that was saved: with what was typed meanwhile, when a form was sent.
  const isHeld = way === 'link' && 'raw' in page && page.status !== 200;
  if (way === 'none' || isHeld) return none;
  const its = 'definition' in page ? page.definition?.languages : undefined;
  const offered = languages.offered.filter(({ tag }) => its === undefined || its.includes(tag));
  if (offered.length < 2) return none;
  return offered.map(({ tag, name }): LanguageView => {
    if (tag === language.tag) return { kind: 'current', tag, name };
    if (way === 'form') return { kind: 'button', tag, name, field: hiddenNames.language };
    return { kind: 'link', tag, name, href: hrefIn(languages.address, tag) };
  });
}

/** The same page, whichever path a proxy has it under: its query alone, with the language. */
function hrefIn(address: string, tag: string): string {
  const at = address.indexOf('?');
  const asked = new URLSearchParams(at < 0 ? '' : address.slice(at + 1));
  asked.set('lang', tag);
  return `?${asked.toString()}`;
}
