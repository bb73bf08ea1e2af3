import { once } from 'node:events';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watch, type ChokidarOptions, type FSWatcher } from 'chokidar';
import type { Jiti } from 'jiti';
import { configFiles, loadConfig } from '../app/load-config.ts';
import { createLoader, loadWizards, type LoadedWizard } from '../app/load-wizards.ts';
import { ownFile } from '../own-files.ts';
import { viewFinder } from '../render/html/views.ts';
import type { SettingsSource } from './live-settings.ts';

/** A folder of wizards that is loaded again and again. */
export interface Project {
  /** Loads every wizard anew, with whatever the author's files import. */
  load(viewsFolder: string): Promise<readonly LoadedWizard[]>;
  /** The folders of the author's files that were loaded, each once. */
  sourceFolders(): readonly string[];
}

const ownCode = ['dist/', 'build/', 'src/'].map((folder) => fileURLToPath(ownFile(folder)));

/** The wizards of a folder, for loading them more than once in one process. */
export function projectOf(folder: string): Project {
  const loader = createLoader();
  return {
    async load(viewsFolder) {
      forgetFiles(loader);
      return loadWizards(folder, viewFinder([viewsFolder]), loader);
    },
    sourceFolders: () => [...new Set(authorsFiles(loader).map((file) => dirname(file)))],
  };
}

/** The settings of the project in the working directory, for reading them more than once in one process. */
export function settingsOfProject(names = configFiles): SettingsSource {
  const loader = createLoader();
  const known = new Set(names.map((name) => resolve(name)));
  return {
    async load() {
      forgetFiles(loader);
      try {
        return await loadConfig(loader, names);
      } finally {
        for (const file of authorsFiles(loader)) known.add(file);
      }
    },
    files: () => [...known],
  };
}

function forgetFiles(loader: Jiti): void {
  for (const file of authorsFiles(loader)) delete loader.cache[file];
}

/** What was loaded of the author's: no library, and nothing of Stepway. */
function authorsFiles(loader: Jiti): readonly string[] {
  return Object.keys(loader.cache).filter(
    (file) =>
      !file.includes(`${sep}node_modules${sep}`) && !ownCode.some((folder) => file.startsWith(folder)),
  );
}

/** How long after a change others are waited for: an editor saves several files at a time. */
const debounceMs = 40;

/** What watches folders. */
export interface Watching {
  /** Watches these folders too, with all below them, or files, whether they are there yet or not. Resolves when no change is missed any more. */
  add(paths: readonly string[]): Promise<void>;
  close(): void;
}

/** Calls back once for each burst of changes, with the paths that changed. */
export function watchFolders(onChange: (paths: readonly string[]) => void): Watching {
  const watchers = new Map<string, FSWatcher>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const call = () => {
    const paths = [...changed];
    changed.clear();
    onChange(paths);
  };
  const later = (_event: string, path: string) => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(call, debounceMs);
  };

  async function addFolder(folder: string): Promise<void> {
    if (watchers.has(folder)) return;
    // From above, so that it may come, go and come again.
    const watcher = watch(dirname(folder), optionsFor(folder));
    watchers.set(folder, watcher);
    watcher.on('all', later);
    // A folder that cannot be read is as good as one that is not there.
    watcher.on('error', () => {});
    await once(watcher, 'ready');
  }

  return {
    add: async (folders) => void (await Promise.all(folders.map(addFolder))),
    close() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) void watcher.close();
    },
  };
}

function optionsFor(folder: string): ChokidarOptions {
  const above = dirname(folder);
  const isWithin = (path: string) => path === folder || path.startsWith(folder + sep);
  const isOthers = (path: string) => /[\\/](node_modules|\.git)([\\/]|$)/.test(path.slice(folder.length));
  return {
    ignoreInitial: true,
    ignored: (path) => path !== above && (!isWithin(path) || isOthers(path)),
    // A file is emptied before it is written: what is read in between is half of it.
    awaitWriteFinish: { stabilityThreshold: 30, pollInterval: 10 },
  };
}
