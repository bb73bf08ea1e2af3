import { afterAll, expect, test } from '@jest/globals';
import { consent, integer, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
  .step('stay', { title: 'Your stay', fields: { nights: integer('Nights'), guests: integer('Guests') } })
  .step('price', {
    title: 'The price',
    fields: { rooms: integer('Rooms'), agreed: consent('Agree to the price') },
    again: (e) => [e.stay.nights],
  })
  .complete({ action: 'Book' });

const { app, forms } = memoryApp([trip]);
afterAll(() => forms.close(0));

async function agreed() {
  const someone = visitor(app);
  await someone.answer('/trip/stay', { nights: '2', guests: '1' });
  await someone.answer('/trip/price', { rooms: '1', agreed: 'yes' });
  return someone;
}

test('a step is asked again when what it depended on has changed', async () => {
  const someone = await agreed();
  const next = await someone.answer('/trip/stay?return=check', { nights: '9', guests: '1' });
  expect(next).toBe('/trip/price?return=check');
  const page = await someone.open(next);
  expect(textOf(page.text)).toContain('so we ask you again');
  // What was agreed to is to be agreed to anew; the rest stands there as it was.
  expect(page.text).toMatch(/name="rooms"[^>]*value="1"/);
  expect(page.text).not.toMatch(/name="agreed"[^>]*checked/);
  expect(headingOf((await someone.open('/trip/check')).text)).toBe('The price');
  expect(await someone.answer(next, { rooms: '1', agreed: 'yes' })).toBe('/trip/check');
});

test('it is not asked again for another change, nor when the change is taken back', async () => {
  const someone = await agreed();
  const change = '/trip/stay?return=check';
  expect(await someone.answer(change, { nights: '2', guests: '4' })).toBe('/trip/check');
  await someone.answer(change, { nights: '9', guests: '4' });
  expect(await someone.answer(change, { nights: '2', guests: '4' })).toBe('/trip/check');
});

test('what was changed while its page stood open is not agreed to unseen', async () => {
  const someone = await agreed();
  const other = visitor(app);
  other.agent.jar = someone.agent.jar;
  await other.open('/trip/price');
  await someone.answer('/trip/stay', { nights: '9', guests: '1' });
  const sent = await other.post('/trip/price', { rooms: '1', agreed: 'yes' });
  expect([sent.status, textOf(sent.text)]).toEqual([
    422,
    expect.stringContaining('Something that this depends on has changed'),
  ]);
  expect(headingOf((await someone.open('/trip')).text)).toBe('The price');
});

const box = /<input[^>]*name="agreed"[^>]*>/;

test('what is agreed to on a page that is out of date is to be agreed to anew, whatever else is wrong on it', async () => {
  for (const rooms of ['1', 'none']) {
    const someone = await agreed();
    const other = visitor(app);
    other.agent.jar = someone.agent.jar;
    await other.open('/trip/price');
    await someone.answer('/trip/stay', { nights: '9', guests: '1' });
    const sent = await other.post('/trip/price', { rooms, agreed: 'yes' });
    expect([sent.status, box.exec(sent.text)?.[0]]).toEqual([422, expect.not.stringContaining('checked')]);
    expect(textOf(sent.text)).toContain('Something that this depends on has changed');
    // Nothing is lost but that.
    expect(sent.text).toMatch(new RegExp(`name="rooms"[^>]*value="${rooms}"`));
    const on = await other.post('/trip/price', { rooms: '1' }, hiddenOf(sent.text));
    expect([on.status, textOf(on.text)]).toEqual([422, expect.stringContaining('Agree to the price')]);
    const anew = await other.post('/trip/price', { rooms: '1', agreed: 'yes' }, hiddenOf(on.text));
    expect(anew.status).toBe(303);
  }
});

test('what waits for a step that is asked again is not agreed to', async () => {
  const someone = await agreed();
  await someone.open('/trip/price');
  await someone.post('/trip/price', { rooms: '2', agreed: 'yes', _save: '1' });
  await someone.answer('/trip/stay', { nights: '9', guests: '1' });
  const page = await someone.open('/trip/price');
  expect(page.text).toMatch(/name="rooms"[^>]*value="2"/);
  expect(box.exec(page.text)?.[0]).not.toContain('checked');
});

test('an answer that is kept in place of another one is asked about as well, where it was given on something else', async () => {
  const someone = await agreed();
  const other = visitor(app);
  other.agent.jar = someone.agent.jar;
  await other.open('/trip/price');
  await someone.answer('/trip/price', { rooms: '3', agreed: 'yes' });
  await someone.answer('/trip/stay', { nights: '9', guests: '1' });
  const conflict = await other.post('/trip/price', { rooms: '2', agreed: 'yes' });
  expect(conflict.status).toBe(409);
  const kept = await other.post('/trip/price', {}, hiddenOf(conflict.text));
  expect([kept.status, box.exec(kept.text)?.[0]]).toEqual([422, expect.not.stringContaining('checked')]);
});

test('a front end is told that a step is asked again', async () => {
  const someone = await agreed();
  await someone.answer('/trip/stay', { nights: '9', guests: '1' });
  const { body } = await someone.agent.get('/trip/price').set('Accept', 'application/json');
  expect(body).toMatchObject({
    isAskedAgain: true,
    values: { rooms: 1 },
    stamp: { _basis: expect.any(String) },
  });
  expect(body.values).not.toHaveProperty('agreed');
});
