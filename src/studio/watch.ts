import { once } from 'node:events';
import { dirname, sep } from 'node:path';
import { watch, type ChokidarOptions, type FSWatcher } from 'chokidar';

/** How long after a change others are waited for: an editor saves several files at a time. */
const debounceMs = 40;

/** What watches folders. */
export interface Watching {
  /** Watches these folders too, with all below them, whether they are there yet or not. Resolves when no change is missed any more. */
  add(folders: readonly string[]): Promise<void>;
  close(): void;
}

/** Calls back once for each burst of changes. */
export function watchFolders(onChange: () => void): Watching {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, debounceMs);
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
