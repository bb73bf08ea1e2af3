import { readFileSync } from 'node:fs';

/** One fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that the line before it names: `` `wizards/card.ts`: ``. */
  readonly file?: string;
  /** Where it begins, for a message. */
  readonly line: number;
}

/** Every fenced block of a Markdown page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const text = readFileSync(page, 'utf8');
  return [...text.matchAll(/(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[2]!,
    text: match[3]!,
    line: text.slice(0, match.index).split('\n').length,
    ...(match[1] === undefined ? {} : { file: match[1] }),
  }));
}
