import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A file of a wizard with its text. */
export interface SourceFile {
  /** From the working directory on. */
  readonly file: string;
  readonly text: string;
}

/** A wizard that is finished in a file is another one, such as one that answers are handed over to. */
const endsAWizard = /\.complete\(/;

/**
 * The files that a wizard is written in: its own, then those of the author's that it imports and that hold no other
 * wizard, nearest first. A file that is gone is empty.
 *
 * @param file the one that the wizard was loaded from
 */
export function filesOfWizard(file: string): readonly SourceFile[] {
  const found = new Map([[resolve(file), textOf(file) ?? '']]);
  // A map that grows while it is gone through: what was added is gone through as well.
  for (const [path, text] of found) {
    for (const imported of importsOf(path, text)) {
      const its = found.has(imported) ? undefined : textOf(imported);
      if (its !== undefined && !endsAWizard.test(its)) found.set(imported, its);
    }
  }
  return [...found].map(([path, text]) => ({ file: relative(process.cwd(), path), text }));
}

/** Where its relative imports may lead: as they are written, or to the TypeScript that they stand for. */
function importsOf(path: string, text: string): readonly string[] {
  const written = [...text.matchAll(/\bfrom\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g)].map((match) => match[2]!);
  return written
    .flatMap((each) => [each, each.replace(/js$/, 'ts'), `${each}.ts`])
    .map((each) => join(dirname(path), each));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
