import { expect, test } from '@jest/globals';
import { icalendarOf, type Entry } from '../../../src/render/front-end/icalendar.ts';

const entry: Entry = {
  id: 'visit.K7PM@stepway',
  madeAt: Date.UTC(2027, 1, 3, 10, 30),
  title: 'Visit',
  place: undefined,
  text: undefined,
  when: { first: '2027-03-27', last: '2027-03-27', time: undefined, until: undefined },
  timeZone: 'Europe/London',
};
const linesOf = (more: Partial<Entry>) => icalendarOf({ ...entry, ...more }).split('\r\n');
const timesOf = (when: Partial<Entry['when']>, timeZone = 'Europe/London') =>
  linesOf({ when: { ...entry.when, ...when }, timeZone }).filter((line) => /^DT(?:START|END)/.test(line));

test('an entry has all that a calendar asks for, each line ended by CRLF', () => {
  expect(linesOf({ place: 'Here', text: 'Come' })).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Stepway//Receipt//EN',
    'BEGIN:VEVENT',
    'UID:visit.K7PM@stepway',
    'DTSTAMP:20270203T103000Z',
    'DTSTART;VALUE=DATE:20270327',
    'DTEND;VALUE=DATE:20270328',
    'SUMMARY:Visit',
    'LOCATION:Here',
    'DESCRIPTION:Come',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test.each([
  [{ last: '2027-12-31' }, ['DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20280101']],
  [{ time: '09:30' }, ['DTSTART:20270327T093000Z']],
  // The clocks of London go forward that night.
  [{ first: '2027-03-28', last: '2027-03-28', time: '09:30' }, ['DTSTART:20270328T083000Z']],
  [{ time: '09:30', until: '11:00' }, ['DTSTART:20270327T093000Z', 'DTEND:20270327T110000Z']],
  [{ time: '22:00', until: '01:00' }, ['DTSTART:20270327T220000Z', 'DTEND:20270328T010000Z']],
  [
    { time: '22:00', until: '09:00', last: '2027-03-29' },
    ['DTSTART:20270327T220000Z', 'DTEND:20270329T080000Z'],
  ],
])('%j is %j', (when, lines) => {
  expect(timesOf(when)).toEqual(lines);
});

test('a time is that of the zone', () => {
  expect(timesOf({ time: '00:15' }, 'Asia/Kolkata')).toEqual(['DTSTART:20270326T184500Z']);
  expect(timesOf({ time: '23:00' }, 'America/New_York')).toEqual(['DTSTART:20270328T030000Z']);
});

test('what an answer says begins no line of its own', () => {
  const text = 'a, b; c\\d\r\nEND:VEVENT\u0000\nx\u2068Ann\u2069';
  expect(linesOf({ text })).toContain('DESCRIPTION:a\\, b\\; c\\\\d\\nEND:VEVENT\\nxAnn');
});

test('no line is longer than 75 bytes, and no character is cut', () => {
  const title = 'Überraschung 🎉 '.repeat(20);
  const made = icalendarOf({ ...entry, title });
  for (const line of made.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(made.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}\r\n`);
});
