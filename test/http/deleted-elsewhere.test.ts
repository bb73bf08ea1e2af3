import { afterAll, describe, expect, test } from '@jest/globals';
import { text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const about = { title: 'About', fields: { part: text('Part') } };
const order = wizard({ id: 'order', title: 'Order', version: 1, start: false })
  .step('what', { title: 'What', fields: { name: text('Name') } })
  .repeat('parts', { title: 'Parts', item: 'Part', rows: true }, (part) => part.step('about', about))
  .repeat('people', { title: 'People', item: 'Person', min: 0 }, (person) => person.step('about', about))
  .step('more', { title: 'More', fields: { note: text('Note') } })
  .complete({ action: 'Send' });
const several = wizard({ id: 'drafts', title: 'Drafts', version: 1, start: false, several: true })
  .step('what', { title: 'What', fields: { name: text('Name') } })
  .step('more', { title: 'More', fields: { note: text('Note') } })
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([order, several]);
afterAll(() => forms.close(0));

const mainOf = (html: string) => textOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '');

/** Answers the form up to a page that stays open in one tab; deletes the answers in another. */
async function deletedWhileOpen(page: string) {
  const someone = visitor(app);
  await someone.answer('/order/what', { name: 'Oak' });
  const rows = await someone.open('/order/parts');
  const [, row = ''] = /name="(\w+)\._seen"/.exec(rows.text) ?? [];
  if (page !== 'parts') {
    await someone.answer('/order/parts', { [`${row}.part`]: 'Leg' });
    if (page !== 'people') await someone.answer('/order/people', { _more: 'no' });
    if (page === 'check') await someone.answer('/order/more', { note: 'Soon' });
  }
  const hidden = hiddenOf((await someone.open(`/order/${page}`)).text);
  await someone.open('/order/end');
  await someone.post('/order/end', {}, {});
  return { someone, hidden, row };
}

describe('a page whose answers were deleted in another tab', () => {
  test('says so, with what is typed on it', async () => {
    const { someone, hidden } = await deletedWhileOpen('more');
    const told = await someone.post('/order/more', { note: 'Soon' }, hidden);
    expect([told.status, headingOf(told.text)]).toEqual([410, 'Your answers are deleted']);
    const main = mainOf(told.text);
    expect(main).toContain('You can undo this until');
    expect(main).toContain('What you just typed is still here.');
    expect(main).toMatch(/What you typed Note Soon/);
  });

  test('brings them back with what is typed on it', async () => {
    const { someone, hidden } = await deletedWhileOpen('more');
    const told = await someone.post('/order/more', { note: 'Soon' }, hidden);
    const undone = await someone.post('/order/more', { _undo: '1' }, hiddenOf(told.text));
    expect(undone.headers['location']).toBe('/order/more');
    expect((await someone.open('/order/more')).text).toContain('value="Soon"');
    expect((await someone.open('/order/what')).text).toContain('value="Oak"');
  });

  test('begins anew with what is typed on it', async () => {
    const { someone, hidden } = await deletedWhileOpen('more');
    const told = await someone.post('/order/more', { note: 'Soon' }, hidden);
    const begun = await someone.post('/order/more', {}, hiddenOf(told.text));
    expect(begun.headers['location']).toBe('/order/what');
    expect((await someone.open('/order/what')).text).not.toContain('value="Oak"');
  });

  test.each([
    ['check', {}],
    ['parts', { _add: '1' }],
    ['people', { _more: 'yes' }],
    ['more', { _save: '1', note: 'Soon' }],
  ])('says so when %s is sent with %j', async (page, values) => {
    const { someone, hidden } = await deletedWhileOpen(page);
    const told = await someone.post(`/order/${page}`, values, hidden);
    expect([told.status, headingOf(told.text)]).toEqual([410, 'Your answers are deleted']);
    expect(mainOf(told.text)).toContain('Undo');
  });

  test('brings them back with what is typed into its rows', async () => {
    const { someone, hidden, row } = await deletedWhileOpen('parts');
    const told = await someone.post('/order/parts', { [`${row}.part`]: 'Arm' }, hidden);
    expect(mainOf(told.text)).toMatch(/What you typed Part Arm/);
    const undone = await someone.post('/order/parts', { _undo: '1' }, hiddenOf(told.text));
    expect(undone.headers['location']).toBe('/order/parts');
    expect((await someone.open('/order/parts')).text).toContain('value="Arm"');
  });

  test('brings them back from the check page, where nothing is typed', async () => {
    const { someone, hidden } = await deletedWhileOpen('check');
    const told = await someone.post('/order/check', {}, hidden);
    const undone = await someone.post('/order/end', {}, hiddenOf(told.text));
    expect(undone.headers['location']).toBe('/order/check');
  });

  test('tells a front end until when that can be undone', async () => {
    const { someone, hidden } = await deletedWhileOpen('more');
    const send = (more: object) =>
      someone.agent
        .post('/order/more')
        .accept('json')
        .send({ ...hidden, note: 'Soon', ...more });
    const { body } = await send({});
    expect(body).toMatchObject({ kind: 'expired', status: 410, typed: { note: 'Soon' } });
    expect(body.title).toBe('The answers were deleted; what was sent is repeated here');
    expect(Date.parse(String(body.undoUntil))).toBeGreaterThan(Date.now() + 590_000);
    const undone = await send({ ...(body.stamp as object), _undo: '1' });
    expect(undone.headers['location']).toBe('/order/more');
  });

  test('of a draft can bring that back too', async () => {
    const someone = visitor(app);
    const next = await someone.answer(`${(await someone.agent.get('/drafts')).headers['location']}/what`, {
      name: 'Oak',
    });
    const hidden = hiddenOf((await someone.open(next)).text);
    await someone.post(next.replace('/more', '/end'), {}, {});
    const told = await someone.post(next, { note: 'Soon' }, hidden);
    expect([told.status, headingOf(told.text)]).toEqual([410, 'This draft was deleted']);
    const undone = await someone.post(next, { _undo: '1' }, hiddenOf(told.text));
    expect(undone.headers['location']).toBe(next);
  });
});

describe('the copy of a form that was sent', () => {
  async function copyDeleted() {
    const { someone, hidden } = await (async () => {
      const started = visitor(app);
      await started.answer('/order/what', { name: 'Oak' });
      const rows = await started.open('/order/parts');
      const [, row = ''] = /name="(\w+)\._seen"/.exec(rows.text) ?? [];
      await started.answer('/order/parts', { [`${row}.part`]: 'Leg' });
      await started.answer('/order/people', { _more: 'no' });
      await started.answer('/order/more', { note: 'Soon' });
      const page = hiddenOf((await started.open('/order/more')).text);
      await started.answer('/order/check');
      return { someone: started, hidden: page };
    })();
    const removed = await someone.post('/order/end', {}, {});
    expect(removed.headers['location']).toBe('/order/end?deleted=sent');
    return { someone, hidden };
  }

  test('is said to be deleted on a page that is sent later, and comes back with what was typed beside it', async () => {
    const { someone, hidden } = await copyDeleted();
    const told = await someone.post('/order/more', { note: 'Later' }, hidden);
    expect([told.status, headingOf(told.text)]).toEqual([410, 'This copy of your answers is deleted']);
    const undone = await someone.post('/order/more', { _undo: '1' }, hiddenOf(told.text));
    expect([undone.status, headingOf(undone.text)]).toEqual([409, 'You have already sent this form']);
    expect(mainOf(undone.text)).toMatch(/What you typed Note Later/);
    expect(headingOf((await someone.open('/order/what')).text)).toBe('You have already sent this form');
  });

  test('is said to be a copy when it is deleted once more', async () => {
    const { someone } = await copyDeleted();
    const again = await someone.post('/order/end', {}, {});
    expect(again.headers['location']).toBe('/order/end?deleted=sent');
  });
});
