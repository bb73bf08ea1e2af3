import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const manifest = pathToFileURL(createRequire(import.meta.url).resolve('stepway/package.json'));

/**
 * A file or folder of this package that is read and not imported, by its path below the package's own folder: a module
 * cannot tell from its own place, which is another one once it is bundled.
 */
export const ownFile = (path: string): URL => new URL(path, manifest);
