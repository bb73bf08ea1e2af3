import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { blocksOf } from './blocks.ts';

/** A reader's own project, in which the blocks of a page stand as files. */
export interface ReadersProject {
  /** Where it is. */
  readonly folder: string;
  /** Writes the page's whole module that contains a text into its file, and gives that. */
  write(page: string, containing: string): string;
  /** Imports the page's whole module that contains a text, as a reader would who copied it. */
  importBlock(page: string, containing: string): Promise<Readonly<Record<string, unknown>>>;
  remove(): void;
}

/** Makes an empty project that finds this one as `stepway`, and its packages. */
export function readersProject(
  packages: readonly string[] = ['zod', 'express', 'express-session'],
): ReadersProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'stepway-blocks-')));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(resolve('.'), join(modules, 'stepway'));
  for (const name of packages) symlinkSync(resolve('node_modules', name), join(modules, name));
  const write: ReadersProject['write'] = (page, containing) => {
    const block = blocksOf(page).find(
      ({ language, text }) => language === 'ts' && text.startsWith('import ') && text.includes(containing),
    );
    if (block === undefined) throw new Error(`${page} has no module with ${containing}`);
    const file = join(folder, block.file ?? `block-${block.line}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, block.text);
    return file;
  };
  return {
    folder,
    write,
    importBlock: async (page, containing) =>
      (await import(write(page, containing))) as Readonly<Record<string, unknown>>,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
