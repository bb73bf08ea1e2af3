import { AsyncLocalStorage } from 'node:async_hooks';

/** A handler's call and what was thrown within it where nobody waited. */
interface Watched {
  readonly strays: unknown[];
  isOver: boolean;
}

const calls = new AsyncLocalStorage<Watched>();
let isWatched = false;

/** Whose error it was: of an attempt that fails for it, of one that had ended already, or of no attempt. */
export type StrayOf = 'attempt' | 'ended-attempt' | 'nobody';

/** Says that errors which nobody waits for are handed to `noteStray` from now on. */
export function watchStrays(): void {
  isWatched = true;
}

/** Tells the attempt, in whose asynchronous context this is called, of an error that its handler did not wait for. */
export function noteStray(thrown: unknown): StrayOf {
  const call = calls.getStore();
  if (call === undefined) return 'nobody';
  if (call.isOver) return 'ended-attempt';
  call.strays.push(thrown);
  return 'attempt';
}

/**
 * Calls an author's handler. Where strays are watched, the first one that comes before the end, or in the same turn of
 * the event loop, is thrown: a promise that was not awaited and failed would otherwise look like a handler that is done.
 */
export async function heedingStrays<Result>(handler: () => Promise<Result> | Result): Promise<Result> {
  if (!isWatched) return handler();
  const call: Watched = { strays: [], isOver: false };
  try {
    const returned = await calls.run(call, async () => handler());
    // Node tells of a rejection when the microtasks are through.
    await new Promise(setImmediate);
    if (call.strays.length > 0) throw call.strays[0];
    return returned;
  } finally {
    call.isOver = true;
  }
}
