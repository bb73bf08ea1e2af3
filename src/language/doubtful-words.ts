import { nearest } from '../did-you-mean.ts';
import { faults } from './en/faults.ts';
import { words } from './en/words.ts';
import type { Words } from './language.ts';

/** A text of an author's that is probably not meant so. */
export interface DoubtfulWord {
  readonly code: 'empty-word' | 'unknown-placeholder';
  readonly key: string;
  /** What is doubtful and the fix. */
  readonly message: string;
}

const texts: { readonly [key: string]: string } = { ...faults, ...words };

/** Texts with placeholders that nothing fills, and buttons and headings without words. */
export function doubtfulWordsIn(given: Words): readonly DoubtfulWord[] {
  return Object.entries(given).flatMap(([key, text]): readonly DoubtfulWord[] => {
    if (!Object.hasOwn(texts, key)) return [];
    if (text.trim() === '') return isButtonOrHeading(key) ? [emptyWord(key)] : [];
    const known = placeholdersOf(key);
    return placeholdersIn(text)
      .filter((placeholder) => !known.includes(placeholder))
      .map((placeholder) => unknownPlaceholder(key, placeholder, known));
  });
}

function emptyWord(key: string): DoubtfulWord {
  const message = `"${key}" is empty, and leaves a button or a heading without words; give it some, or leave it out`;
  return { code: 'empty-word', key, message };
}

function unknownPlaceholder(key: string, placeholder: string, known: readonly string[]): DoubtfulWord {
  const meant = nearest(placeholder, known);
  const has =
    known.length === 0 ? 'that text has none' : `it has ${known.map((each) => `{${each}}`).join(', ')}`;
  const fix = meant === undefined ? has : `did you mean {${meant}}?`;
  return {
    code: 'unknown-placeholder',
    key,
    message: `"${key}" has {${placeholder}}, which nothing fills; ${fix}`,
  };
}

function isButtonOrHeading(key: string): boolean {
  return (
    ['continue', 'change', 'back'].includes(key) || /(?:^|[.-])(?:heading|button|continue)(?:-|$)/.test(key)
  );
}

/** What fills a text: what those of its kind have. A fault's name stands in all of them, or in none that a field has. */
function placeholdersOf(key: string): readonly string[] {
  const kind = key.replace(/(?:\.one|\.any|-one)+$/, '');
  const related = Object.keys(texts).filter(
    (other) =>
      other === kind || (/^(?:\.one|\.any|-one)/.test(other.slice(kind.length)) && other.startsWith(kind)),
  );
  const own = Object.hasOwn(faults, key) ? ['subject', 'name'] : [];
  return [...new Set([...own, ...related.flatMap((other) => placeholdersIn(texts[other]!))])];
}

function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
