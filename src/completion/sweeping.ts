import { factsOf, type Log } from '../log.ts';

/** What is swept again and again. */
export interface Sweep {
  readonly run: () => Promise<unknown>;
  /** What the log says when it fails. */
  readonly failed: string;
}

/** Sweeps every `everyMs`, one after the other; the timer keeps no process alive. Returns the function that ends it. */
export function startSweeping(sweeps: readonly Sweep[], log: Log, everyMs = 600_000): () => Promise<void> {
  let underWay: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    for (const { run, failed } of sweeps)
      underWay = underWay.then(run).catch((error: unknown) => log.warn(factsOf(error), failed));
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
}
