import { afterAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { and, choice, choices, date, integer, secret, text, wizard } from '../../../src/index.ts';
import { memoryApp } from '../../support/memory-app.ts';

const trip = wizard({ id: 'trip', title: 'Plan a trip', version: 1, start: false })
  .step('when', {
    title: 'When?',
    fields: {
      from: date('First day', { notBefore: '2027-01-01' }),
      days: integer('Days').min(1),
      by: choices('By', { train: 'Train', boat: 'Boat' }),
      berth: choice('Which berth?', { upper: 'Upper', lower: 'Lower' }).optional(),
      pin: secret('PIN').optional(),
    },
    show: { berth: (own) => own.by.includes('boat') },
  })
  .step('name', {
    title: 'Who?',
    fields: { name: text('Name').max(20), cabin: text('Cabin'), seat: text('Seat').optional() },
    show: {
      cabin: (_own, earlier) => earlier.when.by.includes('train'),
      seat: (own, earlier) => and(own.name.is('Ann'), earlier.when.days.gt(1)),
    },
  })
  .repeat('bags', { title: 'Your bags', item: '{bag.kind}', max: 5 }, (bag) =>
    bag.step('bag', {
      title: 'The bag',
      fields: { kind: text('Kind'), weight: integer('Weight', { suffix: 'kg' }) },
    }),
  )
  .complete({ action: 'Book' });

const { app, forms } = memoryApp([trip]);
afterAll(() => forms.close(0));

const when = { from: '2027-05-01', days: 7, by: ['boat'], berth: 'upper' };

function visitor() {
  const agent = request.agent(app);
  const get = async (url: string) => (await agent.get(url).set('Accept', 'application/json')).body;
  const post = (url: string, body: object) => agent.post(url).set('Accept', 'application/json').send(body);
  const form = (url: string, body: object) =>
    post(url, {})
      .type('form')
      .send(body as object);
  return {
    get,
    post,
    form,
    answer: async (url: string, values: object) => {
      const { stamp } = await get(url);
      const { status } = await post(url, { ...stamp, ...values });
      expect(status).toBe(303);
    },
  };
}

test('values are as the schemas take them, whether they are stored or were refused', async () => {
  const { get, post, answer } = visitor();
  const refused = await post('/trip/when', { ...when, days: 0 });
  expect([refused.status, refused.body.values]).toEqual([422, { ...when, days: 0 }]);
  await answer('/trip/when', when);
  expect((await get('/trip/when')).values).toEqual(when);
});

test('JSON that cannot be read comes back as it was sent', async () => {
  const { post } = visitor();
  const sent = { from: 'the first of May', days: 'seven', by: 'boat', berth: { deep: [1] } };
  const { status, body } = await post('/trip/when', { ...sent, pin: '1234', other: 'x' });
  expect([status, body.values]).toEqual([422, sent]);
});

test('of a form, what can be read is as the schemas take it, and what cannot is as it was typed', async () => {
  const { form } = visitor();
  const typed = {
    'from-day': '31',
    'from-month': '2',
    'from-year': '2027',
    days: ' 7 ',
    by: 'train',
    pin: '1234',
  };
  const { status, body } = await form('/trip/when', typed);
  expect(status).toBe(422);
  expect(body.values).toEqual({ from: { day: '31', month: '2', year: '2027' }, days: 7, by: ['train'] });
  const other = await form('/trip/when', {
    'from-day': '1',
    'from-month': 'May',
    'from-year': '2027',
    days: 'x',
  });
  expect(other.body.values).toEqual({ from: '2027-05-01', days: 'x' });
});

test('both sides of a conflict have that shape, and read as on check-your-answers', async () => {
  const { get, post, answer } = visitor();
  const { stamp } = await get('/trip/when');
  await answer('/trip/when', when);
  const { status, body } = await post('/trip/when', { ...stamp, ...when, days: 9, from: '2027-06-01' });
  expect([status, body.kind]).toEqual([409, 'conflict']);
  expect(body).toMatchObject({
    typed: { ...when, days: 9, from: '2027-06-01' },
    stored: when,
    formatted: { typed: { from: ['1 June 2027'] }, stored: { from: ['1 May 2027'], berth: ['Upper'] } },
  });
});

test('a step that nobody has answered has no values', async () => {
  expect((await visitor().get('/trip/when')).values).toEqual({});
});

test('a draft comes back as values', async () => {
  const { get, post, answer } = visitor();
  await answer('/trip/when', when);
  const { stamp } = await get('/trip/name');
  await post('/trip/name', { ...stamp, name: 'An', _draft: '1' });
  expect((await get('/trip/name')).values).toEqual({ name: 'An' });
});

test('a step says how its values read, and when each field is asked', async () => {
  const { get, answer } = visitor();
  await answer('/trip/when', { ...when, pin: '1234' });
  const stored = await get('/trip/when');
  expect(stored.formatted).toEqual({
    from: ['1 May 2027'],
    days: ['7'],
    by: ['Boat'],
    berth: ['Upper'],
  });
  expect(stored.show).toEqual({ berth: { op: 'includes', field: 'by', value: 'boat' } });
  // What earlier answers decide is decided already.
  expect((await get('/trip/name')).show).toEqual({
    cabin: false,
    seat: { op: 'eq', field: 'name', value: 'Ann' },
  });
});

test('the check page and the receipt have each answer as it reads, with its step and the way to change it', async () => {
  const { get, post, answer } = visitor();
  await answer('/trip/when', when);
  await answer('/trip/name', { name: 'Ann' });
  await answer('/trip/bags', { _more: false });
  const check = await get('/trip/check');
  const [first] = check.summary;
  expect(first.rows[0]).toEqual({
    label: 'First day',
    lines: ['1 May 2027'],
    isEmpty: false,
    step: 'when',
    fields: ['from'],
    links: { change: '/trip/when?return=check' },
  });
  const { headers } = await post('/trip/check', check.stamp);
  const done = await get(String(headers['location']));
  expect(done.summary[0].rows[0]).toMatchObject({ label: 'First day', lines: ['1 May 2027'], links: {} });
});

test('what was sent to a page of an item comes back as it was sent', async () => {
  const { post, answer } = visitor();
  await answer('/trip/when', when);
  await answer('/trip/name', { name: 'Ann' });
  const { body } = await post('/trip/bags/k3f9/bag', { kind: 'Box', weight: '7 stone' });
  expect(body.values).toEqual({ kind: 'Box', weight: '7 stone' });
});
