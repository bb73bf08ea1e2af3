import type { KeyedText } from './every-text.ts';
import { changedKey, messagesKey, textIn, type TranslatedText, type Texts } from './in-language.ts';

/** Texts in another language that were brought up to what there is now, and what is to do. */
export interface UpdatedTexts {
  readonly texts: Texts;
  /** The keys of those that are not translated yet. */
  readonly missing: readonly string[];
  /** Those that were made from another text than there is now. */
  readonly changed: readonly string[];
  /** Those that belong to no text any more: they stay, at the end, until somebody takes them out. */
  readonly stray: readonly string[];
}

/**
 * A file of texts with a place for each text that there is now, in order, beside the text that it is made from. What is
 * translated stays; a text that moved to another key, or stands at several, takes its translation along.
 *
 * @param languages BCP 47: in which the texts are written, and into which they are translated
 */
export function updatedTexts(
  before: Texts,
  written: readonly KeyedText[],
  { from, to }: { readonly from: string; readonly to: string },
): UpdatedTexts {
  const bySource = translationsBySource(before, { from, to });
  const known = new Set(written.map(({ key }) => key));
  const made = written.map(({ key, text }) => {
    const given = Object.hasOwn(before, key) ? before[key] : undefined;
    const others = typeof given === 'object' ? given : {};
    const its = textIn(before, key, to);
    const source = others[changedKey] ?? others[from];
    const isChanged = its !== undefined && source !== undefined && source !== text;
    const { [changedKey]: _was, ...rest } = others;
    const entry: TranslatedText = {
      ...rest,
      [from]: text,
      ...(isChanged ? { [changedKey]: source } : {}),
      [to]: its ?? bySource.get(text) ?? '',
    };
    return { key, entry, isChanged };
  });
  const rest = Object.entries(before).filter(([key]) => !known.has(key));
  return {
    texts: Object.fromEntries([...made.map(({ key, entry }) => [key, entry] as const), ...rest]),
    missing: made.filter(({ entry }) => entry[to] === '' && entry[from]?.trim() !== '').map(({ key }) => key),
    changed: made.filter(({ isChanged }) => isChanged).map(({ key }) => key),
    stray: rest.map(([key]) => key).filter((key) => !key.startsWith(messagesKey)),
  };
}

function translationsBySource(
  texts: Texts,
  { from, to }: { readonly from: string; readonly to: string },
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [key, given] of Object.entries(texts)) {
    const [source, its] = [typeof given === 'string' ? undefined : given[from], textIn(texts, key, to)];
    if (source !== undefined && its !== undefined) found.set(source, its);
  }
  return found;
}
