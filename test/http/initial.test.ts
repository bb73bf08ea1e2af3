import { afterAll, expect, test } from '@jest/globals';
import { dayFrom } from '../../src/definition/today.ts';
import {
  choice,
  choices,
  date,
  integer,
  matrix,
  month,
  range,
  text,
  wizard,
  yesNo,
} from '../../src/index.ts';
import { dayFromNow } from '../support/day.ts';
import { memoryApp } from '../support/memory-app.ts';
import { visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false, timeZone: 'UTC' })
  .step('who', { title: 'Who?', fields: { name: text('Name'), code: text('Code') } })
  .step('book', {
    title: 'Book',
    fields: {
      guest: text('Guest'),
      from: date('From'),
      paid: month('Paid in'),
      class: choice('Class', { first: 'First', second: 'Second' }),
      kind: choice('Kind', { a: 'A', b: 'B' }),
      extras: choices('Extras', { tea: 'Tea', cake: 'Cake' }),
      seats: integer('Seats'),
      news: yesNo('News?'),
    },
    initial: {
      guest: (e) => e.who.name,
      from: 'today + 7 days',
      paid: 'today',
      class: 'second',
      kind: (e) => e.who.code,
      extras: ['tea'],
      seats: 2,
      news: false,
    },
  })
  .complete({ action: 'Book' });

const { app, forms } = memoryApp([trip]);
afterAll(() => forms.close(0));

async function begun(code = 'zzz') {
  const someone = visitor(app);
  await someone.answer('/trip/who', { name: 'Ana', code });
  return someone;
}

test('an initial value stands in the empty field, and counts when it is sent', async () => {
  const someone = await begun();
  const { body } = await someone.agent.get('/trip/book').set('Accept', 'application/json');
  expect(body.values).toEqual({
    guest: 'Ana',
    from: dayFromNow(7),
    paid: dayFromNow(0).slice(0, 7),
    class: 'second',
    extras: ['tea'],
    seats: 2,
    news: false,
  });
  const page = await someone.open('/trip/book');
  expect(page.text).toMatch(/name="guest"[^>]*value="Ana"/);
  expect(page.text).toMatch(/value="second"[^>]*checked/);
  // Nothing was answered by it.
  const { body: check } = await someone.agent.get('/trip/check').set('Accept', 'application/json');
  expect(check.kind).not.toBe('check');
});

test('an earlier answer that the field would not take is left out', async () => {
  const { body } = await (await begun('b')).agent.get('/trip/book').set('Accept', 'application/json');
  expect(body.values.kind).toBe('b');
});

const room = wizard({ id: 'room', title: 'Room', version: 1, start: false, timeZone: 'UTC' })
  .step('trip', {
    title: 'Trip',
    fields: { away: range('Away'), back: range('Back').optional() },
    initial: {
      away: { from: 'today', to: 'today + 7 days' },
      back: { from: 'today + 1 month' },
    },
  })
  .step('room', {
    title: 'Room',
    fields: {
      dates: range('Dates'),
      first: date('First'),
      rated: matrix('How?', { food: 'Food', bed: 'Bed' }, { good: 'Good', bad: 'Bad' }),
    },
    initial: {
      dates: (e) => e.trip.away,
      first: (e) => e.trip.away.from,
      rated: { food: 'good' },
    },
  })
  .complete({ action: 'Book' });

test('the parts of an answer begin as fields do, each in its own way, or with those of an earlier answer', async () => {
  const { app: hotel, forms: own } = memoryApp([room]);
  const someone = visitor(hotel);
  const valuesAt = async (step: string) =>
    (await someone.agent.get(`/room/${step}`).set('Accept', 'application/json')).body.values;
  const nextMonth = dayFrom(dayFromNow(0), { months: 1 });
  expect(await valuesAt('trip')).toEqual({
    away: { from: dayFromNow(0), to: dayFromNow(7) },
    back: { from: nextMonth },
  });
  const typed = (name: string, year: string) => ({
    [`away-${name}-day`]: '1',
    [`away-${name}-month`]: '2',
    [`away-${name}-year`]: year,
  });
  await someone.answer('/room/trip', { ...typed('from', '2090'), ...typed('to', '2091') });
  expect(await valuesAt('room')).toEqual({
    dates: { from: '2090-02-01', to: '2091-02-01' },
    first: '2090-02-01',
    rated: { food: 'good' },
  });
  const page = await someone.open('/room/room');
  expect(page.text).toMatch(/name="dates-to-year"[^>]*value="2091"/);
  expect(page.text).toMatch(/name="rated-food"[^>]*value="good"[^>]*checked/);
  await own.close(0);
});

test('it never stands over what was answered, nor over an answer that was left empty', async () => {
  const someone = await begun('a');
  const page = { guest: 'Bob', 'from-day': '1', 'from-month': '2', 'from-year': '2030' };
  const month = { 'paid-month': '3', 'paid-year': '2030' };
  const rest = { class: 'first', kind: 'a', extras: 'cake', seats: '5', news: 'yes' };
  await someone.answer('/trip/book', { ...page, ...month, ...rest });
  await someone.answer('/trip/who', { name: 'Eve', code: 'b' });
  const { body } = await someone.agent.get('/trip/book').set('Accept', 'application/json');
  expect(body.values).toMatchObject({ guest: 'Bob', from: '2030-02-01', kind: 'a', seats: 5 });
});
