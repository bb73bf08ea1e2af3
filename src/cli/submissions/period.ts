import { UsageError } from '../run.ts';
import { ageMsOf } from './age.ts';

const dayMs = 86_400_000;
const isDay = /^\d{4}-\d\d-\d\d$/;
const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads `--since` as milliseconds: `2026-11-01` is the start of that day in UTC, as the printed times are;
 * `2026-11-01T09:00+01:00` is that instant; `7d` and `48h` are so long before `now`.
 *
 * @throws UsageError when it is none of these
 */
export function sinceOf(given: string, now: number): number {
  return instantOf('--since', given, now);
}

/**
 * Reads `--until` as milliseconds, before which something was sent: a day counts to its end, all else as for `--since`.
 *
 * @throws UsageError when it is none of these
 */
export function untilOf(given: string, now: number): number {
  return instantOf('--until', given, now) + (isDay.test(given) ? dayMs : 0);
}

function instantOf(option: string, given: string, now: number): number {
  const ageMs = ageMsOf(given);
  if (ageMs !== undefined) return now - ageMs;
  const at = isDay.test(given) || isTime.test(given) ? Date.parse(given) : NaN;
  // JavaScript takes 30 February for a day of March.
  const isReal =
    !Number.isNaN(at) &&
    new Date(`${given.slice(0, 10)}T00:00Z`).toISOString().startsWith(given.slice(0, 10));
  if (isReal) return at;
  throw new UsageError(
    `${option} ${given}: give a day, a time with its zone or an age, such as 2026-11-01, 2026-11-01T09:00+01:00 or 7d`,
  );
}
