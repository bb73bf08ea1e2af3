import { afterAll, describe, expect, test } from '@jest/globals';
import { consent, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, hiddenOf, textOf, visitor } from '../support/visitor.ts';

const given: unknown[] = [];
const options = { id: 'order', title: 'An order', version: 1, start: false } as const;
const order = wizard(options)
  .step('what', { title: 'What?', fields: { what: text('What') } })
  .step('gift', {
    title: 'The card',
    when: (earlier) => earlier.what.what.is('gift'),
    fields: { card: text('Card') },
  })
  .step('terms', { title: 'The terms', fields: { terms: consent('I accept the terms') } })
  .complete({
    action: 'Send',
    declaration: 'By sending this you say that it is true.',
    run: ({ answers }) => {
      given.push(answers);
      return answers.what.what === 'nothing'
        ? { reject: { what: { '': 'Order something' }, terms: { '': 'Read the terms' } } }
        : undefined;
    },
  });
const several = wizard({ id: 'several', title: 'Orders', version: 1, start: false, several: { max: 3 } })
  .step('what', { title: 'What?', fields: { what: text('What') } })
  .complete({ action: 'Send', run: ({ answers }) => void given.push(answers) });
const people = wizard({ id: 'people', title: 'People', version: 1, start: false })
  .repeat('people', { title: 'The people', item: '{name.name}' }, (person) =>
    person.step('name', { title: 'Their name', fields: { name: text('Name') } }),
  )
  .complete({ action: 'Send', run: ({ answers }) => void given.push(answers) });

const { app, forms } = memoryApp([order, several, people]);
afterAll(() => forms.close(0));

const told = 'Your answers have changed since you opened this page';

type Visitor = ReturnType<typeof visitor>;

async function toCheck(someone: Visitor, what = 'FIRST'): Promise<Record<string, string>> {
  await someone.answer('/order/what', { what });
  await someone.answer('/order/terms', { terms: 'yes' });
  return hiddenOf((await someone.open('/order/check')).text);
}

async function add(someone: Visitor, name: string): Promise<void> {
  await someone.answer(await someone.answer('/people/people', { _more: 'yes' }), { name });
}

describe.each([
  ['without scripts', {}],
  ['with htmx', { htmx: true }],
])('a visitor %s', (_, by) => {
  test('who sends a page that shows older answers gets it again with these, and can send them', async () => {
    const someone = visitor(app, by);
    const shown = await toCheck(someone);
    await someone.answer('/order/what', { what: 'SECOND' });
    given.length = 0;
    const refused = await someone.post('/order/check', {}, shown);
    expect([refused.status, given]).toEqual([409, []]);
    expect(headingOf(refused.text)).toBe('Check your answers');
    expect(refused.text).toMatch(/<title>Error: /);
    const words = textOf(refused.text);
    expect(words).toContain('SECOND');
    expect(words.indexOf(told)).toBeLessThan(words.indexOf('SECOND'));
    const fresh = hiddenOf(refused.text);
    const sent = await someone.post('/order/check', {}, fresh);
    expect(sent.headers['location']).toMatch(/^\/order\/done\//);
    expect(given).toEqual([{ what: { what: 'SECOND' }, terms: { terms: true } }]);
    // Whichever page is pressed again.
    for (const stamp of [fresh, shown]) {
      const again = await someone.post('/order/check', {}, stamp);
      expect(again.headers['location']).toBe(sent.headers['location']);
    }
    expect(given).toHaveLength(1);
  });
});

test('an answer that was changed and changed back, or given twice, stops nothing', async () => {
  const someone = visitor(app);
  const shown = await toCheck(someone);
  await someone.answer('/order/what', { what: 'SECOND' });
  await someone.answer('/order/what', { what: 'FIRST' });
  await someone.answer('/order/terms', { terms: 'yes' });
  expect((await someone.post('/order/check', {}, shown)).status).toBe(303);
});

test('answers of a branch that is closed again stop nothing', async () => {
  const someone = visitor(app);
  const shown = await toCheck(someone);
  await someone.answer('/order/what', { what: 'gift' });
  await someone.answer('/order/gift', { card: 'Dear Ann' });
  await someone.answer('/order/what', { what: 'FIRST' });
  expect((await someone.post('/order/check', {}, shown)).status).toBe(303);
});

test('a page that does not say what it showed, as before an update, is sent', async () => {
  const someone = visitor(app);
  const { _seen, ...old } = await toCheck(someone);
  expect(_seen).toMatch(/^[\w-]{16}$/);
  await someone.answer('/order/what', { what: 'SECOND' });
  expect((await someone.post('/order/check', {}, old)).status).toBe(303);
});

test('what the handler sent back stands below the notice', async () => {
  const someone = visitor(app);
  const shown = await toCheck(someone, 'nothing');
  const receipt = (await someone.post('/order/check', {}, shown)).headers['location']!;
  await someone.open(receipt);
  // Of the generation before, the page is not sent.
  expect((await someone.post('/order/check', {}, shown)).headers['location']).toBe('/order/check');
  const reopened = hiddenOf((await someone.open('/order/check')).text);
  given.length = 0;
  await someone.answer('/order/what', { what: 'SECOND' });
  const refused = await someone.post('/order/check', {}, reopened);
  expect([refused.status, given]).toEqual([409, []]);
  expect(textOf(refused.text)).toMatch(new RegExp(`${told}.*Read the terms`));
  expect((await someone.post('/order/check', {}, hiddenOf(refused.text))).status).toBe(303);
  expect(given).toHaveLength(1);
});

test('an item that was added in another tab is shown before it is sent', async () => {
  const someone = visitor(app);
  await add(someone, 'Ann');
  await someone.answer('/people/people', { _more: 'no' });
  const shown = hiddenOf((await someone.open('/people/check')).text);
  await add(someone, 'Ben');
  await someone.answer('/people/people', { _more: 'no' });
  const refused = await someone.post('/people/check', {}, shown);
  expect(refused.status).toBe(409);
  expect(textOf(refused.text)).toContain('Ben');
  expect((await someone.post('/people/check', {}, hiddenOf(refused.text))).status).toBe(303);
});

test('of several runs the one that was changed alone is shown again', async () => {
  const someone = visitor(app);
  const runs = [];
  for (const what of ['one', 'two']) {
    const page = await someone.agent.get('/several');
    const first =
      page.headers['location'] ?? /href="(\/several\/~[^"/]+)">Start another/.exec(page.text)?.[1] ?? '';
    const url = await someone.answer(`${first}/what`, { what });
    runs.push({ first, url, shown: hiddenOf((await someone.open(url)).text) });
  }
  const [one, two] = runs;
  await someone.answer(`${one!.first}/what`, { what: 'other' });
  const refused = await someone.post(one!.url, {}, one!.shown);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain(`action="${one!.url}"`);
  expect((await someone.post(two!.url, {}, two!.shown)).status).toBe(303);
});
