import { nearest } from '../did-you-mean.ts';
import { faults } from './en/faults.ts';
import { words } from './en/words.ts';
import type { Words } from './language.ts';

const known: readonly string[] = [...Object.keys(words), ...Object.keys(faults)];

/** A key of words that is nearly one of ours. */
export interface MisspeltWord {
  readonly key: string;
  readonly meant: string;
}

/** The keys that are probably misspelt. A key of an author's own is as good as any: only one that is nearly ours is doubtful. */
export function misspeltWordsIn(given: Words): readonly MisspeltWord[] {
  return Object.keys(given).flatMap((key) => {
    const meant = known.includes(key) ? undefined : nearest(key, known);
    return meant === undefined ? [] : [{ key, meant }];
  });
}
