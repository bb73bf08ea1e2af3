const everyMs = 20;

/** Sees when this process' event loop could not keep up: no timer is on time then, a deadline's neither. */
export interface LoopWatch {
  /** By how much timers were late, in all, from one moment to another of `performance.now()`; milliseconds. */
  lateWithin(from: number, to: number): number;
  close(): void;
}

/** Begins to watch the event loop. */
export function watchLoop(): LoopWatch {
  const late: { readonly at: number; readonly ms: number }[] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const ms = now - last - everyMs;
    if (ms > 1) late.push({ at: now, ms });
    last = now;
  }, everyMs);
  return {
    lateWithin(from, to) {
      // The timer that is due now may come after the answer that asks.
      const pending = Math.max(0, to - last - everyMs);
      return late.reduce((sum, { at, ms }) => (at > from && at <= to ? sum + ms : sum), pending);
    },
    close: () => clearInterval(timer),
  };
}
