import { existsSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** How long after a change others are waited for: an editor saves in several strokes. */
const debounceMs = 50;

/** What watches folders. */
export interface Watching {
  /** Watches these folders too, with all below them; of one that is not there, that it comes. */
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
        const isThere = existsSync(folder);
        const watched = isThere ? folder : dirname(folder);
        const key = isThere ? folder : `${folder} to come`;
        if (watchers.has(key) || !existsSync(watched)) continue;
        const watcher = watch(watched, { recursive: isThere }, (_event, name) => {
          if (isThere || name === basename(folder)) later();
        });
        // A folder that was removed is watched again when it is added again.
        watcher.on('error', () => {
          watcher.close();
          watchers.delete(key);
        });
        watchers.set(key, watcher);
      }
    },
    close() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
