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
