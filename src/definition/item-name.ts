import type { AnswerPath } from './answers.ts';

/** What an item is called by: words, and addresses of its own answers, as in `{about.name}`. */
export type ItemName = readonly (string | AnswerPath)[];

/** Reads how an author calls an item: `{about.name}, {about.age}`. Braces around anything else are words. */
export function itemNameOf(text: string): ItemName {
  const parts = text.split(/\{([A-Za-z][\w-]*(?:\.[\w-]+)*)\}/);
  return parts.flatMap((part, index): ItemName => {
    if (index % 2 === 1) return [Object.freeze(part.split('.'))];
    return part === '' ? [] : [part];
  });
}

/** The answers by which an item is called. */
export function answersIn(name: ItemName): readonly AnswerPath[] {
  return name.filter((part) => typeof part !== 'string');
}
