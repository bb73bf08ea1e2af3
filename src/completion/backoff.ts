const baseMs = 1000;
const capMs = 5 * 60 * 1000;

/**
 * How long to wait after a failed attempt: exponential with full jitter, so that what failed together does not come
 * back together (AWS Architecture Blog, "Exponential Backoff And Jitter").
 *
 * @param attempt the attempt that failed, 1 for the first
 * @param random a number in [0, 1)
 * @returns whole milliseconds, below 1 s · 2^(attempt − 1) and never above 5 min
 */
export function backoffMs(attempt: number, random: number): number {
  // 2^31 is far past the cap, and keeps the power finite.
  const ceilingMs = Math.min(capMs, baseMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 31));
  return Math.floor(random * ceilingMs);
}
