import { afterAll, expect, test } from '@jest/globals';
import { checkDefinition, formatFaults } from '../../src/definition/check/check.ts';
import { date, integer, memoryStorage, range, text, time, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { visitor } from '../support/visitor.ts';

const steps = wizard({ id: 'stay', title: 'Stay', version: 1, start: false, timeZone: 'Europe/London' }).step(
  'when',
  {
    title: 'When?',
    fields: {
      name: text('Name'),
      day: date('Day').optional(),
      days: range('Days').optional(),
      at: time('Time').optional(),
      seats: integer('Seats').optional(),
    },
  },
);
const stay = steps.complete({
  action: 'Book',
  receipt: {
    calendar: {
      title: 'Stay of {when.name}',
      place: 'Harbour, 2',
      day: (e) => e.when.day,
      time: (e) => e.when.at,
    },
  },
});
const weeks = steps.complete({
  action: 'Book',
  receipt: { calendar: { title: 'Weeks', day: (e) => e.when.days } },
});
const { app, forms } = memoryApp([stay, { ...weeks, id: 'weeks' }], memoryStorage());
afterAll(() => forms.close(0));

async function sent(id: string, values: Record<string, string>) {
  const ann = visitor(app);
  await ann.answer(`/${id}/when`, { name: 'Ann', ...values });
  return { ann, receipt: await ann.answer(`/${id}/check`) };
}
const day = { 'day-day': '27', 'day-month': '3', 'day-year': '2027' };

test('the receipt gives the entry to the browser that sent the answers', async () => {
  const { ann, receipt } = await sent('stay', { ...day, at: '9:30' });
  const page = (await ann.open(receipt)).text;
  expect(page).toContain(
    `<a href="${receipt}/calendar.ics" download hx-boost="false">Add this to your calendar</a>`,
  );
  const { text: entry, headers } = await ann.agent.get(`${receipt}/calendar.ics`);
  expect(headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="Stay of Ann.ics"',
    'cache-control': 'no-store',
  });
  expect(entry).toMatch(/UID:stay\.[\w-]+@stepway\r\n/);
  expect(entry).toContain('DTSTART:20270327T093000Z\r\nSUMMARY:Stay of Ann\r\nLOCATION:Harbour\\, 2\r\n');
  const { body } = await ann.agent.get(receipt).accept('json');
  expect(body.calendar).toBe(`${receipt}/calendar.ics`);
});

test('nobody else gets it', async () => {
  const { receipt } = await sent('stay', day);
  const stranger = visitor(app);
  expect((await stranger.open(receipt)).text).not.toContain('calendar');
  expect((await stranger.open(`${receipt}/calendar.ics`)).status).toBe(404);
});

test('without its day there is none', async () => {
  const { ann, receipt } = await sent('stay', {});
  expect((await ann.open(receipt)).text).not.toContain('calendar');
  expect((await ann.open(`${receipt}/calendar.ics`)).status).toBe(404);
  expect((await ann.agent.get(receipt).accept('json')).body.calendar).toBeNull();
});

test('a range of days is all of them', async () => {
  const { ann, receipt } = await sent('weeks', {
    'days-from-day': '27',
    'days-from-month': '3',
    'days-from-year': '2027',
    'days-to-day': '2',
    'days-to-month': '4',
    'days-to-year': '2027',
  });
  const { text: entry } = await ann.agent.get(`${receipt}/calendar.ics`);
  expect(entry).toContain('DTSTART;VALUE=DATE:20270327\r\nDTEND;VALUE=DATE:20270403\r\n');
});

test.each<[object, string]>([
  [{ title: 'T', day: () => 'x' }, 'the day of its calendar must return an answer: day: (e) => e.visit.day'],
  [
    { title: 'T', day: (e: Earlier) => e['when']?.['seats'] },
    'the day of its calendar is "when.seats", which is no date and no range',
  ],
  [
    { title: 'T', day: '2027-03-27', time: (e: Earlier) => e['when']?.['day'] },
    'the time of its calendar is "when.day", which is no time',
  ],
  [
    { title: 'T', day: (e: Earlier) => e['when']?.['dya'] },
    'unknown field "dya" of step "when" in its receipt; did you mean "day"?',
  ],
  [
    { title: 'For {when.nam}', day: '2027-03-27' },
    'unknown field "nam" of step "when" in its receipt; did you mean "name"?',
  ],
])('%j is refused', (calendar, message) => {
  const definition = steps.complete({ action: 'Book', receipt: { calendar: calendar as never } });
  expect(formatFaults('f', checkDefinition(definition))).toBe(`f: ${message}`);
});

type Earlier = Record<string, Record<string, unknown>>;

test('a day that is none is refused with what it must be', () => {
  const calendar = { title: 'T', day: 'tomorrow' };
  const definition = steps.complete({ action: 'Book', receipt: { calendar } });
  expect(formatFaults('f', checkDefinition(definition))).toContain(
    'must be an answer, such as (e) => e.visit.day, or an ISO date such as "2027-01-31"',
  );
});
