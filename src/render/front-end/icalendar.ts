import { dayAfter, momentIn } from '../../time-zone.ts';
import type { EntryTime } from '../pages/calendar-entry.ts';

/** One entry of a calendar. */
export interface Entry {
  /** The same for the same entry, so that taking it over again changes it and makes no second one. */
  readonly id: string;
  /** When it was made, ms since the epoch. */
  readonly madeAt: number;
  readonly title: string;
  readonly place: string | undefined;
  readonly text: string | undefined;
  readonly when: EntryTime;
  /** Whose days and times they are. */
  readonly timeZone: string;
}

/** An entry as calendars read it: iCalendar, RFC 5545. Times stand in UTC, so that no zone has to be described. */
export function icalendarOf({ id, madeAt, title, place, text, when, timeZone }: Entry): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Stepway//Receipt//EN',
    'BEGIN:VEVENT',
    `UID:${escaped(id)}`,
    `DTSTAMP:${utc(madeAt)}`,
    ...timesOf(when, timeZone),
    `SUMMARY:${escaped(title)}`,
    ...(place === undefined ? [] : [`LOCATION:${escaped(place)}`]),
    ...(text === undefined ? [] : [`DESCRIPTION:${escaped(text)}`]),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

function timesOf({ first, last, time, until }: EntryTime, timeZone: string): readonly string[] {
  // The end of whole days is the day after them.
  if (time === undefined)
    return [`DTSTART;VALUE=DATE:${plain(first)}`, `DTEND;VALUE=DATE:${plain(dayAfter(last))}`];
  const start = momentIn(timeZone, first, time);
  if (until === undefined) return [`DTSTART:${utc(start)}`];
  const end = momentIn(timeZone, last, until);
  // What ends earlier in the day than it begins goes on past midnight.
  const over = end > start ? end : momentIn(timeZone, dayAfter(last), until);
  return [`DTSTART:${utc(start)}`, `DTEND:${utc(over)}`];
}

function plain(day: string): string {
  return day.replaceAll('-', '');
}

function utc(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A text as a value; without the marks that isolate an answer's direction, which calendars draw as boxes. */
function escaped(text: string): string {
  return text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** A line of at most 75 bytes, then lines that begin with a space; no character is cut. */
function folded(line: string): string {
  let made = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 75) {
      made += '\r\n ';
      bytes = 1;
    }
    made += character;
    bytes += size;
  }
  return made;
}
