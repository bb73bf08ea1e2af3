/** A list of a hundred items is no reason to call a service a hundred times at once. */
const mostAtOnce = 8;

/** The calls that one page makes for what it shows: few at once, and each for all that want the same. */
export interface PageCalls<T> {
  /** Makes a call when its turn comes; the one that was made before where it has the same key. */
  readonly inTurn: (key: object, call: () => Promise<T>) => Promise<T>;
  /** What took too long once: with no more calls to it a page waits for that time, and not for many such times. */
  readonly tooSlow: Set<object>;
}

/** None yet. */
export function callsOfPage<T>(): PageCalls<T> {
  const made = new Map<object, Promise<T>>();
  const waiting: (() => void)[] = [];
  let going = 0;

  async function inTurn(call: () => Promise<T>): Promise<T> {
    if (going < mostAtOnce) going += 1;
    else await new Promise<void>((resolve) => void waiting.push(resolve));
    try {
      return await call();
    } finally {
      const next = waiting.shift();
      if (next === undefined) going -= 1;
      else next();
    }
  }

  return {
    tooSlow: new Set(),
    inTurn(key, call) {
      const one = made.get(key) ?? inTurn(call);
      made.set(key, one);
      return one;
    },
  };
}
