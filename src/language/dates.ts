import { formatTag, once } from './formats.ts';

/** An ISO date as it is read, such as "27 March 2026"; what is no date is given back as it is. */
export function formatDate(iso: string, tag: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(time) ? iso : days(tag).format(time);
}

/** A month (`2027-02`) as it is read, such as "February 2027". */
export function formatMonth(month: string, tag: string): string {
  return months(tag).format(Date.parse(`${month}-01`));
}

/** A moment with its day and its time zone, such as "27 March 2026 at 14:35 UTC": the visitor's zone is not known here. */
export function formatMoment(ms: number, tag: string): string {
  return moments(tag).format(ms);
}

let lastTime: { readonly key: string; readonly text: string } | undefined;

/** A time of today with its time zone, such as "14:35 UTC"; with its day when it is not today. */
export function formatTime(ms: number, now: number, tag: string): string {
  // Asked for by every page, mostly within the same minute; to format it takes longer than to render the page.
  const key = `${tag} ${Math.floor(ms / 60_000)} ${Math.floor(now / 60_000)}`;
  if (lastTime?.key === key) return lastTime.text;
  const day = shortDays(tag);
  const isToday = day.format(ms) === day.format(now);
  const text = isToday ? times(tag).format(ms) : formatMoment(ms, tag);
  lastTime = { key, text };
  return text;
}

// Dates are answered as day, month and year of the Gregorian calendar, so they are read back in it: Thai and Persian
// would choose another.
const answered = { timeZone: 'UTC', calendar: 'gregory' } as const;

const days = once(
  (tag) =>
    new Intl.DateTimeFormat(formatTag(tag), {
      ...answered,
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
);

const months = once(
  (tag) => new Intl.DateTimeFormat(formatTag(tag), { ...answered, month: 'long', year: 'numeric' }),
);

const moments = once(
  (tag) =>
    new Intl.DateTimeFormat(formatTag(tag), {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    }),
);

const shortDays = once((tag) => new Intl.DateTimeFormat(formatTag(tag), { dateStyle: 'short' }));

const times = once(
  (tag) =>
    new Intl.DateTimeFormat(formatTag(tag), {
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    }),
);
