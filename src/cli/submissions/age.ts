export const hourMs = 3_600_000;

/** Reads `90d` or `48h` as milliseconds; undefined for anything else. */
export function ageMsOf(age: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([dh])$/.exec(age.trim()) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unit === 'd' ? 24 * hourMs : hourMs);
}
