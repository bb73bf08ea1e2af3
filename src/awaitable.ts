/** What is there at once, or comes later: most of what a request asks for is there, and a promise for it costs more than it. */
export type Awaitable<T> = T | Promise<T>;

/** Goes on with a value: at once where it is there. */
export function andThen<T, Result>(
  value: Awaitable<T>,
  next: (value: T) => Awaitable<Result>,
): Awaitable<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** All of them, at once where all are there. */
export function allOf<T>(values: readonly Awaitable<T>[]): Awaitable<readonly T[]> {
  const isThere = (each: Awaitable<T>): each is T => !(each instanceof Promise);
  return values.every(isThere) ? values : Promise.all(values);
}

/** What a host's function gave, whichever library its promise is of: the language's own where it is one. */
export function asAwaitable<T>(given: T | PromiseLike<T>): Awaitable<T> {
  const isPromise = typeof given === 'object' && given !== null && 'then' in given;
  return isPromise ? Promise.resolve(given) : given;
}

/**
 * What a call gives; where it throws at once, a promise that rejects. For calls side by side, of which one that throws
 * would leave the promises of the others to nobody.
 */
export function orRejected<T>(call: () => Awaitable<T>): Awaitable<T> {
  try {
    return call();
  } catch (error) {
    return Promise.reject(error as Error);
  }
}
