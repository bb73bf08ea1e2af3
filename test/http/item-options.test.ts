import { afterAll, expect, test } from '@jest/globals';
import { choice, choices, fromGroup, itemIdOf, itemOf, text, wizard } from '../../src/index.ts';
import { memoryApp } from '../support/memory-app.ts';
import { headingOf, textOf, visitor } from '../support/visitor.ts';

const given: unknown[] = [];
const trip = wizard({ id: 'trip', title: 'Trip', version: 1, start: false })
  .repeat('children', { title: 'Your children', item: '{about.name}', max: 9 }, (child) =>
    child.step('about', { title: 'About the child', fields: { name: text('Name') } }),
  )
  .step('papers', {
    title: 'The trip',
    fields: {
      travels: choices(
        'Who travels?',
        fromGroup((e) => e.children, 'Child {about.name}'),
      ),
      eldest: choice(
        'Who is the eldest?',
        fromGroup((e) => e.children),
      ),
    },
    check: (values, { earlier }) =>
      itemOf(earlier.children, values.eldest)?.about.name === 'Zoe' ? { eldest: 'Not Zoe' } : undefined,
  })
  .complete({
    action: 'Send',
    run: ({ answers: { children, papers } }) =>
      void given.push([
        itemOf(children, papers.eldest)?.about.name,
        children.filter((child) => papers.travels.includes(itemIdOf(child))).map(({ about }) => about.name),
      ]),
  });

const { app, forms } = memoryApp([trip]);
afterAll(() => forms.close(0));

async function parent(...names: readonly string[]) {
  const someone = visitor(app);
  const ids: string[] = [];
  for (const name of names) {
    const url = await someone.answer('/trip/children', { _more: 'yes' });
    ids.push(url.split('/')[3]!);
    await someone.answer(url, { name });
  }
  const onward = await someone.answer('/trip/children', { _more: 'no' });
  expect(onward).toBe('/trip/papers');
  return { someone, ids };
}

test('the items of a list are the options, in their names, and the handler finds them again', async () => {
  const { someone, ids } = await parent('Ben', 'Cleo');
  const page = await someone.open('/trip/papers');
  expect(textOf(page.text)).toContain('Who travels? Child Ben Child Cleo Who is the eldest? Ben Cleo');
  const [ben, cleo] = ids as [string, string];
  expect(await someone.answer('/trip/papers', { travels: [ben, cleo], eldest: cleo })).toBe('/trip/check');
  const check = await someone.open('/trip/check');
  expect(textOf(check.text)).toContain('Who travels? Child Ben Child Cleo');
  expect(textOf(check.text)).not.toContain(ben);
  await someone.post('/trip/check');
  expect(given.pop()).toEqual(['Cleo', ['Ben', 'Cleo']]);
});

test('an item that is not on the list is no answer', async () => {
  const { someone, ids } = await parent('Ben');
  await someone.open('/trip/papers');
  const sent = await someone.post('/trip/papers', { travels: [ids[0]!, 'abcdefgh'], eldest: 'zzz' });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('href="#papers-travels"');
  expect(sent.text).toContain('href="#papers-eldest"');
});

test('a removed item takes the answer with it, and Undo brings both back', async () => {
  const { someone, ids } = await parent('Ben', 'Cleo');
  const [ben, cleo] = ids as [string, string];
  await someone.answer('/trip/papers', { travels: [ben, cleo], eldest: ben });
  await someone.open('/trip/children');
  const removed = await someone.post('/trip/children', { _remove: ben });
  const list = await someone.open(removed.headers['location']!);
  expect((await someone.open('/trip/check')).text).toContain('Who is the eldest?');
  const again = await someone.open('/trip/papers');
  expect(again.text).toMatch(new RegExp(`value="${cleo}" checked`));
  expect(again.text).not.toContain(ben);
  await someone.agent
    .post('/trip/children')
    .type('form')
    .send({ _restore: ben, _instance: /name="_instance" value="([^"]*)"/.exec(list.text)?.[1] ?? '' });
  expect(headingOf((await someone.open('/trip/check')).text)).toBe('Check your answers');
});

test('who has nobody on the list is told so, and where to add somebody', async () => {
  const { someone } = await parent();
  const page = await someone.open('/trip/papers');
  expect(textOf(page.text)).toContain(
    'Who travels? There is nothing to choose from yet. Add to the list “Your children” first.',
  );
  expect((await someone.post('/trip/papers')).text).toContain('href="#papers-travels"');
});

test('a check sees which item was chosen', async () => {
  const { someone, ids } = await parent('Zoe');
  await someone.open('/trip/papers');
  const sent = await someone.post('/trip/papers', { travels: ids, eldest: ids[0]! });
  expect(textOf(sent.text)).toContain('Not Zoe');
});

test('many items open as a list, as many options do', async () => {
  const { someone, ids } = await parent('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  const { text: html } = await someone.open('/trip/papers');
  expect(html).toContain('<select class="stepway-input stepway-select" id="papers-eldest"');
  expect(await someone.answer('/trip/papers', { travels: ids, eldest: ids[7]! })).toBe('/trip/check');
});

test('a conflict page names the items', async () => {
  const { someone, ids } = await parent('Ben', 'Cleo');
  const [ben, cleo] = ids as [string, string];
  const old = await someone.open('/trip/papers');
  await someone.answer('/trip/papers', { travels: [ben], eldest: ben });
  const hidden = /name="_instance" value="([^"]*)"/.exec(old.text)?.[1] ?? '';
  const sent = await someone.agent
    .post('/trip/papers')
    .type('form')
    .send({ _instance: hidden, _page: 'other', travels: [cleo], eldest: cleo });
  expect(sent.status).toBe(409);
  expect(textOf(sent.text)).toContain('Child Cleo');
  expect(textOf(sent.text)).toContain('Child Ben');
});

test('a front end gets the options, and which list they are from', async () => {
  const { someone, ids } = await parent('Ben');
  const { body } = await someone.agent.get('/trip/papers').accept('json');
  expect(body.schema.properties.travels).toMatchObject({
    type: 'array',
    items: { type: 'string' },
    options: [{ value: ids[0], label: 'Child Ben' }],
    itemsOf: 'children',
  });
  const sent = await someone.agent
    .post('/trip/papers')
    .accept('json')
    .send({ ...body.stamp, travels: ids, eldest: ids[0] });
  expect(sent.status).toBe(303);
});
