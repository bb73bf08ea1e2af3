import type { SavedRuns } from '../../completion/saved-runs.ts';
import { claimed, isMeant, knownOf, released, relinked, settled, type SavedEntry } from '../saved-steps.ts';

/** Saved runs in this process' memory, for tests and the test kit. */
export function memorySaved(): SavedRuns {
  const stored = new Map<string, SavedEntry>();
  const change = <Next extends SavedEntry>(
    id: string | undefined,
    step: (entry: SavedEntry) => Next | undefined,
  ): Next | undefined => {
    const entry = id === undefined ? undefined : stored.get(id);
    const next = entry === undefined ? undefined : step(entry);
    if (next !== undefined) stored.set(next.id, next);
    return next;
  };
  return {
    async put(run) {
      stored.set(run.id, run);
    },
    async find(key, now) {
      const found = [...stored.values()].find((entry) => isMeant(entry, key, now));
      return found === undefined ? undefined : knownOf(found);
    },
    async under(reference, now) {
      return [...stored.values()]
        .filter((entry) => entry.reference === reference && isMeant(entry, {}, now))
        .toSorted((one, other) => one.savedAt - other.savedAt)
        .map(knownOf);
    },
    async release(id, until) {
      change(id, (entry) => released(entry, until));
    },
    async claim(key, by) {
      const found = [...stored.values()].find((entry) => isMeant(entry, key, by.now));
      return change(found?.id, (entry) => claimed(entry, by));
    },
    async settle(id, claim) {
      return change(id, (entry) => settled(entry, claim)) !== undefined;
    },
    async relink(id, link, now) {
      return (
        change(id, (entry) => (isMeant(entry, {}, now) ? relinked(entry, link) : undefined)) !== undefined
      );
    },
    remove: async (id) => stored.delete(id),
    async purge(now) {
      const over = [...stored.values()].filter(({ until }) => until <= now);
      for (const { id } of over) stored.delete(id);
      return over.length;
    },
  };
}
