import { afterAll, describe, expect, test } from '@jest/globals';
import { secret, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const order = wizard({ id: 'order', title: 'Order', version: 1, start: false })
  .step('what', { title: 'What', fields: { name: text('Name'), pin: secret('PIN').optional() } })
  .repeat('parts', { title: 'Parts', item: 'Part', rows: true }, (part) =>
    part.step('about', { title: 'About', fields: { part: text('Part') } }),
  )
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([order]);
afterAll(() => forms.close(0));

const mainOf = (html: string) => textOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '');
const notSent = 'What you just typed was not sent with them.';

/** Sends the form while pages of it are open in another tab; gives the hidden fields of those. */
async function sentWithOpenPages() {
  const someone = visitor(app);
  await someone.answer('/order/what', { name: 'Oak' });
  const rows = await someone.open('/order/parts');
  const [, row = ''] = /name="(\w+)\._seen"/.exec(rows.text) ?? [];
  const list = hiddenOf(rows.text);
  await someone.answer('/order/parts', { [`${row}.part`]: 'Leg' });
  const step = hiddenOf((await someone.open('/order/what')).text);
  await someone.open('/order/check');
  await someone.post('/order/check');
  return { someone, step, list, row };
}

describe('a page of a form that was sent in another tab', () => {
  test('shows what is typed on it, and says that it was not sent', async () => {
    const { someone, step } = await sentWithOpenPages();
    const told = await someone.post('/order/what', { name: 'Birch' }, step);
    expect([told.status, headingOf(told.text)]).toEqual([409, 'You have already sent this form']);
    expect(textOf(told.text)).toContain(notSent);
    expect(textOf(told.text)).toMatch(/What you typed Name Birch/);
  });

  test('shows no value of secret()', async () => {
    const { someone, step } = await sentWithOpenPages();
    const told = await someone.post('/order/what', { name: 'Birch', pin: '4711' }, step);
    expect(mainOf(told.text)).not.toMatch(/4711|PIN/);
  });

  test.each([
    ['what was sent', { name: 'Oak' }],
    ['nothing', { name: '' }],
    ['a value of secret() alone', { name: 'Oak', pin: '4711' }],
  ])('says nothing of it where %s is typed', async (_, values) => {
    const { someone, step } = await sentWithOpenPages();
    const told = await someone.post('/order/what', values, step);
    expect(told.status).toBe(409);
    expect(mainOf(told.text)).not.toMatch(/What you (just )?typed/);
  });

  test('shows what is typed into rows, and nothing where they are those that were sent', async () => {
    const { someone, list, row } = await sentWithOpenPages();
    const other = await someone.post('/order/parts', { [`${row}.part`]: 'Arm' }, list);
    expect(textOf(other.text)).toMatch(/What you typed Part Arm/);
    const same = await someone.post('/order/parts', { [`${row}.part`]: 'Leg' }, list);
    expect([same.status, mainOf(same.text).includes('What you typed')]).toEqual([409, false]);
  });

  test('gives a front end what it sent', async () => {
    const { someone, step } = await sentWithOpenPages();
    const send = (name: string) =>
      someone.agent
        .post('/order/what')
        .accept('json')
        .send({ ...step, name });
    expect((await send('Birch')).body).toMatchObject({
      kind: 'submitted',
      status: 409,
      step: { key: 'what' },
      typed: { name: 'Birch' },
    });
    expect((await send('Oak')).body).not.toHaveProperty('typed');
  });
});
