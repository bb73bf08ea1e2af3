import { realpathSync } from 'node:fs';
import { extname, relative, resolve, sep } from 'node:path';

const extensions = new Set(['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.ejs']);

/** Whether a file may be shown in a code frame: the author's own code, in one of these folders and nowhere else. */
export function isShown(file: string, folders: readonly string[]): boolean {
  const real = realPathOf(file);
  if (real === undefined || !extensions.has(extname(real))) return false;
  return folders.some((folder) => {
    const root = realPathOf(folder);
    if (root === undefined) return false;
    const below = relative(root, real).split(sep);
    return below[0] !== '..' && !below.some((part) => part.startsWith('.') || part === 'node_modules');
  });
}

/** Where a link leads; undefined when nothing is there. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(resolve(path));
  } catch {
    return undefined;
  }
}
