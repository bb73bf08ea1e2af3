import type { SavedKey, SavedRuns } from '../../completion/saved-runs.ts';
import { operationMs } from '../../session/request-time.ts';
import { within } from '../../time-limit.ts';
import { claimed, isMeant, knownOf, released, relinked, settled, type SavedEntry } from '../saved-steps.ts';
import type { Environment } from './environment.ts';

const batchSize = 200;

/** Saved runs in LMDB: each change is one atomic, versioned write of the entry and its index entries. */
export function embeddedSaved(environment: Environment): SavedRuns {
  const { saved, savedLinks, savedReferences, savedEnds, durably } = environment;

  const fresh = (id: string) => {
    environment.refresh();
    return saved.getEntry(id);
  };
  const idOf = ({ id, link }: SavedKey): string | undefined => {
    if (id !== undefined || link === undefined) return id;
    environment.refresh();
    return savedLinks.get([link]);
  };

  /** Reads, decides and swaps, again while others were faster; undefined when `step` says no. */
  const change = <Next extends SavedEntry>(
    key: SavedKey,
    step: (entry: SavedEntry) => Next | undefined,
  ): Promise<Next | undefined> =>
    within(operationMs, async (limit) => {
      for (let tried = 0; ; tried += 1) {
        if (tried > 0) limit.signal.throwIfAborted();
        const id = idOf(key);
        const entry = id === undefined ? undefined : fresh(id);
        const next = entry === undefined ? undefined : step(entry.value);
        if (entry === undefined || next === undefined) return undefined;
        const version = entry.version ?? 0;
        const isDone = await durably(() =>
          saved.ifVersion(next.id, version, () => {
            void saved.put(next.id, next, version + 1);
            moveInIndexes(environment, entry.value, next);
          }),
        );
        if (isDone) return next;
      }
    });

  return {
    async put(run) {
      environment.makeRoom(() => run.run.length);
      await within(operationMs, () =>
        durably(() =>
          saved.ifNoExists(run.id, () => {
            void saved.put(run.id, run, 1);
            void savedLinks.put([run.link], run.id);
            void savedReferences.put([run.reference, run.id], run.id);
            void savedEnds.put([run.until, run.id], run.id);
          }),
        ),
      );
    },
    async find(key, now) {
      const id = idOf(key);
      const entry = id === undefined ? undefined : fresh(id)?.value;
      return isMeant(entry, key, now) ? knownOf(entry) : undefined;
    },
    async under(reference, now) {
      environment.refresh();
      const entries = savedReferences.getRange({ start: [reference], end: [reference, '\uffff'] });
      return [...entries]
        .flatMap(({ value: id }) => saved.get(id) ?? [])
        .filter((entry) => isMeant(entry, {}, now))
        .map(knownOf)
        .toSorted((one, other) => one.savedAt - other.savedAt);
    },
    async release(id, until) {
      await change({ id }, (entry) => released(entry, until));
    },
    claim: (key, by) =>
      change(key, (entry) => (isMeant(entry, key, by.now) ? claimed(entry, by) : undefined)),
    settle: async (id, claim) => (await change({ id }, (entry) => settled(entry, claim))) !== undefined,
    relink: async (id, link, now) =>
      (await change({ id }, (entry) => (isMeant(entry, {}, now) ? relinked(entry, link) : undefined))) !==
      undefined,
    remove: (id) => within(operationMs, () => removeEntry(environment, id)),
    async purge(now) {
      let purged = 0;
      for (;;) {
        environment.refresh();
        const keys = [...savedEnds.getKeys({ start: [0], end: [now + 1], limit: batchSize })];
        for (const key of keys) if (await removeEntry(environment, String(key[1]))) purged += 1;
        if (keys.length < batchSize) return purged;
      }
    },
  };
}

/** The entry with what leads to it, at whichever version it is. */
async function removeEntry(environment: Environment, id: string): Promise<boolean> {
  const { saved, savedLinks, savedReferences, savedEnds, durably } = environment;
  for (;;) {
    environment.refresh();
    const entry = saved.getEntry(id);
    if (entry === undefined) return false;
    const { link, reference, until } = entry.value;
    const isGone = await durably(() =>
      saved.ifVersion(id, entry.version ?? 0, () => {
        void saved.remove(id);
        void savedLinks.remove([link]);
        void savedReferences.remove([reference, id]);
        void savedEnds.remove([until, id]);
      }),
    );
    if (isGone) return true;
  }
}

function moveInIndexes({ savedLinks, savedEnds }: Environment, before: SavedEntry, after: SavedEntry): void {
  if (before.link !== after.link) {
    void savedLinks.remove([before.link]);
    void savedLinks.put([after.link], after.id);
  }
  if (before.until !== after.until) {
    void savedEnds.remove([before.until, before.id]);
    void savedEnds.put([after.until, after.id], after.id);
  }
}
