import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * The script of axe, which looks for faults of accessibility: from the project of the author, or from what is installed
 * beside Stepway. Undefined where it is not installed: it is large, and nobody but the studio needs it.
 */
export function axeSource(): string | undefined {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    try {
      return readFileSync(createRequire(from).resolve('axe-core/axe.min.js'), 'utf8');
    } catch {
      // Not there: the next place.
    }
  }
  return undefined;
}
