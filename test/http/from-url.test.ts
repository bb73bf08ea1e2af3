import { afterAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { checkDefinition } from '../../src/definition/check/check.ts';
import {
  choice,
  choices,
  consent,
  date,
  integer,
  matrix,
  range,
  secret,
  signature,
  text,
  wizard,
  yesNo,
} from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { visitor } from '../support/visitor.ts';

const plan = wizard({ id: 'plan', title: 'A plan', version: 1 })
  .step('plan', {
    title: 'Your plan',
    fields: {
      plan: choice('Plan', { gold: 'Gold', tin: 'Tin' }, { fromUrl: true }),
      seats: integer('Seats', { fromUrl: 'n' }).max(9).optional(),
      from: date('From', { fromUrl: true }).optional(),
      extras: choices('Extras', { a: 'A', b: 'B' }, { fromUrl: true }).optional(),
      isNew: yesNo('New?', { fromUrl: true }).optional(),
      note: text('Note').optional(),
      dates: range('Dates', { fromUrl: true }).optional(),
      rated: matrix(
        'How?',
        { food: 'Food', bed: 'Bed' },
        { good: 'Good', bad: 'Bad' },
        { fromUrl: 'r' },
      ).optional(),
    },
  })
  .step('next', { title: 'Next', fields: { code: text('Code', { fromUrl: true }).max(5) } })
  .complete({ action: 'Order' });

const begun = wizard({ id: 'begun', title: 'Begun', version: 1, start: { intro: 'This is how it goes.' } })
  .step('plan', { title: 'Your plan', fields: { plan: text('Plan', { fromUrl: true }) } })
  .complete({ action: 'Order' });

const { app, forms, storage } = memoryApp([plan, begun]);
afterAll(() => forms.close(0));

const valuesAt = async (url: string) =>
  (await request(app).get(url).set('Accept', 'application/json')).body.values;

test('an address fills in the fields that allow it, as they are stored or typed', async () => {
  const url = '/plan/plan?plan=gold&n=3&from=2090-01-31&extras=a&extras=b&isNew=yes&note=hello';
  expect(await valuesAt(url)).toEqual({
    plan: 'gold',
    seats: 3,
    from: '2090-01-31',
    extras: ['a', 'b'],
    isNew: true,
  });
  const html = (await request(app).get(url)).text;
  expect(html).toMatch(/value="gold"[^>]*checked/);
  expect(html).toMatch(/name="from-day"[^>]*value="31"/);
});

test('an address fills in the parts of an answer, each by a name of its own', async () => {
  expect(await valuesAt('/plan/plan?dates-from=2090-01-31&dates-to=soon&r-food=bad&r-bed=good')).toEqual({
    dates: { from: '2090-01-31' },
    rated: { food: 'bad', bed: 'good' },
  });
  expect((await request(app).get('/plan?dates-from=2090-01-31&dates=x')).headers['location']).toBe(
    '/plan/plan?dates-from=2090-01-31',
  );
});

test('what does not fit is left out', async () => {
  expect(await valuesAt('/plan/plan?plan=lead&n=many&from=tomorrow&extras=z')).toEqual({});
  expect(await valuesAt('/plan/plan?n=10&plan=tin&plan=gold')).toEqual({ plan: 'tin' });
});

test('nothing is stored until it is sent, and an answer is never written over', async () => {
  const someone = visitor(app);
  const { headers } = await someone.agent.get('/plan/plan?plan=gold');
  expect(String(headers['set-cookie'] ?? '')).not.toContain('stepway=');
  await someone.answer('/plan/plan', { plan: 'tin' });
  const page = await someone.agent.get('/plan/plan?plan=gold').set('Accept', 'application/json');
  expect(page.body.values).toEqual({ plan: 'tin' });
  expect(storage.name).toBe('memory');
});

test("the wizard's own address hands it on to the first page, without what no field asks for", async () => {
  const url = '?plan=gold&utm=x';
  expect((await request(app).get(`/plan${url}`)).headers['location']).toBe('/plan/plan?plan=gold');
  expect((await request(app).get(`/begun${url}`)).text).toContain('href="/begun/plan?plan=gold"');
});

test('a password, an agreement and a file come from the visitor alone', () => {
  const wrong = wizard({ id: 'w', title: 'W', version: 1 })
    .step('a', {
      title: 'A',
      fields: {
        p: secret('P', { fromUrl: true }),
        c: consent('C', { fromUrl: true }),
        s: signature('S', { fromUrl: true }),
        r: text('R', { fromUrl: 'return' }),
      },
    })
    .complete({ action: 'Go' });
  expect(checkDefinition(wrong).map(({ field, message }) => [field, message])).toEqual([
    ['p', expect.stringContaining('comes from the visitor alone')],
    ['c', expect.stringContaining('comes from the visitor alone')],
    ['s', expect.stringContaining('comes from the visitor alone')],
    ['r', expect.stringContaining('must be true, or the name of a parameter')],
  ]);
});
