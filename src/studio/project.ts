import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Jiti } from 'jiti';
import { viewFinder } from '../render/html/views.ts';
import { createLoader, loadWizards, type LoadedWizard } from '../app/load-wizards.ts';

/** A folder of wizards that is loaded again and again. */
export interface Project {
  /** Loads every wizard anew, with whatever the author's files import. */
  load(): Promise<readonly LoadedWizard[]>;
  /** The folders of the author's files that were loaded, each once. */
  sourceFolders(): readonly string[];
}

const ownPackage = fileURLToPath(new URL('../..', import.meta.url));
const ownCode = ['dist', 'src'].map((folder) => resolve(ownPackage, folder) + sep);

/** The wizards of a folder, for loading them more than once in one process. */
export function projectOf(folder: string, viewsFolder: string): Project {
  const loader = createLoader();
  return {
    async load() {
      for (const file of authorsFiles(loader)) delete loader.cache[file];
      return loadWizards(folder, viewFinder([viewsFolder]), loader);
    },
    sourceFolders: () => [...new Set(authorsFiles(loader).map((file) => dirname(file)))],
  };
}

/** What was loaded of the author's: no library, and nothing of Stepway. */
function authorsFiles(loader: Jiti): readonly string[] {
  return Object.keys(loader.cache).filter(
    (file) =>
      !file.includes(`${sep}node_modules${sep}`) && !ownCode.some((folder) => file.startsWith(folder)),
  );
}
