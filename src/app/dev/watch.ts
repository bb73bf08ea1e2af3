import { existsSync, watch, type FSWatcher } from 'node:fs';

/** How long after a change others are waited for: an editor saves in several strokes. */
const debounceMs = 50;

/** What watches folders. */
export interface Watching {
  /** Watches these folders too, with all below them; one that is not there is left out. */
  add(folders: readonly string[]): void;
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
  return {
    add(folders) {
      for (const folder of folders) {
        if (watchers.has(folder) || !existsSync(folder)) continue;
        const watcher = watch(folder, { recursive: true }, later);
        // A folder that was removed is watched again when it is added again.
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(folder);
        });
        watchers.set(folder, watcher);
      }
    },
    close() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
