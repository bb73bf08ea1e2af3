import type { RawDate } from './raw.ts';

/** An ISO date as its three parts without leading zeros; undefined for anything else. */
export function partsOf(iso: string): RawDate | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(iso);
  if (match === null) return undefined;
  return { day: String(Number(match[3])), month: String(Number(match[2])), year: match[1]! };
}

/** The date on the server's calendar at a moment, as ISO. */
export function localDate(now: Date): string {
  const year = String(now.getFullYear()).padStart(4, '0');
  return `${year}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}
