import type { WizardDefinition } from '../definition/model.ts';

/** Work under way: so much at a time. */
export interface Work {
  /** Whether there is room for nothing more. */
  isFull(): boolean;
  /** Counts a promise as work under way until it ends, and gives it back. */
  track<Result>(promise: Promise<Result>): Promise<Result>;
  /** Resolves when something has ended, or at `wake`. */
  change(): Promise<void>;
  wake(): void;
  /** Resolves when all that is under way now has ended, well or not. */
  ended(): Promise<unknown>;
}

/** Makes room for so much work at the same time. */
export function makeWork(most: number): Work {
  const underWay = new Set<Promise<void>>();
  let onChange = (): void => {};
  return {
    isFull: () => underWay.size >= most,
    track(promise) {
      const end = (): void => {
        underWay.delete(ended);
        onChange();
      };
      const ended = promise.then(end, end);
      underWay.add(ended);
      return promise;
    },
    change: () =>
      new Promise((resolve) => {
        onChange = resolve;
      }),
    wake: () => onChange(),
    ended: () => Promise.all(underWay),
  };
}

/** Which wizards are not to be claimed while others of theirs are at work. */
export type FairShare = (busy: Iterable<string>) => ReadonlySet<string>;

/**
 * Keeps at most half of a worker's places for one wizard, so that handlers which wait for a system that does not answer
 * hold up their own form and no other. Where one wizard alone has a handler, all places are its own.
 *
 * @param places how many handlers run at the same time
 * @returns gives, for the wizards of the attempts under way, those that hold their share
 */
export function fairShare(definitions: ReadonlyMap<string, WizardDefinition>, places: number): FairShare {
  const handled = [...definitions.values()].filter(({ completion }) => completion.run !== undefined);
  const most = handled.length > 1 ? Math.max(1, Math.floor(places / 2)) : Infinity;
  return (busy) => {
    const counts = new Map<string, number>();
    for (const wizard of busy) counts.set(wizard, (counts.get(wizard) ?? 0) + 1);
    return new Set([...counts].filter(([, count]) => count >= most).map(([wizard]) => wizard));
  };
}
