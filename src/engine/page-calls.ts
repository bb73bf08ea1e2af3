/** A list of a hundred items is no reason to call a service a hundred times at once. */
const mostAtOnce = 8;

/** What the calls of a page leave of the time of its request, in milliseconds: for the checks and the write. */
const reservedMs = 1_000;

/** What they have all the same where the session took long to load, as far as the request has it: most need far less. */
const leastMs = 250;

/** The calls that one page makes for what it shows: few at once, and each for all that want the same. */
export interface PageCalls<T> {
  /** Makes a call when its turn comes; the one that was made before where it has the same key. */
  readonly inTurn: (key: object, call: () => Promise<T>) => Promise<T>;
  /** Makes one call for all values that are asked for at the same moment of a source, for the same answers. */
  readonly together: <Answer>(
    of: { readonly source: object; readonly on: string },
    value: string,
    call: (values: readonly string[]) => Promise<Answer>,
  ) => Promise<Answer>;
  /** How long all its calls may take together, in milliseconds. */
  readonly allowedMs: number;
  /** What took too long once: with no more calls to it a page waits for that time, and not for many such times. */
  readonly tooSlow: Set<object>;
  /** The same from now on. */
  readonly leftMs: () => number;
}

/**
 * None yet.
 *
 * @param remainingMs what is left of the request's time; without it nobody waits for the page
 */
export function callsOfPage<T>(remainingMs: () => number = () => Infinity): PageCalls<T> {
  const made = new Map<object, Promise<T>>();
  const waiting: (() => void)[] = [];
  let going = 0;
  const atFirst = remainingMs();
  const reserved = Math.min(reservedMs, Math.max(0, atFirst - leastMs));
  const leftMs = () => Math.max(0, remainingMs() - reserved);

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
    allowedMs: atFirst - reserved,
    leftMs,
    inTurn(key, call) {
      const one = made.get(key) ?? inTurn(call);
      made.set(key, one);
      return one;
    },
    together: batches(),
  };
}

/** One call for what is asked for until the code that asks has to wait. */
function batches(): PageCalls<unknown>['together'] {
  const open = new Map<
    object,
    Map<string, { readonly values: Set<string>; readonly answer: Promise<unknown> }>
  >();
  return async <Answer>(
    { source, on }: { readonly source: object; readonly on: string },
    value: string,
    call: (values: readonly string[]) => Promise<Answer>,
  ) => {
    const ofSource = open.get(source) ?? new Map();
    open.set(source, ofSource);
    const begin = () => {
      const values = new Set<string>();
      const answer = Promise.resolve().then(() => {
        ofSource.delete(on);
        return call([...values]);
      });
      return { values, answer };
    };
    const batch = ofSource.get(on) ?? begin();
    ofSource.set(on, batch);
    batch.values.add(value);
    // All of one source are asked by the same function of this page.
    return batch.answer as Promise<Answer>;
  };
}
